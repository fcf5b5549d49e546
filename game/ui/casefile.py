"""The case file's head and foot: who examines whom, and which keys there are."""

from __future__ import annotations

import pygame

from game.scenes.actions import Action
from game.scenes.desk import Desk
from game.ui import keycaps
from game.ui.page import Page
from game.ui.theme import Type

Hint = tuple[tuple[str, ...], str, Action]


def head(page: Page, inside: pygame.Rect, left: str, right: str) -> int:
    """Two lines of small capitals beside the holes, over a double rule; the y below it."""
    palette, measure = page.palette, page.measure
    holes = measure(160, least=84)
    room = (inside.width - holes) // 2
    y = inside.top + measure(4)
    below = inside.top + head_height(page)
    page.text(left, Type.LABEL, palette.ink_soft, room, topleft=(inside.left, y))
    page.text(right, Type.LABEL, palette.ink_soft, room, topright=(inside.right, y))
    thin, thick = measure(0.8), measure(1.8)
    page.rule((inside.left, below - thin), inside.width, palette.ink, 0.8)
    upper = below - thin - measure(2.5, least=2) - thick
    page.rule((inside.left, upper), inside.width, palette.ink, 1.8)
    return below


def head_height(page: Page) -> int:
    """How far the head reaches down from the top of what is written on."""
    measure = page.measure
    rules = measure(1.8) + measure(2.5, least=2) + measure(0.8)
    return measure(4) + page.height(Type.LABEL) + measure(9, least=4) + rules


def parties(desk: Desk) -> str:
    """Who examines whom."""
    return f"{desk.player} v. {desk.forger_name}".upper()


def foot_height(page: Page) -> int:
    """The height of a line of hints."""
    return keycaps.cap_size(page, "Esc")[1]


def foot(page: Page, inside: pygame.Rect, hints: tuple[Hint, ...], left: int = 0) -> None:
    """Hints along the bottom, from the right; those that would pass ``left`` are left out."""
    gap = page.measure(24, least=12)
    x, y = inside.right, inside.bottom - foot_height(page) // 2
    for keys, words, action in reversed(hints):
        width = keycaps.hint_width(page, keys, words)
        if x - width < max(left, inside.left):
            break
        page.offer(keycaps.hint(page, keys, words, x - width, y), action)
        x -= width + gap


def sound_hint(desk: Desk) -> Hint:
    """What the mute key would do."""
    return (("M",), "unmute" if desk.mute else "mute", Action.MUTE)
