"""Lettering: text set in a style, measured, shortened to fit and broken into lines."""

from __future__ import annotations

import re
from functools import lru_cache

import pygame

from game.scenes.letters import LETTERS
from game.ui.theme import FONTS, Colour, Face, Style

ELLIPSIS = "…"
UNKNOWN = "?"
"""Set for a letter that the type lacks, as in a folder's name."""


@lru_cache(maxsize=128)
def font(face: Face, size: int) -> pygame.Font:
    """The font of a face at a size in pixels."""
    return pygame.font.Font(FONTS / face.value, size)


@lru_cache(maxsize=4096)
def width(text: str, style: Style, size: int) -> int:
    """How wide the text is, in pixels."""
    text = _legible(text)
    face, tracking = font(style.face, size), style.tracking * size
    if not tracking:
        return face.size(text)[0]
    return round(sum(face.size(letter)[0] + tracking for letter in text) - tracking)


def _legible(text: str) -> str:
    return "".join(letter if letter in LETTERS else UNKNOWN for letter in text)


@lru_cache(maxsize=128)
def line_height(style: Style, size: int) -> int:
    """The distance from one line to the next, in pixels."""
    return round(font(style.face, size).get_linesize() * 1.02)


@lru_cache(maxsize=2048)
def shortened(text: str, style: Style, size: int, room: int) -> str:
    """The text, cut off with an ellipsis where it is wider than ``room``."""
    if width(text, style, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + ELLIPSIS, style, size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS


@lru_cache(maxsize=512)
def ending(text: str, style: Style, size: int, room: int) -> str:
    """The end of a text that is wider than ``room``: where the checkpoints of a run differ."""
    if width(text, style, size) <= room:
        return text
    while text and width(ELLIPSIS + text, style, size) > room:
        text = text[1:].lstrip()
    return ELLIPSIS + text


@lru_cache(maxsize=512)
def lines(text: str, style: Style, size: int, room: int) -> tuple[str, ...]:
    """The text in lines no wider than ``room``; a word that is wider is broken.

    No line begins with a per cent sign: it stays with its figure.
    """
    broken: list[str] = []
    line = ""
    for word in re.split(r"\s+(?!%)", text.strip()):
        longer = f"{line} {word}" if line else word
        if line and width(longer, style, size) > room:
            broken.append(line)
            longer = word
        while width(longer, style, size) > room and len(longer) > 1:
            fitting = _fitting(longer, style, size, room)
            broken.append(longer[:fitting])
            longer = longer[fitting:]
        line = longer
    return (*broken, line)


def _fitting(text: str, style: Style, size: int, room: int) -> int:
    """How many letters of the text fit, at least 1."""
    count = len(text)
    while count > 1 and width(text[:count], style, size) > room:
        count -= 1
    return count


@lru_cache(maxsize=2048)
def drawn(text: str, style: Style, size: int, colour: Colour) -> pygame.Surface:
    """The text on a transparent surface as wide as ``width`` and as high as the font."""
    text = _legible(text)
    face = font(style.face, size)
    tracking = style.tracking * size
    if not tracking:
        return face.render(text, True, colour)
    surface = pygame.Surface((width(text, style, size), face.get_height()), pygame.SRCALPHA)
    x = 0.0
    for letter in text:
        surface.blit(face.render(letter, True, colour), (round(x), 0))
        x += face.size(letter)[0] + tracking
    return surface
