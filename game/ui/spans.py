"""Spans: named shares one below the other, each a dot on its interval, with its figure beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.rules.proportion import Proportion
from game.ui import shapes
from game.ui.page import Page
from game.ui.theme import Type


@dataclass(frozen=True)
class Span:
    """One line."""

    name: str
    share: Proportion | None
    """None where too little is known for one."""
    told: str
    """The figure in words, or why there is none."""


def pitch(page: Page) -> int:
    """The height of a line, in pixels."""
    return page.height(Type.SMALL) + page.measure(8, least=3)


def draw(page: Page, spans: Sequence[Span], rect: pygame.Rect) -> None:
    """Draw the lines from the top of a rect; the intervals lie on a scale from 0 to 1."""
    measure, palette = page.measure, page.palette
    gap = measure(16, least=8)
    told = max(page.width(each.told, Type.SMALL) for each in spans)
    name = max(page.width(each.name, Type.SMALL) for each in spans)
    name = min(name, max(rect.width - told - 2 * gap - measure(150, least=70), rect.width // 3))
    field = pygame.Rect(rect.left + name + gap, 0, 0, 0)
    field.width = rect.right - told - gap - field.left
    y = rect.top
    for each in spans:
        middle = y + pitch(page) // 2
        page.text(each.name, Type.SMALL, palette.ink, name, midleft=(rect.left, middle))
        page.text(each.told, Type.SMALL, palette.ink_soft, midright=(rect.right, middle))
        if each.share is not None and field.width >= measure(70, least=40):
            field.centery = middle
            _span(page, each.share, field)
        y += pitch(page)


def _span(page: Page, share: Proportion, field: pygame.Rect) -> None:
    measure, palette = page.measure, page.palette
    page.rule((field.left, field.centery), field.width, palette.rule)
    left = field.left + round(share.low * field.width)
    right = field.left + round(share.high * field.width)
    weight = measure(4, least=3)
    page.surface.fill(palette.ink_soft, (left, field.centery - weight // 2, right - left, weight))
    dot = shapes.disc(measure(13, least=8), palette.accent)
    x = field.left + round((share.estimate or 0.0) * field.width)
    page.surface.blit(dot, dot.get_rect(center=(x, field.centery)))
