"""A form: named lines under headings, in two columns or in one that slides with the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from game.scenes.actions import Action, Intent
from game.ui import shapes
from game.ui.page import Page
from game.ui.theme import Type

Value = Callable[[Page, pygame.Rect, bool], int]
"""Draws a value at the right end of a line, in focus or not; the x where it begins."""


@dataclass(frozen=True)
class Line:
    """One line, with the heading that stands above it, if one does."""

    name: str
    value: Value
    intent: Intent | None
    """What a click on it means; None where only its value can be clicked."""
    heading: str = ""


def draw(
    page: Page, lines: Sequence[Line], focus: int, rect: pygame.Rect, width: int, split: int
) -> None:
    """Draw all lines in two columns, the second from line ``split`` on, if each has ``width``.

    Where two columns do not fit there is one, of which the part around the focus is seen.
    """
    gap = page.measure(56, least=24)
    column = (rect.width - gap) // 2
    parts = (lines[:split], lines[split:])
    if column >= width and all(_height(page, part) <= rect.height for part in parts):
        pitch = min(_spread(page, part, rect.height) for part in parts)
        for part, left in zip(parts, (rect.left, rect.right - column), strict=True):
            place = pygame.Rect(left, rect.top, column, rect.height)
            _column(page, part, focus if part is parts[0] else focus - split, place, pitch)
    elif _height(page, lines) <= rect.height:
        _column(page, lines, focus, rect, _spread(page, lines, rect.height))
    else:
        _sliding(page, lines, focus, rect)


def height(page: Page, count: int) -> int:
    """The least height of so many lines without headings, in one column."""
    return count * _pitch(page)


def _pitch(page: Page) -> int:
    """The least height of a line, in pixels."""
    return page.height(Type.BODY) + page.measure(17, least=8)


def _spread(page: Page, lines: Sequence[Line], room: int) -> int:
    """The height of a line where there is more room than is needed."""
    spare = (room - _height(page, lines)) // len(lines)
    return _pitch(page) + min(spare, page.measure(12, least=4))


def _heading(page: Page) -> int:
    return page.height(Type.LABEL) + page.measure(20, least=8)


def _height(page: Page, lines: Sequence[Line]) -> int:
    headings = sum(bool(line.heading) for line in lines)
    return len(lines) * _pitch(page) + headings * _heading(page)


def _sliding(page: Page, lines: Sequence[Line], focus: int, rect: pygame.Rect) -> None:
    """As many lines around the focus as there is room for, and how many more there are."""
    more = page.height(Type.SMALL) + page.measure(4, least=2)
    room = pygame.Rect(rect.left, rect.top + more, rect.width, rect.height - 2 * more)
    first, last = _window(page, lines, focus, room.height)
    _column(page, lines[first:last], focus - first, room, _pitch(page))
    _more(page, first, pygame.Rect(rect.left, rect.top, rect.width, more), Action.UP)
    below = pygame.Rect(rect.left, rect.bottom - more, rect.width, more)
    _more(page, len(lines) - last, below, Action.DOWN)


def _window(page: Page, lines: Sequence[Line], focus: int, room: int) -> tuple[int, int]:
    """The first line to show and the one behind the last, with the focus near the middle."""
    for count in range(len(lines), 1, -1):
        first = min(max(focus - count // 2, 0), len(lines) - count)
        if _height(page, lines[first : first + count]) <= room:
            return first, first + count
    return focus, focus + 1


def _column(page: Page, lines: Sequence[Line], focus: int, rect: pygame.Rect, pitch: int) -> None:
    y = rect.top
    for place, line in enumerate(lines):
        if line.heading:
            _head(page, line.heading, pygame.Rect(rect.left, y, rect.width, _heading(page)))
            y += _heading(page)
        _line(page, line, place == focus, pygame.Rect(rect.left, y, rect.width, pitch))
        y += pitch


def _head(page: Page, words: str, rect: pygame.Rect) -> None:
    """A heading on the rule of the first line below it."""
    base = (rect.left, rect.bottom - page.measure(5, least=2))
    page.text(words.upper(), Type.LABEL, page.palette.accent, rect.width, bottomleft=base)
    page.rule((rect.left, rect.bottom - 1), rect.width, page.palette.ink, 1.2)


def _line(page: Page, line: Line, focused: bool, rect: pygame.Rect) -> None:
    palette, measure = page.palette, page.measure
    hovered = page.offer(rect, line.intent) if line.intent is not None else False
    if focused or hovered:
        page.surface.fill(palette.card if focused else palette.paper_shade, rect)
    page.rule((rect.left, rect.bottom - 1), rect.width, palette.rule)
    if focused:
        edge = measure(4, least=3)
        page.surface.fill(palette.accent, (rect.left, rect.top, edge, rect.height))
        frame = rect.inflate(0, -1).move(0, -1)
        pygame.draw.rect(page.surface, palette.accent, frame, max(1, edge // 3))
    indent = measure(16, least=10)
    value = pygame.Rect(rect.left + rect.width // 3, rect.top, 0, rect.height)
    value.width = rect.right - indent // 2 - value.left
    begins = line.value(page, value, focused)
    style = Type.BODY_BOLD if focused else Type.BODY
    room = begins - rect.left - indent - measure(10, least=5)
    page.text(line.name, style, palette.ink, room, midleft=(rect.left + indent, rect.centery))


def _more(page: Page, count: int, rect: pygame.Rect, action: Action) -> None:
    """How many lines are out of sight above or below, and a way there."""
    if not count:
        return
    hovered = page.offer(rect, action)
    side, gap = page.measure(14, least=9), page.measure(8, least=5)
    words = f"{count} more"
    left = rect.centerx - (side + gap + page.width(words, Type.SMALL)) // 2
    tip, base = (0.0, float(side)) if action is Action.UP else (float(side), 0.0)
    points = ((side / 2, tip), (0.0, base), (float(side), base))
    arrow = shapes.polygon((side, side), points, page.palette.accent)
    page.surface.blit(arrow, arrow.get_rect(midleft=(left, rect.centery)))
    ink = page.palette.ink if hovered else page.palette.ink_soft
    page.text(words, Type.SMALL, ink, midleft=(left + side + gap, rect.centery))
