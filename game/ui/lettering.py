"""Lettering: text set in a style, measured, shortened to fit and broken into lines."""

from __future__ import annotations

import re
from functools import lru_cache

import pygame

from game.scenes.letters import LETTERS
from game.ui.theme import FONTS, Colour, Face, Style

ELLIPSIS = "…"
CHECKPOINT = re.compile(r"(.*)( · epoch \d+)(?:,.*)?", re.IGNORECASE)
"""A checkpoint's name, with whoever stands before it; a remark may follow."""
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
    """The text, cut off with an ellipsis where it is wider than ``room``.

    Of a checkpoint's name the run gives way and never the epoch, which alone tells the checkpoints
    of a run apart: `sgd-2026… · epoch 20`, and `epoch 20` where there is no room for more.
    """
    if width(text, style, size) <= room:
        return text
    named = CHECKPOINT.match(text)
    if named is None:
        return _beginning(text, "", style, size, room)
    run, epoch = named.groups()
    if width(ELLIPSIS + epoch, style, size) > room:
        return _beginning(epoch.lstrip(" ·"), "", style, size, room)
    return _beginning(run, epoch, style, size, room)


def _beginning(text: str, end: str, style: Style, size: int, room: int) -> str:
    """As much of the text as fits with an ellipsis before ``end``; all of it, if that fits."""
    if width(text + end, style, size) <= room:
        return text + end
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + ELLIPSIS + end, style, size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS + end


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
