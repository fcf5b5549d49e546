"""The bench: where plate, answers, notes and ledger go while a digit is examined."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.ui import answers, casefile, ledger, paper, plate
from game.ui.page import Page
from game.ui.theme import Type


@dataclass(frozen=True)
class Bench:
    """The places on one page."""

    scale: int
    """The whole factor that the digit is enlarged by."""
    plate: tuple[int, int]
    """The middle of the plate."""
    genuine: pygame.Rect
    forged: pygame.Rect
    notes: pygame.Rect
    foot: pygame.Rect


def lay_out(page: Page) -> Bench:
    """Divide what the head leaves of the part that is written on."""
    return page.kept(_laid_out, answers.size(page), page.settings.scale)


def _laid_out(page: Page, tag: tuple[int, int], most: int) -> Bench:
    measure, (tag_width, tag_height) = page.measure, tag
    inside = paper.inside(measure)
    top = inside.top + casefile.head_height(page)
    foot_height = max(ledger.height(page), casefile.foot_height(page))
    foot = pygame.Rect(inside.left, inside.bottom - foot_height, inside.width, foot_height)
    notes_height = page.height(Type.TITLE) + 2 * page.height(Type.SMALL) + measure(10, least=4)
    gap = measure(26, least=8)
    if measure.is_tall:
        # plate, notes, both answers side by side, foot
        tag_width = min(tag_width, (inside.width - gap) // 2)
        tags_top = foot.top - gap - tag_height
        notes = pygame.Rect(inside.left, tags_top - gap - notes_height, inside.width, notes_height)
        space = pygame.Rect(inside.left, top, inside.width, notes.top - top)
        genuine = pygame.Rect(
            inside.centerx - gap // 2 - tag_width, tags_top, tag_width, tag_height
        )
        forged = genuine.move(tag_width + gap, 0)
        scale = _scale(page, space, most)
        return Bench(scale, space.center, genuine, forged, notes, foot)
    notes = pygame.Rect(
        inside.left, foot.top - measure(16, least=5) - notes_height, inside.width, notes_height
    )
    space = pygame.Rect(0, top, inside.width - 2 * (tag_width + gap), notes.top - top)
    space.centerx = inside.centerx
    scale = _scale(page, space, most)
    reach = plate.side(scale) // 2 + plate.frame(page)
    # On a wide page the answers stay near the evidence.
    away = max(gap, min((inside.width // 2 - reach - tag_width) // 2, measure(72)))
    genuine = pygame.Rect(0, 0, tag_width, tag_height)
    genuine.midright = (inside.centerx - reach - away, space.centery)
    forged = pygame.Rect(0, 0, tag_width, tag_height)
    forged.midleft = (inside.centerx + reach + away, space.centery)
    return Bench(scale, space.center, genuine, forged, notes, foot)


def _scale(page: Page, space: pygame.Rect, most: int) -> int:
    around = 2 * plate.frame(page) + page.measure(34, least=16)
    room = min(space.width - 2 * plate.frame(page), space.height - around)
    return plate.factor(room, most or None)
