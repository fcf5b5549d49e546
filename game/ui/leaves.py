"""Leaves: the tabs of a register, side by side, or one at a time where there is little room."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.scenes.actions import Action, Picked
from game.ui import shapes
from game.ui.page import Page
from game.ui.theme import Type


def height(page: Page) -> int:
    """The height of a row of tabs, in pixels."""
    return page.height(Type.BODY_BOLD) + page.measure(14, least=7)


def draw(page: Page, names: Sequence[str], current: int, rect: pygame.Rect) -> None:
    """Draw the tabs over a rule; a click on one is the picking of its number."""
    gap = page.measure(34, least=14)
    widths = [page.width(name, Type.BODY_BOLD) for name in names]
    page.rule((rect.left, rect.bottom - 1), rect.width, page.palette.rule)
    if sum(widths) + gap * (len(names) - 1) > rect.width:
        _alone(page, names, current, rect)
        return
    x = rect.left
    for place, (name, width) in enumerate(zip(names, widths, strict=True)):
        tab = pygame.Rect(x, rect.top, width, rect.height)
        hovered = page.offer(tab.inflate(gap, 0), Picked(place))
        _tab(page, name, tab, place == current, hovered)
        x += width + gap


def _tab(page: Page, name: str, tab: pygame.Rect, current: bool, hovered: bool) -> None:
    palette = page.palette
    style = Type.BODY_BOLD if current else Type.BODY
    ink = palette.ink if current or hovered else palette.ink_soft
    page.text(name, style, ink, tab.width, midleft=(tab.left, tab.centery))
    if current:
        weight = page.measure(4, least=3)
        page.surface.fill(palette.accent, (tab.left, tab.bottom - weight, tab.width, weight))


def _alone(page: Page, names: Sequence[str], current: int, rect: pygame.Rect) -> None:
    """The tab in use between arrows, and how many there are."""
    side, gap = page.measure(16, least=11), page.measure(14, least=8)
    x = rect.left
    for points_left in (True, False):
        there = current > 0 if points_left else current + 1 < len(names)
        action = Action.LEFT if points_left else Action.RIGHT
        tip, back = (0.0, float(side)) if points_left else (float(side), 0.0)
        points = ((tip, side / 2), (back, 0.0), (back, float(side)))
        ink = page.palette.accent if there else page.palette.rule
        arrow = shapes.polygon((side, side), points, ink)
        spot = arrow.get_rect(midleft=(x, rect.centery))
        page.surface.blit(arrow, spot)
        if there:
            page.offer(spot.inflate(gap, rect.height - side), action)
        x = spot.right + gap
        if points_left:
            tab = pygame.Rect(x, rect.top, page.width(names[current], Type.BODY_BOLD), rect.height)
            _tab(page, names[current], tab, True, False)
            x = tab.right + gap
    count = f"{current + 1} of {len(names)}"
    page.text(count, Type.SMALL, page.palette.ink_soft, midright=(rect.right, rect.centery))
