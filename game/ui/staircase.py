"""A staircase as a chart: the level over the answers, and the line that it came to."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import pygame

from game.rules.staircase import CEILING_MS, FLOOR_MS, Censored, Staircase
from game.ui import shapes
from game.ui.page import Page
from game.ui.theme import Colour, Palette, Type

RULED_MS = (FLOOR_MS, 500.0, CEILING_MS)
"""The levels that have a line of their own."""
WIDE = 2_000
"""Pixels from which on a chart is drawn at its own size."""


def draw(page: Page, stairs: Staircase, rect: pygame.Rect) -> None:
    """Draw the chart into a rect: levels in ms upwards, answers to the right."""
    measure, palette = page.measure, page.palette
    names = [f"{ms:.0f} ms" for ms in RULED_MS]
    margin = max(page.width(name, Type.SMALL) for name in names) + measure(12, least=6)
    line = page.height(Type.SMALL)
    plot = pygame.Rect(rect.left + margin, rect.top + line // 2, 0, 0)
    plot.width = rect.right - plot.left - measure(8, least=4)
    plot.height = rect.bottom - line - measure(6, least=3) - plot.top
    for ms, name in zip(RULED_MS, names, strict=True):
        y = plot.top + round(_share(ms) * plot.height)
        page.rule((plot.left, y), plot.width, palette.rule)
        at = (plot.left - measure(10, least=5), y)
        page.text(name, Type.SMALL, palette.ink_soft, midright=at)
    said = "1 answer" if len(stairs.levels) == 1 else f"{len(stairs.levels)} answers"
    page.text(said, Type.SMALL, palette.ink_soft, plot.width, bottomright=(plot.right, rect.bottom))
    page.text(
        "first", Type.SMALL, palette.ink_soft, plot.width // 3, bottomleft=(plot.left, rect.bottom)
    )
    if len(stairs.levels) > 1:
        weight = max(1.0, 1.8 * measure.factor)
        reach = measure(4, least=2)
        drawn = _line(plot.size, stairs, palette, weight, reach)
        page.surface.blit(drawn, (plot.left - reach, plot.top - reach))


def _share(ms: float) -> float:
    """How far down a level lies, 0 … 1."""
    return (CEILING_MS - ms) / (CEILING_MS - FLOOR_MS)


@lru_cache(maxsize=8)
def _line(
    size: tuple[int, int], stairs: Staircase, palette: Palette, weight: float, reach: int
) -> pygame.Surface:
    """The way there in soft ink, the later half in ink, and the threshold, ``reach`` wider."""
    full = (size[0] + 2 * reach, size[1] + 2 * reach)
    # Twice too large at least, or flat steps would be jagged; lines of a wide chart are thick.
    times = max(shapes.over(full), 2 if max(full) <= WIDE else 1)
    large = pygame.Surface((full[0] * times, full[1] * times), pygame.SRCALPHA)
    large.fill((*palette.paper, 0))
    step = size[0] / (len(stairs.levels) - 1)
    points = [
        ((reach + place * step) * times, (reach + _share(ms) * size[1]) * times)
        for place, ms in enumerate(stairs.levels)
    ]
    late = len(points) // 2
    threshold = stairs.threshold
    if threshold is not None and threshold.censored is None:
        y = (reach + _share(threshold.ms) * size[1]) * times
        line = pygame.Rect(0, 0, full[0] * times - points[late][0], max(1, round(weight * times)))
        line.midleft = (round(points[late][0]), round(y))
        large.fill(palette.accent, line)
    counted = points if threshold is None else points[: late + 1]
    _stroke(large, counted, palette.ink_soft, weight * times)
    if threshold is not None:
        _stroke(large, points[late:], palette.ink, weight * times)
    return shapes.smoothed(large, full)


def _stroke(
    surface: pygame.Surface, points: list[tuple[float, float]], colour: Colour, weight: float
) -> None:
    for start, end in pairwise(points):
        pygame.draw.line(surface, colour, start, end, max(1, round(weight)))


def value(stairs: Staircase) -> str:
    """The threshold in a word or two."""
    threshold = stairs.threshold
    if threshold is None:
        return "too few answers"
    if threshold.censored is Censored.ABOVE:
        return f"over {CEILING_MS:.0f} ms"
    if threshold.censored is Censored.BELOW:
        return f"under {FLOOR_MS:.0f} ms"
    return f"{threshold.ms:.0f} ms"
