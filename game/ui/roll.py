"""A roll: ruled lines in columns, of which the less needed give way where there is little room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.scenes.actions import Intent
from game.ui.page import Page
from game.ui.theme import Style, Type


@dataclass(frozen=True)
class Column:
    """One column to the right of the names."""

    heading: str
    style: Style = Type.SMALL_ITALIC
    needed: bool = False
    """Whether it stays where the names want for room."""


FIGURE = Type.BODY_BOLD


@dataclass(frozen=True)
class Entry:
    """One line."""

    place: str
    name: str
    cells: tuple[str, ...]
    """One for each column."""
    own: bool = False
    """Whether it is the player's own."""
    newest: bool = False
    """Whether of the player's own it is the one to be seen first."""
    intent: Intent | None = None
    """What a click on it means."""


def pitch(page: Page) -> int:
    """The height of a line, in pixels."""
    return page.height(Type.BODY) + page.measure(13, least=5)


def fitting(page: Page, rect: pygame.Rect) -> int:
    """How many lines there is room for below the headings."""
    return max(1, (rect.height - _heading(page)) // pitch(page))


def draw(
    page: Page,
    name: str,
    columns: Sequence[Column],
    entries: Sequence[Entry],
    rect: pygame.Rect,
    focus: int | None = None,
) -> None:
    """Draw as many lines as fit from the top of a rect, under headings."""
    number = _number(page, entries)
    spots = _spots(page, columns, entries, rect.width - number, rect.right)
    left = min((right - width for right, width in spots.values()), default=rect.right)
    room = left - _gap(page) - rect.left - number
    heading = page.palette.ink_soft
    corner = (rect.left + number, rect.top)
    page.text(name.upper(), Type.LABEL, heading, room, topleft=corner)
    for place, (right, width) in spots.items():
        words = columns[place].heading.upper()
        page.text(words, Type.LABEL, heading, width, topright=(right, rect.top))
    y = rect.top + _heading(page)
    for place, entry in enumerate(entries[: fitting(page, rect)]):
        line = pygame.Rect(rect.left, y, rect.width, pitch(page))
        _ground(page, entry, line, place == focus)
        _place(page, entry, line, number)
        style = Type.BODY_BOLD if entry.own or place == focus else Type.BODY
        spot = (rect.left + number, line.centery)
        page.text(entry.name, style, page.palette.ink, room, midleft=spot)
        _cells(page, columns, entry, spots, line.centery)
        y += line.height
    page.rule((rect.left, y), rect.width, page.palette.rule)


Spots = dict[int, tuple[int, int]]
"""The right edge and the width of each column that is shown."""


def _spots(
    page: Page, columns: Sequence[Column], entries: Sequence[Entry], room: int, right: int
) -> Spots:
    """Columns side by side, the last of them at the right; a wide one takes what names leave."""
    widths = [_width(page, place, column, entries) for place, column in enumerate(columns)]
    kept = _kept(page, columns, widths, entries, room)
    shares = {place: min(widths[place], room * 2 // 5) for place in kept}
    name = max((page.width(each.name, Type.BODY_BOLD) for each in entries), default=0)
    spare = room - name - _inset(page) - sum(share + _gap(page) for share in shares.values())
    spots: Spots = {}
    edge = right - _inset(page)
    for place in reversed(kept):
        more = min(max(spare, 0), widths[place] - shares[place])
        spots[place] = (edge, shares[place] + more)
        spare -= more
        edge -= spots[place][1] + _gap(page)
    return spots


def _cells(page: Page, columns: Sequence[Column], entry: Entry, spots: Spots, middle: int) -> None:
    for place, (right, width) in spots.items():
        style = columns[place].style
        ink = page.palette.ink if style is FIGURE else page.palette.ink_soft
        page.text(entry.cells[place], style, ink, width, midright=(right, middle))


def _ground(page: Page, entry: Entry, line: pygame.Rect, focused: bool) -> None:
    palette = page.palette
    hovered = page.offer(line, entry.intent) if entry.intent is not None else False
    if focused or hovered or entry.newest:
        page.surface.fill(palette.card if focused or entry.newest else palette.paper_shade, line)
    if focused or entry.newest:
        edge = page.measure(4, least=3)
        page.surface.fill(palette.accent, (line.left, line.top, edge, line.height))
    page.rule(line.topleft, line.width, palette.rule)


def _place(page: Page, entry: Entry, line: pygame.Rect, number: int) -> None:
    if entry.place:
        spot = (line.left + number - page.measure(10, least=7), line.centery)
        page.text(entry.place, Type.DATA, page.palette.ink_soft, midright=spot)


def _number(page: Page, entries: Sequence[Entry]) -> int:
    """The room for the places, if there are any."""
    widest = max((page.width(each.place, Type.DATA) for each in entries), default=0)
    if not widest:
        return _inset(page)
    return max(page.measure(46, least=30), widest + 2 * page.measure(10, least=7))


def _heading(page: Page) -> int:
    return page.height(Type.LABEL) + page.measure(6, least=3)


def _inset(page: Page) -> int:
    return page.measure(14, least=8)


def _gap(page: Page) -> int:
    return page.measure(24, least=12)


def _width(page: Page, place: int, column: Column, entries: Sequence[Entry]) -> int:
    widest = max((page.width(each.cells[place], column.style) for each in entries), default=0)
    return max(widest, page.width(column.heading.upper(), Type.LABEL))


def _kept(
    page: Page,
    columns: Sequence[Column],
    widths: Sequence[int],
    entries: Sequence[Entry],
    room: int,
) -> list[int]:
    """The columns that leave the names room: those not needed go, the first of them last."""
    name = max((page.width(each.name, Type.BODY_BOLD) for each in entries), default=0)
    least = min(name, room * 2 // 5)
    kept = list(range(len(columns)))
    for place in reversed(range(len(columns))):
        used = sum(min(widths[each], room * 2 // 5) + _gap(page) for each in kept)
        if used + least <= room:
            break
        if not columns[place].needed:
            kept.remove(place)
    return kept
