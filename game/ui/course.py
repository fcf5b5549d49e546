"""A course: shares one after the other, each with its interval, labelled where they stand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.rules.proportion import Proportion
from game.ui import shapes
from game.ui.page import Page
from game.ui.theme import Colour, Type

COIN, COIN_SAID = 0.5, "a coin"
LOWEST = 0.4
"""The scale begins there at the latest, so that a coin's line is always on it."""


@dataclass(frozen=True)
class Field:
    """Where the shares stand: the whole height is from ``least`` to 1."""

    rect: pygame.Rect
    least: float

    def height(self, share: float) -> int:
        """The y of a share."""
        above = (share - self.least) / (1.0 - self.least)
        return round(self.rect.bottom - max(above, 0.0) * self.rect.height)


def draw(
    page: Page, shares: Sequence[Proportion], ends: tuple[str, str], rect: pygame.Rect
) -> None:
    """Draw one share or more from left to right; ``ends`` says what the first and last are.

    The scale begins at nothing, or at a round share that no interval goes below; a coin's line is
    drawn across, and the last share is told in figures.
    """
    known = [each for each in shares if each.estimate is not None]
    if not known:
        return
    field = _field(page, known, rect)
    points = _points(field, [each.estimate or 0.0 for each in known])
    for (x, _), each in zip(points, known, strict=True):
        top, bottom = field.height(each.high), field.height(each.low)
        weight = page.measure(3, least=2)
        page.surface.fill(page.palette.rule, (x - weight // 2, top, weight, bottom - top))
    if len(points) > 1:
        pygame.draw.aalines(page.surface, page.palette.ink_soft, False, points)
    for point in points[:-1]:
        _mark(page, point, page.measure(8, least=5), page.palette.ink)
    _mark(page, points[-1], page.measure(12, least=8), page.palette.accent)
    told = f"{round(100 * (known[-1].estimate or 0.0))} %"
    beside = (points[-1][0] + page.measure(12, least=7), points[-1][1])
    page.text(told, Type.BODY_BOLD, page.palette.accent, midleft=beside)
    _ends(page, ends, field.rect, len(known), rect.bottom)


def _field(page: Page, known: Sequence[Proportion], rect: pygame.Rect) -> Field:
    """The scale, ruled and lettered at its left, with room for a figure at its right."""
    measure = page.measure
    lowest = min(each.low for each in known)
    least = min(math.floor(10 * lowest) / 10, LOWEST)
    label = page.height(Type.SMALL)
    left = max(page.width(words, Type.SMALL) for words in (COIN_SAID, "100 %"))
    left += measure(12, least=6)
    right = page.width("100 %", Type.BODY_BOLD) + measure(16, least=9)
    inner = pygame.Rect(rect.left + left, rect.top + label // 2, rect.width - left - right, 0)
    inner.height = rect.bottom - label - measure(8, least=4) - inner.top
    field = Field(inner, least)
    bounds = ((1.0, "100 %"), (COIN, COIN_SAID), (least, f"{round(100 * least)} %"))
    bottom = inner.top - label
    for share, words in bounds:
        y = field.height(share)
        page.rule((inner.left, y), inner.width, page.palette.rule)
        if y - label // 2 < bottom:
            continue  # where the scale is short, its least share goes without saying
        spot = (inner.left - measure(10, least=5), y)
        page.text(words, Type.SMALL, page.palette.ink_soft, midright=spot)
        bottom = y + label // 2
    return field


def _points(field: Field, shares: Sequence[float]) -> list[tuple[int, int]]:
    """Evenly from left to right; one alone stands in the middle."""
    if len(shares) == 1:
        return [(field.rect.centerx, field.height(shares[0]))]
    pitch = field.rect.width / (len(shares) - 1)
    return [
        (round(field.rect.left + place * pitch), field.height(share))
        for place, share in enumerate(shares)
    ]


def _mark(page: Page, centre: tuple[int, int], size: int, ink: Colour) -> None:
    dot = shapes.disc(size, ink)
    page.surface.blit(dot, dot.get_rect(center=centre))


def _ends(page: Page, ends: tuple[str, str], field: pygame.Rect, count: int, bottom: int) -> None:
    """What stands at either end, or the one thing that stands alone."""
    ink = page.palette.ink_soft
    if count == 1:
        page.text(ends[1], Type.SMALL, ink, field.width, midbottom=(field.centerx, bottom))
        return
    both = sum(page.width(each, Type.SMALL) for each in ends) + page.measure(20, least=10)
    if both <= field.width:
        page.text(ends[0], Type.SMALL, ink, bottomleft=(field.left, bottom))
    page.text(ends[1], Type.SMALL, ink, field.width, bottomright=(field.right, bottom))
