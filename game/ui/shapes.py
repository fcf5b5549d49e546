"""Shapes with smooth edges: drawn large once, brought down, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import pygame

from game.ui.theme import Colour

Points = tuple[tuple[float, float], ...]


def over(size: tuple[int, int]) -> int:
    """How many times too large a shape is drawn: less for a large one, which costs more."""
    largest = max(size)
    return 4 if largest <= 300 else 2 if largest <= 1_000 else 1


def blank(size: tuple[int, int], colour: Colour) -> pygame.Surface:
    """A surface to draw a shape of this size on, ``over(size)`` times as large."""
    # Transparent in the shape's own colour: averaging towards black would leave a dark rim.
    surface = pygame.Surface((size[0] * over(size), size[1] * over(size)), pygame.SRCALPHA)
    surface.fill((*colour, 0))
    return surface


def smoothed(large: pygame.Surface, size: tuple[int, int]) -> pygame.Surface:
    """What was drawn too large, at its size."""
    return large if large.get_size() == size else pygame.transform.smoothscale(large, size)


@lru_cache(maxsize=256)
def rounded(size: tuple[int, int], radius: int, colour: Colour, weight: int = 0) -> pygame.Surface:
    """A rectangle with round corners, filled, or an outline of ``weight`` pixels."""
    large, times = blank(size, colour), over(size)
    pygame.draw.rect(
        large, colour, large.get_rect(), width=weight * times, border_radius=radius * times
    )
    return smoothed(large, size)


@lru_cache(maxsize=128)
def disc(diameter: int, colour: Colour, weight: int = 0) -> pygame.Surface:
    """A disc, or a ring of ``weight`` pixels."""
    size = (diameter, diameter)
    large, times = blank(size, colour), over(size)
    middle = diameter * times / 2
    pygame.draw.circle(large, colour, (middle, middle), middle, width=weight * times)
    return smoothed(large, size)


@lru_cache(maxsize=128)
def polygon(
    size: tuple[int, int], points: Points, colour: Colour, weight: float = 0
) -> pygame.Surface:
    """A closed shape through points (in pixels), filled, or an outline ``weight`` wide."""
    large, times = blank(size, colour), over(size)
    corners = [(x * times, y * times) for x, y in points]
    if weight:
        _outline(large, corners, colour, weight * times)
    else:
        pygame.draw.polygon(large, colour, corners)
    return smoothed(large, size)


def tick(side: int, colour: Colour) -> pygame.Surface:
    """A tick in a square."""
    points = ((0.22, 0.50), (0.42, 0.70), (0.78, 0.26), (0.86, 0.34), (0.42, 0.86), (0.13, 0.59))
    return polygon((side, side), tuple((x * side, y * side) for x, y in points), colour)


def _outline(
    surface: pygame.Surface,
    corners: Sequence[tuple[float, float]],
    colour: Colour,
    weight: float,
) -> None:
    for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
        pygame.draw.line(surface, colour, start, end, round(weight))
    for corner in corners:
        pygame.draw.circle(surface, colour, corner, weight / 2)


@lru_cache(maxsize=32)
def shadow(
    size: tuple[int, int], spread: int, strength: int, corners: Points | None = None
) -> pygame.Surface:
    """A soft shadow of a rectangle, or of a polygon in it, ``spread`` pixels larger all around."""
    full = (size[0] + 2 * spread, size[1] + 2 * spread)
    # Blurred small and brought up: at full size the blur would cost more than the screen.
    step = max(1, spread // 4)
    small = pygame.Surface((-(-full[0] // step), -(-full[1] // step)), pygame.SRCALPHA)
    inset = max(1, round(spread / step))
    dark = (0, 0, 0, strength)
    if corners is None:
        small.fill(dark, small.get_rect().inflate(-2 * inset, -2 * inset))
    else:
        moved = [((x + spread) / step, (y + spread) / step) for x, y in corners]
        pygame.draw.polygon(small, dark, moved)
    blurred = pygame.transform.gaussian_blur(small, max(1, inset // 2), repeat_edge_pixels=False)
    return pygame.transform.smoothscale(blurred, full)
