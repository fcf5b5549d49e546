"""A menu: ruled lines with the one in focus marked by weight and a pointer."""

from __future__ import annotations

import pygame

from game.scenes.actions import Picked
from game.ui import shapes
from game.ui.page import Page
from game.ui.theme import Type

Line = tuple[str, str]
"""What a line does, and its present value."""


def height(page: Page, count: int) -> int:
    """The height of a menu of so many lines."""
    return count * _pitch(page)


def least(page: Page, count: int) -> int:
    """The height below which its lines would run together."""
    return count * (page.height(Type.MENU) + page.measure(4))


def draw(page: Page, lines: tuple[Line, ...], focus: int, rect: pygame.Rect) -> None:
    """Draw the lines from the top of a rect, closer together where it is short of room."""
    palette, measure = page.palette, page.measure
    pitch = min(_pitch(page), max(rect.height, least(page, len(lines))) // len(lines))
    for place, (name, value) in enumerate(lines):
        line = pygame.Rect(rect.left, rect.top + place * pitch, rect.width, pitch)
        hovered = page.offer(line, Picked(place))
        focused = place == focus
        if hovered or focused:
            page.surface.fill(palette.card if focused else palette.paper_shade, line)
        page.rule((line.left, line.bottom - 1), line.width, palette.rule)
        indent = measure(30, least=20)
        if focused:
            page.surface.fill(palette.accent, (line.left, line.top, measure(4, least=3), pitch))
            head = measure(11, least=8)
            points = ((0.0, 0.0), (head * 0.9, head / 2), (0.0, float(head)))
            pointer = shapes.polygon((head, head), points, palette.accent)
            spot = (line.left + measure(17, least=11), line.centery)
            page.surface.blit(pointer, pointer.get_rect(center=spot))
        style = Type.MENU_FOCUS if focused else Type.MENU
        room = line.width - indent - measure(12)
        said = page.text(name, style, palette.ink, room, midleft=(line.left + indent, line.centery))
        room = line.right - said.right - measure(40, least=20)
        if value and room > measure(40):
            spot = (line.right - measure(12, least=6), line.centery)
            page.text(value, Type.SMALL_ITALIC, palette.ink_soft, room, midright=spot)


def _pitch(page: Page) -> int:
    return page.height(Type.MENU) + page.measure(16, least=7)
