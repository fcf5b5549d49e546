"""Prose: paragraphs that are set smaller and wider where they would not fit otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.ui import lettering
from game.ui.page import Page
from game.ui.theme import Style, Type


@dataclass(frozen=True)
class Setting:
    """How paragraphs are set."""

    style: Style
    width: int
    gap: int
    """Below each, in pixels."""
    height: int
    """Of all of them, the last gap left out."""


def fit(
    page: Page, paragraphs: Sequence[str], gap: int, widths: tuple[int, int], room: int
) -> Setting:
    """As text is usually set, to the first width; to the other and smaller if it is too high."""
    usual = _setting(page, paragraphs, Type.BODY, widths[0], gap)
    if usual.height <= room:
        return usual
    return _setting(page, paragraphs, Type.SMALL, widths[1], page.measure(10, least=4))


def lay(
    page: Page, paragraphs: Sequence[str], how: Setting, topleft: tuple[int, int], bottom: int
) -> int:
    """Set them; what would come to lie below ``bottom`` is cut off. The y below them."""
    rect = pygame.Rect(*topleft, how.width, 0)
    for each in paragraphs:
        lines = (bottom - rect.top) // page.height(how.style)
        if lines < 1:
            break
        rect.top = page.paragraph(each, how.style, page.palette.ink, rect, lines) + how.gap
    return rect.top


def _setting(page: Page, paragraphs: Sequence[str], style: Style, width: int, gap: int) -> Setting:
    size = page.measure.type(style)
    lines = sum(len(lettering.lines(each, style, size, width)) for each in paragraphs)
    return Setting(style, width, gap, lines * page.height(style) + (len(paragraphs) - 1) * gap)
