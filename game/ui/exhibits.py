"""Exhibits: small plates in rows, as on a contact sheet."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.ui import plate, shapes
from game.ui.page import Page


def scale_for(rect: pygame.Rect, columns: int, rows: int, gap: int) -> int:
    """The largest whole factor at which so many plates fit."""
    wide = (rect.width - gap * (columns - 1)) // columns
    high = (rect.height - gap * (rows - 1)) // rows
    return plate.factor(min(wide, high))


def grid_size(scale: int, columns: int, rows: int, gap: int) -> tuple[int, int]:
    """The size of a grid of plates, in pixels."""
    side = plate.side(scale)
    return columns * side + gap * (columns - 1), rows * side + gap * (rows - 1)


def grid(
    page: Page,
    digits: Sequence[bytes | None],
    topleft: tuple[int, int],
    columns: int,
    scale: int,
    gap: int,
) -> None:
    """Plates row by row; None is an empty plate."""
    for number, pixels in enumerate(digits):
        at = place(topleft, number, columns, scale, gap)
        page.surface.blit(plate.plate(pixels, scale), at)


def place(topleft: tuple[int, int], number: int, columns: int, scale: int, gap: int) -> pygame.Rect:
    """Where the plate of this number, 0, 1, …, lies in a grid."""
    side = plate.side(scale)
    x = topleft[0] + number % columns * (side + gap)
    y = topleft[1] + number // columns * (side + gap)
    return pygame.Rect(x, y, side, side)


def card(page: Page, rect: pygame.Rect) -> None:
    """A card to lay plates on."""
    spread = page.measure(16, least=7)
    cast = shapes.shadow(rect.size, spread, 90)
    page.surface.blit(cast, (rect.x - spread, rect.y - spread + page.measure(4)))
    page.surface.fill(page.palette.card, rect)
    pygame.draw.rect(page.surface, page.palette.rule, rect, 1)
