"""Paper on a desk: the ground of every screen, with grain, shadow and punched holes."""

from __future__ import annotations

import random
from functools import lru_cache

import pygame

from game.ui import shapes
from game.ui.measure import Measure
from game.ui.page import Page
from game.ui.theme import PALETTE, Colour

GRAIN = 256
"""The side of the tile of grain, in pixels."""


def sheet(measure: Measure) -> pygame.Rect:
    """Where the sheet lies on the desk."""
    edge = measure(20, least=8)
    return pygame.Rect(0, 0, measure.width, measure.height).inflate(-2 * edge, -2 * edge)


def inside(measure: Measure) -> pygame.Rect:
    """The part of the sheet that is written on."""
    return sheet(measure).inflate(-2 * measure(36, least=14), -2 * measure(22, least=8))


def lay(page: Page) -> pygame.Rect:
    """Cover the page with the desk and the sheet; the part to write on."""
    page.surface.blit(_ground(page.surface.get_size()), (0, 0))
    return inside(page.measure)


@lru_cache(maxsize=3)
def _ground(size: tuple[int, int]) -> pygame.Surface:
    measure = Measure(*size)
    place = sheet(measure)
    ground = pygame.Surface(size)
    ground.fill(PALETTE.desk)
    _grain(ground, ground.get_rect(), strength=7, seed=1)
    spread = measure(22, least=8)
    cast = shapes.shadow(place.size, spread, 150)
    ground.blit(cast, (place.x - spread, place.y - spread + measure(5)))
    ground.fill(PALETTE.paper, place)
    _mottle(ground, place)
    _grain(ground, place, strength=5, seed=2)
    _fibres(ground, place)
    _edge(ground, place)
    _holes(ground, place, measure)
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
    clouds = _noise((9, 6), 11, seed=5)
    half = pygame.transform.smoothscale(clouds, (96, 64))
    full = pygame.transform.smoothscale(half, place.size)
    surface.blit(full, place, special_flags=pygame.BLEND_RGB_SUB)


def _fibres(surface: pygame.Surface, place: pygame.Rect) -> None:
    chance = random.Random(3)
    for _ in range(place.width * place.height // 9000):
        x, y = chance.randrange(place.width), chance.randrange(place.height)
        length, lean = chance.randrange(3, 9), chance.randrange(-4, 5)
        colour: Colour = chance.choice((PALETTE.paper_shade, PALETTE.card, PALETTE.paper_shade))
        start = (place.x + x, place.y + y)
        end = (min(start[0] + length, place.right - 1), start[1] + lean)
        if place.collidepoint(end):
            pygame.draw.aaline(surface, colour, start, end)


def _edge(surface: pygame.Surface, place: pygame.Rect) -> None:
    """The lit upper and the shaded lower edge of the sheet."""
    surface.fill(PALETTE.card, (place.x, place.y, place.width, 1))
    surface.fill(PALETTE.rule, (place.x, place.bottom - 1, place.width, 1))


def _holes(surface: pygame.Surface, place: pygame.Rect, measure: Measure) -> None:
    """Two holes at the head, where the sheet was filed."""
    diameter = measure(17, least=9)
    for side in (-1, 1):
        middle = (place.centerx + side * measure(46, least=26), place.y + measure(26, least=14))
        rim = shapes.disc(diameter + 2, PALETTE.rule)
        surface.blit(rim, rim.get_rect(center=(middle[0], middle[1] + 1)))
        hole = shapes.disc(diameter, PALETTE.desk)
        surface.blit(hole, hole.get_rect(center=middle))
