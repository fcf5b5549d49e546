"""The stamp: a verdict in word and shape that comes down on the evidence."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import pygame

from game.ui import lettering, shapes
from game.ui.album import Album
from game.ui.theme import Colour, Palette, Type

OVER = 2
"""Stamps are made this many times too large, so that they can be turned smoothly."""
HIGHEST = 1.75
"""How much larger it looks where it begins to fall."""
FALL = 0.62
"""The share of the landing that is fall; the rest is the jolt."""
STEPS = 8
"""Pictures of a fall, of which a display at 60 Hz shows six: turned once, they are kept."""
FALLS = Album(pixels=3_000_000)
"""Both stamps in every step, but on a 4K screen only what is needed first."""


def land(
    surface: pygame.Surface,
    *,
    right: bool,
    centre: tuple[int, int],
    size: int,
    progress: float,
    palette: Palette,
) -> None:
    """Draw the stamp ``progress`` (0 … 1) into its landing, ``size`` pixels across in the end."""
    step = min(round(STEPS * progress / FALL), STEPS)
    turned = _falling(right, size, step, palette)
    surface.blit(turned, turned.get_rect(center=centre))


def extent(centre: tuple[int, int], size: int) -> pygame.Rect:
    """What a stamp of this size can cover while it falls."""
    side = round(size * HIGHEST * 1.25)  # turned, it reaches beyond its own width
    rect = pygame.Rect(0, 0, side, side)
    rect.center = centre
    return rect


def pictures(size: int, palette: Palette) -> Iterator[None]:
    """Make both stamps, all the way down, a picture at a step: none is to be cut as it falls."""
    for step in range(STEPS, -1, -1):
        for right in (True, False):
            _falling(right, size, step, palette)
            yield


def jolt(progress: float, reach: int) -> int:
    """How far the evidence is knocked down, in pixels, at ``progress`` into the landing."""
    if progress <= FALL or progress >= 1.0:
        return 0
    through = (progress - FALL) / (1.0 - FALL)
    return round(reach * math.sin(math.pi * through))


def _falling(right: bool, size: int, step: int, palette: Palette) -> pygame.Surface:
    """The stamp ``step`` of ``STEPS`` into its fall."""
    return FALLS.get((right, size, step, palette), lambda: _turned(right, size, step, palette))


def _turned(right: bool, size: int, step: int, palette: Palette) -> pygame.Surface:
    fallen = step / STEPS
    # Falling things speed up: the size closes in with the square of time.
    enlarged = 1.0 + (HIGHEST - 1.0) * (1.0 - fallen * fallen)
    angle = (-9.0 if right else 7.0) + 5.0 * (1.0 - fallen)
    stamp = _stamp(right, size * OVER, palette)
    turned = pygame.transform.rotozoom(stamp, angle, enlarged / OVER)
    turned.set_alpha(round(70 + 185 * fallen))
    return turned


@lru_cache(maxsize=8)
def _stamp(right: bool, size: int, palette: Palette) -> pygame.Surface:
    made = _seal(size, palette) if right else _block(size, palette)
    _wear(made, seed=11 if right else 12)
    return made


def _seal(size: int, palette: Palette) -> pygame.Surface:
    """Right: a round seal with a scalloped edge."""
    ink, paper = palette.right, palette.card
    surface = pygame.Surface((size, size), pygame.SRCALPHA)
    middle, outer, teeth = size / 2, size / 2 - 1, 28
    edge = []
    for step in range(teeth * 8):
        turn = 2 * math.pi * step / (teeth * 8)
        radius = outer * (0.972 + 0.028 * math.cos(teeth * turn))
        edge.append((middle + radius * math.cos(turn), middle + radius * math.sin(turn)))
    surface.blit(shapes.polygon((size, size), tuple(edge), ink), (0, 0))
    for share, weight in ((0.86, 0.014), (0.80, 0.006)):
        ring = shapes.disc(round(size * share), paper, max(1, round(size * weight)))
        surface.blit(ring, ring.get_rect(center=(size // 2, size // 2)))
    _tick(surface, (middle, size * 0.285), size * 0.15, paper)
    _word(surface, "RIGHT", round(size * 0.70), (size // 2, round(size * 0.53)), paper)
    for x in (-0.13, 0.0, 0.13):
        star = _star(round(size * 0.07), paper)
        surface.blit(star, star.get_rect(center=(round(middle + x * size), round(size * 0.72))))
    return surface


def _block(size: int, palette: Palette) -> pygame.Surface:
    """Wrong: a square-cut block, struck through at its ends with a cross."""
    ink, paper = palette.wrong, palette.card
    height = round(size * 0.50)
    surface = pygame.Surface((size, height), pygame.SRCALPHA)
    surface.blit(shapes.rounded((size, height), round(size * 0.03), ink), (0, 0))
    for inset, weight in ((0.030, 0.016), (0.062, 0.006)):
        inner = surface.get_rect().inflate(-2 * round(size * inset), -2 * round(size * inset))
        line = shapes.rounded(inner.size, round(size * 0.015), paper, max(1, round(size * weight)))
        surface.blit(line, inner)
    _cross(surface, (size * 0.155, height / 2), size * 0.075, paper)
    _word(surface, "WRONG", round(size * 0.64), (round(size * 0.575), height // 2), paper)
    return surface


def _word(
    surface: pygame.Surface, word: str, room: int, centre: tuple[int, int], colour: Colour
) -> None:
    size = 8
    while lettering.width(word, Type.STAMP, size + 2) <= room:
        size += 2
    drawn = lettering.drawn(word, Type.STAMP, size, colour)
    surface.blit(drawn, drawn.get_rect(center=centre))


def _tick(
    surface: pygame.Surface, centre: tuple[float, float], size: float, colour: Colour
) -> None:
    x, y = centre
    points = (
        (x - 0.62 * size, y + 0.02 * size),
        (x - 0.18 * size, y + 0.46 * size),
        (x + 0.66 * size, y - 0.50 * size),
    )
    weight = max(2, round(size * 0.24))
    for start, end in pairwise(points):
        pygame.draw.line(surface, colour, start, end, weight)
    for point in points:
        pygame.draw.circle(surface, colour, point, weight / 2)


def _cross(
    surface: pygame.Surface, centre: tuple[float, float], size: float, colour: Colour
) -> None:
    x, y = centre
    weight = max(2, round(size * 0.34))
    for lean in (-1, 1):
        start, end = (
            (x - size * 0.8, y - lean * size * 0.8),
            (x + size * 0.8, y + lean * size * 0.8),
        )
        pygame.draw.line(surface, colour, start, end, weight)


def _star(size: int, colour: Colour) -> pygame.Surface:
    middle = size / 2
    points = []
    for step in range(10):
        radius = middle if step % 2 == 0 else middle * 0.42
        turn = math.pi * step / 5 - math.pi / 2
        points.append((middle + radius * math.cos(turn), middle + radius * math.sin(turn)))
    return shapes.polygon((size, size), tuple(points), colour)


def _wear(surface: pygame.Surface, seed: int) -> None:
    """Where the ink did not take: specks, most of them small."""
    chance = random.Random(seed)
    width, height = surface.get_size()
    grown = max(width / 400, 0.6)
    for _ in range(150):
        x, y = chance.randrange(width), chance.randrange(height)
        radius = grown * chance.choice((0.7, 0.7, 1.0, 1.5))
        opaque = surface.get_at((x, y))
        faded = (opaque.r, opaque.g, opaque.b, opaque.a // 3)
        pygame.draw.circle(surface, faded, (x, y), max(1, round(radius)))
