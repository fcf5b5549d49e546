"""Paper on a desk: the ground of every screen, with grain, shadow and punched holes."""

from __future__ import annotations

import random
from functools import lru_cache

import pygame

from game.ui import shapes
from game.ui.measure import Measure
from game.ui.page import Page
from game.ui.theme import Palette

WIDEST, TALLEST = 1.9, 1.7
"""The greatest width for the height, and height for the width, of a sheet."""
GRAIN = 256
"""The side of the tile of grain, in pixels."""


def sheet(measure: Measure) -> pygame.Rect:
    """Where the sheet lies on the desk."""
    edge = measure(20, least=8)
    desk = pygame.Rect(0, 0, measure.width, measure.height)
    place = desk.inflate(-2 * edge, -2 * edge)
    # On an odd desk it is still a sheet, and its lines stay short enough to be read.
    place.width = min(place.width, round(WIDEST * place.height))
    place.height = min(place.height, round(TALLEST * place.width))
    place.center = desk.center
    return place


def inside(measure: Measure) -> pygame.Rect:
    """The part of the sheet that is written on."""
    return sheet(measure).inflate(-2 * measure(36, least=14), -2 * measure(22, least=8))


def lay(page: Page) -> pygame.Rect:
    """Cover the page with the desk and the sheet; the part to write on."""
    page.surface.blit(_ground(page.surface.get_size(), page.palette), (0, 0))
    return inside(page.measure)


@lru_cache(maxsize=1)
def sheet_of(size: tuple[int, int], palette: Palette) -> pygame.Surface:
    """Paper all over, as a card is cut from it; not to be drawn on."""
    ground = pygame.Surface(size, depth=32)
    ground.fill(palette.paper)
    if palette.grain:
        _grain(ground, ground.get_rect(), strength=palette.grain, seed=2)
        _fibres(ground, ground.get_rect(), palette)
    _edge(ground, ground.get_rect(), palette)
    return ground


@lru_cache(maxsize=3)
def _ground(size: tuple[int, int], palette: Palette) -> pygame.Surface:
    measure = Measure(*size)
    place = sheet(measure)
    ground = pygame.Surface(size)
    ground.fill(palette.desk)
    if palette.grain:
        _grain(ground, ground.get_rect(), strength=palette.grain + 2, seed=1)
    spread = measure(22, least=8)
    cast = shapes.shadow(place.size, spread, 150)
    ground.blit(cast, (place.x - spread, place.y - spread + measure(5)))
    ground.fill(palette.paper, place)
    if palette.grain:
        _mottle(ground, place)
        _grain(ground, place, strength=palette.grain, seed=2)
        _fibres(ground, place, palette)
    _edge(ground, place, palette)
    _holes(ground, place, measure, palette)
    return ground


def _grain(surface: pygame.Surface, place: pygame.Rect, strength: int, seed: int) -> None:
    tile = _tile(strength, seed)
    before = surface.get_clip()
    surface.set_clip(place)
    for x in range(place.left, place.right, GRAIN):
        for y in range(place.top, place.bottom, GRAIN):
            surface.blit(tile, (x, y), special_flags=pygame.BLEND_RGB_SUB)
    surface.set_clip(before)


@lru_cache(maxsize=4)
def _tile(strength: int, seed: int) -> pygame.Surface:
    return _noise((GRAIN, GRAIN), strength, seed)


def _noise(size: tuple[int, int], strength: int, seed: int) -> pygame.Surface:
    """Grey noise, 0 … strength."""
    values = random.Random(seed).randbytes(size[0] * size[1])
    noise = pygame.image.frombuffer(values, size, "P")
    noise.set_palette([(value * strength // 255,) * 3 for value in range(256)])
    plain = pygame.Surface(size, depth=32)
    plain.blit(noise, (0, 0))
    return plain


def _mottle(surface: pygame.Surface, place: pygame.Rect) -> None:
    """Broad, faint clouds, as old paper has them."""
    clouds = _noise((7, 5), 9, seed=5)
    # Enlarged in steps, which rounds what a single enlargement would leave angular.
    for size in ((14, 10), (42, 30), (126, 90), place.size):
        clouds = pygame.transform.smoothscale(clouds, size)
    surface.blit(clouds, place, special_flags=pygame.BLEND_RGB_SUB)


def _fibres(surface: pygame.Surface, place: pygame.Rect, palette: Palette) -> None:
    """Short hairs in the pulp, barely darker or lighter than the paper."""
    chance = random.Random(3)
    for _ in range(place.width * place.height // 16_000):
        start = (
            place.x + chance.randrange(4, place.width - 12),
            place.y + chance.randrange(8, place.height - 8),
        )
        lighter = chance.random() < 0.5
        colour = palette.card if lighter else palette.paper_shade
        end = (start[0] + chance.randrange(3, 9), start[1] + chance.randrange(-5, 6))
        pygame.draw.line(surface, colour, start, end)


def _edge(surface: pygame.Surface, place: pygame.Rect, palette: Palette) -> None:
    """The lit upper and the shaded lower edge of the sheet."""
    surface.fill(palette.card, (place.x, place.y, place.width, 1))
    surface.fill(palette.rule, (place.x, place.bottom - 1, place.width, 1))


def _holes(surface: pygame.Surface, place: pygame.Rect, measure: Measure, palette: Palette) -> None:
    """Two holes at the head, where the sheet was filed."""
    diameter = measure(17, least=9)
    for side in (-1, 1):
        middle = (place.centerx + side * measure(46, least=26), place.y + measure(26, least=14))
        rim = shapes.disc(diameter + 2, palette.rule)
        surface.blit(rim, rim.get_rect(center=(middle[0], middle[1] + 1)))
        hole = shapes.disc(diameter, palette.desk)
        surface.blit(hole, hole.get_rect(center=middle))
