"""The rail: a mark for everything in a long row, and how much lies to either side of what shows."""

from __future__ import annotations

import pygame

from game.scenes.actions import Action
from game.ui import shapes
from game.ui.page import Page
from game.ui.theme import Type


def height(page: Page) -> int:
    """The height of a rail, in pixels."""
    return page.height(Type.SMALL) + page.measure(6, least=4)


def draw(page: Page, rect: pygame.Rect, count: int, focus: int, first: int, shown: int) -> None:
    """Draw the rail of ``count`` things, of which ``shown`` from ``first`` on are in sight."""
    before, after = first, count - first - shown
    left = _end(page, rect, before, points_left=True)
    right = _end(page, rect, after, points_left=False)
    reach = min(rect.centerx - left, right - rect.centerx) - page.measure(20, least=8)
    pitch = min(page.measure(24, least=14), 2 * reach // max(1, count))
    if pitch < page.measure(9, least=7):
        return  # so many marks would run together; the numbers say it all
    start = rect.centerx - pitch * (count - 1) // 2
    bar = page.measure(14, least=9)
    page.surface.blit(
        shapes.rounded((pitch * (shown - 1) + 2 * bar, 2 * bar), bar, page.palette.paper_shade),
        (start + pitch * first - bar, rect.centery - bar),
    )
    for place in range(count):
        _mark(page, (start + pitch * place, rect.centery), place == focus)


def _mark(page: Page, centre: tuple[int, int], focused: bool) -> None:
    palette = page.palette
    size = page.measure(13, least=8) if focused else page.measure(8, least=5)
    mark = shapes.disc(size, palette.accent if focused else palette.ink_soft)
    page.surface.blit(mark, mark.get_rect(center=centre))


def _end(page: Page, rect: pygame.Rect, more: int, points_left: bool) -> int:
    """The arrow and the number of what is out of sight on one side; the x before it."""
    edge = rect.left if points_left else rect.right
    if not more:
        return edge
    palette = page.palette
    inwards = 1 if points_left else -1
    side, gap = page.measure(18, least=12), page.measure(10, least=6)
    words = f"{more} more"
    width = side + gap + page.width(words, Type.SMALL)
    place = pygame.Rect(0, rect.top, width, rect.height)
    place.left = edge if points_left else edge - width
    hovered = page.offer(place, Action.LEFT if points_left else Action.RIGHT)
    tip, back = (0.0, float(side)) if points_left else (float(side), 0.0)
    points = ((tip, side / 2), (back, 0.0), (back, float(side)))
    arrow = shapes.polygon((side, side), points, palette.accent)
    page.surface.blit(arrow, arrow.get_rect(center=(edge + inwards * side // 2, rect.centery)))
    # After the arrow on the left, before it on the right.
    start = edge + side + gap if points_left else edge - width
    ink = palette.ink if hovered else palette.ink_soft
    page.text(words, Type.SMALL, ink, midleft=(start, rect.centery))
    return edge + inwards * width
