"""The plate: one path from grey values to the screen, for real and fake alike."""

from __future__ import annotations

import math

import pygame

from game.ui import shapes
from game.ui.album import Album
from game.ui.page import Page
from game.ui.theme import PALETTE, Type

SIDE = 28
MARGIN = 1
"""Black around a digit, in pixels of the digit."""
GREYS = [(grey, grey, grey) for grey in range(256)]


def factor(room: int, most: int | None = None) -> int:
    """The whole number that a digit is enlarged by so that its plate fits into ``room`` pixels."""
    fitting = max(1, room // (SIDE + 2 * MARGIN))
    return fitting if most is None else max(1, min(fitting, most))


def side(scale: int) -> int:
    """The side of a plate, in pixels."""
    return (SIDE + 2 * MARGIN) * scale


PLATES = Album(pixels=5_000_000)
"""A hundred of those on the title, or twenty-five in question; on a 4K screen two."""


def plate(pixels: bytes | None, scale: int) -> pygame.Surface:
    """A black plate with a digit (784 bytes, row by row), or empty; kept, not to be drawn on.

    An image from outside may have 16 to 256 rows: the plate stays as large as it is for a digit.
    """
    return PLATES.get((pixels, scale), lambda: _made(pixels, scale))


def _made(pixels: bytes | None, scale: int) -> pygame.Surface:
    surface = pygame.Surface((side(scale), side(scale)), depth=32)
    surface.fill(PALETTE.plate)
    if pixels is not None:
        large = _enlarged(pixels, SIDE * scale)
        surface.blit(large, large.get_rect(center=surface.get_rect().center))
    return surface


def _enlarged(pixels: bytes, room: int) -> pygame.Surface:
    """A square of grey values by the largest whole factor that fits into ``room`` pixels.

    Only an image from outside can be larger than its room: then its pixels are averaged.
    """
    rows = math.isqrt(len(pixels))
    digit = pygame.image.frombuffer(pixels, (rows, rows), "P")
    digit.set_palette(GREYS)
    grey = pygame.Surface((rows, rows), depth=32)
    grey.blit(digit, (0, 0))
    if rows > room:
        return pygame.transform.smoothscale(grey, (room, room))
    # scale, unlike smoothscale, takes the nearest pixel.
    return pygame.transform.scale_by(grey, room // rows)


def place(scale: int, centre: tuple[int, int]) -> pygame.Rect:
    """Where a plate lies whose middle is here."""
    rect = pygame.Rect(0, 0, side(scale), side(scale))
    rect.center = centre
    return rect


def mount(page: Page, scale: int, centre: tuple[int, int]) -> None:
    """Draw the mount that a plate is laid into."""
    measure, palette = page.measure, page.palette
    rect = place(scale, centre)
    border = frame(page)
    card = rect.inflate(2 * border, 2 * border)
    spread = measure(14, least=6)
    cast = shapes.shadow(card.size, spread, 90)
    page.surface.blit(cast, (card.x - spread, card.y - spread + measure(4)))
    page.surface.fill(palette.card, card)
    pygame.draw.rect(page.surface, palette.rule, card, 1)


def lay(page: Page, pixels: bytes | None, scale: int, centre: tuple[int, int]) -> pygame.Rect:
    """Draw a plate into its mount, under the photo corners; where the plate is."""
    rect = place(scale, centre)
    page.surface.blit(plate(pixels, scale), rect)
    _corners(page, rect)
    return rect


def frame(page: Page) -> int:
    """How far a mount stands out from its plate, in pixels."""
    return page.measure(14, least=7)


def _corners(page: Page, rect: pygame.Rect) -> None:
    reach = page.measure(34, least=14)
    out = frame(page) // 2
    size = (reach, reach)
    place = rect.inflate(2 * out, 2 * out)
    shade = page.palette.paper_shade
    points = ((0.0, 0.0), (float(reach), 0.0), (0.0, float(reach)))
    corner = shapes.polygon(size, points, shade)
    line = shapes.polygon(size, (points[1], points[2]), page.palette.rule, 1.5)
    corner = corner.copy()
    corner.blit(line, (0, 0))
    for flip_x, flip_y, where in (
        (False, False, place.topleft),
        (True, False, (place.right - reach, place.top)),
        (False, True, (place.left, place.bottom - reach)),
        (True, True, (place.right - reach, place.bottom - reach)),
    ):
        page.surface.blit(pygame.transform.flip(corner, flip_x, flip_y), where)


def tag(page: Page, text: str, centre: tuple[int, int]) -> None:
    """A small label across the lower edge of a mount."""
    width = page.width(text, Type.LABEL) + 2 * page.measure(14, least=8)
    height = page.height(Type.LABEL) + 2 * page.measure(4, least=2)
    rect = pygame.Rect(0, 0, width, height)
    rect.center = centre
    page.surface.fill(page.palette.paper, rect)
    pygame.draw.rect(page.surface, page.palette.ink, rect, page.measure(1.4))
    page.text(text, Type.LABEL, page.palette.ink, center=rect.center)
