"""The ledger: figures with their names above them, divided by ruled lines."""

from __future__ import annotations

import pygame

from game.rules.arcade import LIVES, Arcade
from game.ui import shapes
from game.ui.page import Page
from game.ui.theme import Type


def height(page: Page) -> int:
    """The height of an entry."""
    return page.height(Type.LABEL) + page.height(Type.FIGURE) + page.measure(2)


def entry(page: Page, label: str, figure: str, topleft: tuple[int, int], note: str = "") -> int:
    """A named figure with a note beside it; the x behind it."""
    palette, (x, y) = page.palette, topleft
    named = page.text(label, Type.LABEL, palette.ink_soft, topleft=topleft)
    top = y + page.height(Type.LABEL) + page.measure(1)
    shown = page.text(figure, Type.FIGURE, palette.ink, topleft=(x, top))
    right = max(named.right, shown.right)
    if note:
        place = (shown.right + page.measure(9, least=5), shown.bottom - page.measure(6, least=3))
        noted = page.text(note, Type.SMALL_ITALIC, palette.ink_soft, bottomleft=place)
        right = max(right, noted.right)
    return right


def lives(page: Page, left: int, topleft: tuple[int, int], just_lost: bool = False) -> int:
    """The lives: wax seals, those lost crossed out; the x behind them."""
    palette, (x, y) = page.palette, topleft
    named = page.text("LIVES", Type.LABEL, palette.ink_soft, topleft=topleft)
    diameter = page.measure(25, least=15)
    middle = y + page.height(Type.LABEL) + page.measure(1) + page.height(Type.FIGURE) // 2
    for place in range(LIVES):
        centre = (x + diameter // 2 + place * (diameter + page.measure(8, least=5)), middle)
        if place < left:
            _seal(page, diameter, centre)
        else:
            _spent(page, diameter, centre, fresh=just_lost and place == left)
    return max(named.right, centre[0] + diameter // 2)


def row(page: Page, game: Arcade, rect: pygame.Rect, just_lost: bool = False) -> int:
    """Lives, score and streak side by side; the x behind the last."""
    gap = page.measure(34, least=16)
    x = lives(page, game.lives, rect.topleft, just_lost)
    x = _divider(page, x + gap, rect) + gap
    x = entry(page, "SCORE", str(game.score), (x, rect.top))
    x = _divider(page, x + gap, rect) + gap
    note = f"best {game.best_streak}" if game.best_streak else ""
    return entry(page, "STREAK", str(game.streak), (x, rect.top), note)


def _divider(page: Page, x: int, rect: pygame.Rect) -> int:
    page.surface.fill(page.palette.rule, (x, rect.top, 1, rect.height))
    return x


def _seal(page: Page, diameter: int, centre: tuple[int, int]) -> None:
    wax = shapes.disc(diameter, page.palette.accent)
    page.surface.blit(wax, wax.get_rect(center=centre))
    ring = shapes.disc(round(diameter * 0.66), page.palette.card, max(1, diameter // 14))
    page.surface.blit(ring, ring.get_rect(center=centre))


def _spent(page: Page, diameter: int, centre: tuple[int, int], fresh: bool) -> None:
    colour = page.palette.accent if fresh else page.palette.ink_soft
    ring = shapes.disc(diameter, colour, max(1, diameter // 14))
    page.surface.blit(ring, ring.get_rect(center=centre))
    reach = round(diameter * 0.2)
    for lean in (-1, 1):
        start = (centre[0] - reach, centre[1] - lean * reach)
        end = (centre[0] + reach, centre[1] + lean * reach)
        pygame.draw.line(page.surface, colour, start, end, max(1, diameter // 11))
