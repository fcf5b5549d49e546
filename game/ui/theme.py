"""The theme: every colour, size and distance that the screens are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

Colour = tuple[int, int, int]

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
ICON = Path(__file__).resolve().parents[2] / "assets" / "icon.png"

DESIGN_SIZE = (1280, 800)
"""The window that sizes and distances are given for; others are in proportion."""
SMALLEST = (640, 480)
"""The window is not to be made smaller."""
LEAST = (480, 400)
"""What a page needs at least, if the desktop makes it smaller all the same."""


@dataclass(frozen=True)
class Palette:
    """Warm paper, dark ink, one accent; blue beside it only for what is right.

    Every pair that carries words keeps WCAG AA (4.5:1), which a test checks.
    """

    desk: Colour = (43, 37, 32)
    paper: Colour = (243, 235, 219)
    paper_shade: Colour = (231, 220, 198)
    card: Colour = (251, 246, 235)
    rule: Colour = (203, 188, 160)
    ink: Colour = (33, 28, 24)
    ink_soft: Colour = (98, 84, 68)
    accent: Colour = (166, 44, 28)
    right: Colour = (28, 78, 122)
    wrong: Colour = (166, 44, 28)
    plate: Colour = (0, 0, 0)
    on_desk: Colour = (214, 202, 180)


PALETTE = Palette()


class Face(Enum):
    """The cuts of the one type family, by file."""

    SERIF = "IBMPlexSerif-Regular.ttf"
    ITALIC = "IBMPlexSerif-Italic.ttf"
    SEMIBOLD = "IBMPlexSerif-SemiBold.ttf"
    BOLD = "IBMPlexSerif-Bold.ttf"
    MONO = "IBMPlexMono-Regular.ttf"
    MONO_SEMIBOLD = "IBMPlexMono-SemiBold.ttf"


@dataclass(frozen=True)
class Style:
    """A way of setting type: pixels at DESIGN_SIZE, and the least that stays readable."""

    face: Face
    size: float
    least: int
    tracking: float = 0.0
    """Space between letters, in ems."""


class Type:
    """The type scale, a major third upwards from the body."""

    DISPLAY = Style(Face.BOLD, 92, 44)
    HEADLINE = Style(Face.SEMIBOLD, 44, 25)
    ANSWER = Style(Face.SEMIBOLD, 44, 22)
    TITLE = Style(Face.SEMIBOLD, 28, 18)
    FIGURE = Style(Face.SEMIBOLD, 30, 19)
    MENU = Style(Face.SERIF, 25, 17)
    MENU_FOCUS = Style(Face.SEMIBOLD, 25, 17)
    BODY = Style(Face.SERIF, 20, 14)
    BODY_BOLD = Style(Face.SEMIBOLD, 20, 14)
    ASIDE = Style(Face.ITALIC, 19, 14)
    SMALL = Style(Face.SERIF, 16.5, 13)
    SMALL_ITALIC = Style(Face.ITALIC, 16.5, 13)
    DATA = Style(Face.MONO, 15, 12)
    KEY = Style(Face.MONO_SEMIBOLD, 15, 12)
    LABEL = Style(Face.MONO_SEMIBOLD, 13, 11, tracking=0.14)
    STAMP = Style(Face.BOLD, 60, 20, tracking=0.06)
