"""The keepsake: the result card as it is saved, and where."""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.scenes.actions import Action
from game.scenes.keepsake import Keepsake
from game.scenes.result_card import ResultCard
from game.ui import casefile, paper, result_card, shapes
from game.ui.page import Page
from game.ui.theme import Type

BACK = casefile.Hint("back to the case", Action.BACK)
AGAIN = casefile.Hint("try again", Action.KEEP)
COMING = "The picture is being saved."
KEPT = "Saved as"


def keepsake(page: Page, scene: Keepsake) -> None:
    """Draw the card as large as it fits, with what became of it below."""
    measure, palette = page.measure, page.palette
    inside = paper.lay(page)
    top = casefile.head(page, inside, "The result card".upper(), scene.card.mode.upper())
    foot = casefile.foot_height(page) + measure(12, least=5)
    said = pygame.Rect(inside.left, 0, inside.width, 3 * page.height(Type.BODY))
    said.bottom = inside.bottom - foot
    gap = measure(22, least=8)
    room = pygame.Rect(inside.left, top + gap, inside.width, said.top - top - 2 * gap)
    size = _fitting(room.size)
    place = pygame.Rect((0, 0), size)
    place.center = room.center
    spread = measure(16, least=7)
    cast = shapes.shadow(place.size, spread, 110)
    page.surface.blit(cast, (place.x - spread, place.y - spread + measure(4)))
    page.surface.blit(_reduced(scene.card, size), place)
    said.left, said.width = place.left, inside.right - place.left
    if scene.fault:
        page.paragraph(scene.fault, Type.BODY, palette.wrong, said, lines=3)
    else:
        words = KEPT if scene.kept else COMING
        page.text(words, Type.ASIDE, palette.ink_soft, said.width, topleft=said.topleft)
        said.top += page.height(Type.ASIDE)
        page.paragraph(scene.kept, Type.DATA, palette.ink, said, lines=2)
    casefile.foot(page, inside, (AGAIN, BACK) if scene.fault else (BACK,))


def _fitting(room: tuple[int, int]) -> tuple[int, int]:
    share = min(room[0] / result_card.SIZE[0], room[1] / result_card.SIZE[1], 1.0)
    return round(result_card.SIZE[0] * share), round(result_card.SIZE[1] * share)


@lru_cache(maxsize=2)
def _reduced(card: ResultCard, size: tuple[int, int]) -> pygame.Surface:
    """The card at another size."""
    return pygame.transform.smoothscale(result_card.drawn(card), size)
