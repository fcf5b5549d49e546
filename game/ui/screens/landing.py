"""The landing: the same noise as it was written before, and as it is written now."""

from __future__ import annotations

import pygame

from game.rules.forgers import Forger
from game.rules.ladder import DIGITS
from game.scenes.actions import Action
from game.scenes.landing import Landing
from game.ui import casefile, dossier, exhibits, ledger, paper, shapes
from game.ui.page import Page
from game.ui.theme import Type

FEWEST = 5
"""Digits in a row of a picture, at least: large enough to compare stroke by stroke."""
BEFORE, AFTER = "Then", "Now"
SAID = "The same noise, as it was and as it has become."
HINTS: tuple[casefile.Hint, ...] = (
    casefile.Hint("pause", Action.BACK),
    casefile.Hint("climb on", Action.GO_ON),
)


def landing(page: Page, scene: Landing) -> None:
    """Draw both pages of the exercise book."""
    measure, palette = page.measure, page.palette
    inside = paper.lay(page)
    page.offer(page.surface.get_rect(), Action.GO_ON)
    right = f"ladder · case {scene.desk.games}".upper()
    top = casefile.head(page, inside, casefile.parties(scene.desk), right)
    passed = scene.passed
    y = top + measure(18, least=5)
    told = f"Level {scene.climb.level} climbed: {passed.right} of {DIGITS} told right"
    style = Type.HEADLINE if page.width(told, Type.HEADLINE) <= inside.width else Type.TITLE
    page.text(told, style, palette.ink, inside.width, topleft=(inside.left, y))
    said = pygame.Rect(inside.left, y + page.height(style), inside.width, 0)
    y = page.paragraph(SAID, Type.ASIDE, palette.ink_soft, said, lines=2)
    foot = max(ledger.height(page), casefile.foot_height(page))
    below = inside.bottom - foot - measure(14, least=6)
    y += measure(14, least=5)
    _books(page, scene, pygame.Rect(inside.left, y, inside.width, below - y))
    at = pygame.Rect(inside.left, inside.bottom - foot, inside.width, foot)
    end = ledger.row(page, scene.climb, at)
    casefile.foot(page, at, HINTS, end + measure(30, least=14))


def _books(page: Page, scene: Landing, room: pygame.Rect) -> None:
    """Both pages side by side, or one below the other on a tall page, and an arrow between."""
    arrow = page.measure(64, least=26)
    pair = (scene.passed.forger, scene.coming)
    side = _side(page, room, arrow, beside=True)
    beside = all(_width(page, forger) <= side for forger in pair)
    if not beside:
        side = _side(page, room, arrow, beside=False)
    high = side + _words_height(page, beside=beside)
    if page.measure.is_tall:
        top = room.top + (room.height - 2 * high - arrow) // 2
        first = pygame.Rect(room.centerx - side // 2, top, side, high)
        second = first.move(0, high + arrow)
        between = pygame.Rect(room.centerx - arrow // 2, first.bottom, arrow, arrow)
    else:
        gap = max(arrow, min(2 * arrow, room.width - 2 * side))
        top = room.top + (room.height - high) // 2
        first = pygame.Rect(room.centerx - gap // 2 - side, top, side, high)
        second = first.move(side + gap, 0)
        between = pygame.Rect(first.right, top, gap, side)
    for forger, label, rect in zip(pair, (BEFORE, AFTER), (first, second), strict=True):
        _book(page, forger, label, rect, beside=beside)
    _arrow(page, between)


def _side(page: Page, room: pygame.Rect, arrow: int, *, beside: bool) -> int:
    """The side of a picture, in pixels."""
    words = _words_height(page, beside=beside)
    if page.measure.is_tall:
        return min((room.height - arrow) // 2 - words, room.width)
    return min((room.width - arrow) // 2, room.height - words)


def _book(page: Page, forger: Forger, label: str, rect: pygame.Rect, *, beside: bool) -> None:
    """One page: when it was written above, and how far its writer's schooling went below."""
    measure, palette = page.measure, page.palette
    y = rect.top
    page.text(label.upper(), Type.LABEL, palette.accent, rect.width, topleft=(rect.left, y))
    y += page.height(Type.LABEL) + measure(4, least=2)
    border = measure(10, least=4)
    card = pygame.Rect(rect.left, y, rect.width, rect.width)
    exhibits.card(page, card)
    dossier.draw_noise(page, forger, card.inflate(-2 * border, -2 * border), FEWEST)
    y = card.bottom + measure(6, least=3)
    heading = dossier.heading(forger)
    name = page.text(heading, Type.TITLE, palette.ink, rect.width, topleft=(rect.left, y))
    if beside:
        spot = (rect.right, name.bottom - measure(4, least=2))
        page.text(_seen(forger), Type.SMALL, palette.ink_soft, bottomright=spot)
    else:
        below = (rect.left, y + page.height(Type.TITLE))
        seen = _seen(forger)
        if page.width(seen, Type.SMALL) > rect.width:
            seen = seen.replace("digits ", "")
        page.text(seen, Type.SMALL, palette.ink_soft, rect.width, topleft=below)


def _seen(forger: Forger) -> str:
    return f"{forger.images_seen:,} digits seen" if forger.images_seen else ""


def _width(page: Page, forger: Forger) -> int:
    """What a picture's caption takes on one line."""
    name = page.width(dossier.heading(forger), Type.TITLE)
    return name + page.measure(14, least=8) + page.width(_seen(forger), Type.SMALL)


def _words_height(page: Page, *, beside: bool) -> int:
    measure = page.measure
    spaces = measure(4, least=2) + measure(6, least=3)
    words = page.height(Type.LABEL) + page.height(Type.TITLE) + spaces
    return words if beside else words + page.height(Type.SMALL)


def _arrow(page: Page, room: pygame.Rect) -> None:
    """From before to after."""
    side = min(room.width, room.height, page.measure(64, least=26)) * 5 // 8
    points = ((0.0, 0.22 * side), (0.55 * side, 0.5 * side), (0.0, 0.78 * side))
    shape = shapes.polygon((side, side), points, page.palette.accent)
    if page.measure.is_tall:
        shape = pygame.transform.rotate(shape, -90)
    page.surface.blit(shape, shape.get_rect(center=room.center))
