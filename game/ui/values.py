"""Values: how what is set looks at the end of its line."""

from __future__ import annotations

import pygame

from game.scenes.actions import Action
from game.ui import shapes
from game.ui.form import Value
from game.ui.page import Page
from game.ui.theme import Type


def door(words: str) -> Value:
    """A value that is changed on a screen of its own."""

    def draw(page: Page, rect: pygame.Rect, focused: bool) -> int:
        side = page.measure(12, least=8)
        _arrow(page, (rect.right - side // 2, rect.centery), side, right=True, focused=focused)
        spot = (rect.right - side - page.measure(10, least=5), rect.centery)
        room = spot[0] - rect.left
        ink = page.palette.ink_soft
        return page.text(words, Type.SMALL_ITALIC, ink, room, midright=spot).left

    return draw


def switch(on: bool) -> Value:
    """A box to tick, with its state in words."""

    def draw(page: Page, rect: pygame.Rect, focused: bool) -> int:
        palette = page.palette
        side = page.height(Type.BODY) - page.measure(6, least=3)
        box = pygame.Rect(0, 0, side, side)
        box.midright = (rect.right, rect.centery)
        radius, weight = page.measure(4, least=2), page.measure(1.6)
        page.surface.blit(shapes.rounded(box.size, radius, palette.ink), box)
        if not on:
            inner = box.inflate(-2 * weight, -2 * weight)
            hollow = shapes.rounded(inner.size, max(1, radius - weight), palette.card)
            page.surface.blit(hollow, inner)
        else:
            page.surface.blit(shapes.tick(side, palette.card), box)
        spot = (box.left - page.measure(10, least=5), rect.centery)
        words = "on" if on else "off"
        return page.text(words, Type.SMALL_ITALIC, palette.ink_soft, midright=spot).left

    return draw


def chosen(words: str, *, first: bool, last: bool) -> Value:
    """One of several values, between arrows where there are others on that side."""

    def draw(page: Page, rect: pygame.Rect, focused: bool) -> int:
        said = _between(page, rect, page.width(words, Type.BODY), focused, first, last)
        page.text(words, Type.BODY, page.palette.ink, said.width, center=said.center)
        return said.left - (rect.right - said.right)

    return draw


def level(per_cent: int) -> Value:
    """A number on a scale from 0 to 100."""

    def draw(page: Page, rect: pygame.Rect, focused: bool) -> int:
        palette, measure = page.palette, page.measure
        number = page.width("100", Type.BODY)
        gap, length = measure(12, least=6), measure(110, least=54)
        said = _between(page, rect, length + gap + number, focused, per_cent == 0, per_cent == 100)
        spot = (said.right, rect.centery)
        page.text(str(per_cent), Type.BODY, palette.ink, midright=spot)
        length = said.width - gap - number
        page.rule((said.left, rect.centery), length, palette.ink_soft)
        for end in (0, length // 2, length):
            tick = measure(4, least=3)
            place = (said.left + end, rect.centery - tick, 1, 2 * tick + 1)
            page.surface.fill(palette.ink_soft, place)
        dot = shapes.disc(measure(13, least=9), palette.accent)
        at = (said.left + length * per_cent // 100, rect.centery)
        page.surface.blit(dot, dot.get_rect(center=at))
        return said.left - (rect.right - said.right)

    return draw


def _between(
    page: Page, rect: pygame.Rect, width: int, focused: bool, first: bool, last: bool
) -> pygame.Rect:
    """The place for a value at the right end, with arrows about it while it is in focus."""
    side, gap = page.measure(12, least=8), page.measure(9, least=5)
    away = side + gap
    width = min(width, rect.width - 2 * away)
    said = pygame.Rect(rect.right - away - width, rect.top, width, rect.height)
    if focused:
        ends = ((Action.LEFT, first, said.left - away), (Action.RIGHT, last, said.right + gap))
        for action, is_end, x in ends:
            if not is_end:
                place = pygame.Rect(x, rect.top, side, rect.height).inflate(gap, 0)
                page.offer(place, action)
                _arrow(page, place.center, side, right=action is Action.RIGHT, focused=True)
    return said


def _arrow(page: Page, centre: tuple[int, int], side: int, *, right: bool, focused: bool) -> None:
    tip, base = (float(side) * 0.9, 0.0) if right else (0.0, float(side) * 0.9)
    points = ((tip, side / 2), (base, 0.0), (base, float(side)))
    colour = page.palette.accent if focused else page.palette.ink_soft
    arrow = shapes.polygon((side, side), points, colour)
    page.surface.blit(arrow, arrow.get_rect(center=centre))
