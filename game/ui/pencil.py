"""The red pencil: a mark drawn by hand around something suspicious."""

from __future__ import annotations

import math
from functools import lru_cache

import pygame

from game.ui import shapes
from game.ui.page import Page

TURNS = 1.13
"""A hand goes a little further than round."""


def ring(page: Page, around: pygame.Rect) -> None:
    """Draw a loose ring around a rect."""
    reach = page.measure(13, least=6)
    rect = around.inflate(2 * reach, 2 * reach)
    weight = max(1.6, 4.2 * page.measure.factor)
    page.surface.blit(_ring(rect.size, weight, page.palette.accent), rect)


@lru_cache(maxsize=4)
def _ring(size: tuple[int, int], weight: float, colour: tuple[int, int, int]) -> pygame.Surface:
    large, over = shapes.blank(size, colour), shapes.over(size)
    wide, high = size[0] / 2 - weight, size[1] / 2 - weight
    steps = 260
    for step in range(steps):
        share = step / steps
        turn = 2 * math.pi * (TURNS * share - 0.29)
        # The hand drifts outwards and leans, and presses less at both ends.
        drift = 0.90 + 0.10 * share + 0.018 * math.sin(5 * turn)
        x = size[0] / 2 + wide * drift * math.cos(turn + 0.05)
        y = size[1] / 2 + high * drift * math.sin(turn)
        pressed = weight * (0.55 + 0.45 * math.sin(math.pi * min(1.0, 0.12 + share)))
        pygame.draw.circle(large, (*colour, 225), (x * over, y * over), pressed * over / 2)
    return shapes.smoothed(large, size)
