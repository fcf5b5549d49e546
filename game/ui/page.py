"""A page: the surface in hand, its measure, and the places on it that can be clicked."""

from __future__ import annotations

from dataclasses import dataclass, field

import pygame

from game.scenes.actions import Intent
from game.ui import lettering
from game.ui.measure import Measure
from game.ui.theme import PALETTE, Colour, Palette, Style


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
    scale: int | None = None
    """The factor that digits are enlarged by at most, if one was asked for."""
    palette: Palette = PALETTE
    targets: list[Target] = field(default_factory=list)

    measure: Measure = field(init=False)
    """Distances on this page."""

    def __post_init__(self) -> None:
        """Take the measure of the surface."""
        self.measure = Measure(*self.surface.get_size())

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
    ) -> int:
        """Set lines from the top of a rect as wide as it; the y below the last."""
        size = self.measure.type(style)
        y = rect.top
        for line in lettering.lines(text, style, size, rect.width):
            self.text(line, style, colour, topleft=(rect.left, y))
            y += self.height(style)
        return y

    def rule(self, start: tuple[int, int], length: int, colour: Colour, weight: float = 1) -> None:
        """A horizontal line to the right."""
        self.surface.fill(colour, (*start, length, self.measure(weight)))
