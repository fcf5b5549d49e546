"""A page: the surface in hand, its measure, and the places on it that can be clicked."""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar, TypeVarTuple

import pygame

from game.scenes.actions import Action, Context, Intent
from game.scenes.settings import Settings
from game.ui import lettering
from game.ui.measure import Measure
from game.ui.theme import PALETTES, Colour, Palette, Style

Made = TypeVar("Made")
Inputs = TypeVarTuple("Inputs")

PIECES = 192
"""So many pieces are kept, those used last: a screen has some twenty."""
_kept: OrderedDict[Hashable, Any] = OrderedDict()


@dataclass(frozen=True)
class Target:
    """A place that means something when it is clicked."""

    rect: pygame.Rect
    intent: Intent


@dataclass
class Page:
    """What a screen is drawn on; lives for one drawing."""

    surface: pygame.Surface
    pointer: tuple[int, int] | None = None
    """Where the mouse is, if it is in use."""
    settings: Settings = field(default_factory=Settings)
    """How the player likes it."""
    context: Context = Context.MENU
    """What keys mean on it."""
    targets: list[Target] = field(default_factory=list)

    measure: Measure = field(init=False)
    """Distances on this page."""
    palette: Palette = field(init=False)
    """Its colours."""

    def __post_init__(self) -> None:
        """Take the measure of the surface."""
        self.measure = Measure(*self.surface.get_size(), self.settings.text_size)
        self.palette = PALETTES[self.settings.palette]

    def kept(self, make: Callable[[Page, *Inputs], Made], *inputs: *Inputs) -> Made:
        """What ``make`` makes of this page and hashable inputs: made once, not to be changed.

        Of the page it may depend on measure and palette only. It is for what stays as it is while
        something else on the screen changes, and costs more to make than to find.
        """
        key = (make, self.measure, self.settings.palette, *inputs)
        if key in _kept:
            _kept.move_to_end(key)
        else:
            _kept[key] = make(self, *inputs)
            if len(_kept) > PIECES:
                _kept.popitem(last=False)
        made: Made = _kept[key]
        return made

    def piece(self, size: tuple[int, int]) -> Page:
        """A transparent page of this size, in this page's measure, for a part of it."""
        part = copy.copy(self)
        part.surface = pygame.Surface(size, pygame.SRCALPHA)
        part.pointer, part.targets = None, []
        return part

    def put(self, piece: pygame.Surface, **anchor: tuple[int, int]) -> pygame.Rect:
        """Put a piece where a rect's ``anchor`` (topleft=…) says; the place it takes up."""
        rect = piece.get_rect(**anchor)
        self.surface.blit(piece, rect)
        return rect

    def keys(self, action: Action) -> tuple[str, ...]:
        """The names of the keys that mean an action here."""
        return self.settings.keys.shown(action, self.context)

    def offer(self, rect: pygame.Rect, intent: Intent) -> bool:
        """Make a place clickable; whether the pointer is on it."""
        self.targets.append(Target(rect.copy(), intent))
        return self.pointer is not None and rect.collidepoint(self.pointer)

    def height(self, style: Style) -> int:
        """The height of a line, in pixels."""
        return lettering.line_height(style, self.measure.type(style))

    def width(self, text: str, style: Style) -> int:
        """The width of a text, in pixels."""
        return lettering.width(text, style, self.measure.type(style))

    def longest(self, words: tuple[str, ...], style: Style, room: int) -> str:
        """The first of several ways to say it, the longest first, that fits; else the last."""
        return next((each for each in words if self.width(each, style) <= room), words[-1])

    def text(
        self,
        text: str,
        style: Style,
        colour: Colour,
        room: int | None = None,
        **anchor: tuple[int, int],
    ) -> pygame.Rect:
        """Set one line, shortened to ``room``, where a rect's ``anchor`` (topleft=…) puts it."""
        size = self.measure.type(style)
        if room is not None:
            text = lettering.shortened(text, style, size, max(room, 0))
        drawn = lettering.drawn(text, style, size, colour)
        rect = drawn.get_rect(**anchor)
        self.surface.blit(drawn, rect)
        return rect

    def paragraph(
        self,
        text: str,
        style: Style,
        colour: Colour,
        rect: pygame.Rect,
        lines: int | None = None,
    ) -> int:
        """Set lines, at most so many, from the top of a rect to its width; the y below them."""
        size = self.measure.type(style)
        y = rect.top
        broken = lettering.lines(text, style, size, rect.width)
        if lines is not None and len(broken) > lines:
            rest = lettering.shortened(" ".join(broken[lines - 1 :]), style, size, rect.width)
            broken = (*broken[: lines - 1], rest)
        for line in broken:
            self.text(line, style, colour, topleft=(rect.left, y))
            y += self.height(style)
        return y

    def rule(self, start: tuple[int, int], length: int, colour: Colour, weight: float = 1) -> None:
        """A horizontal line to the right."""
        self.surface.fill(colour, (*start, length, self.measure(weight)))
