"""The measure: distances of the design in the pixels of one window."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from game.ui.theme import DESIGN_SIZE, Style


@dataclass(frozen=True)
class Measure:
    """How large things are on a surface of this size."""

    width: int
    height: int
    text: int = 100
    """The size of text, per cent."""

    @cached_property
    def factor(self) -> float:
        """Pixels of this window to a pixel of the design."""
        return min(self.width / DESIGN_SIZE[0], self.height / DESIGN_SIZE[1])

    @property
    def is_tall(self) -> bool:
        """Whether what usually stands side by side must stand one below the other."""
        return self.width < 1.05 * self.height

    def __call__(self, distance: float, least: int = 1) -> int:
        """A distance of the design, in pixels, never below ``least``."""
        return max(least, round(distance * self.factor))

    def type(self, style: Style) -> int:
        """The size of a style's type, in pixels."""
        larger = 1.0 + style.grows * (self.text - 100) / 100
        return max(round(style.least * larger), round(style.size * self.factor * larger))
