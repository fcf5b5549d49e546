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
LEAST = (480, 400)
"""What a page needs at least, if the desktop makes it smaller all the same."""


@dataclass(frozen=True)
class Palette:
    """Warm paper, dark ink, one accent; blue beside it only for what is right.

    Every pair that carries words keeps WCAG AA (4.5:1), in high contrast AAA (7:1); a test
    computes them. The plate is black in each: digits look the same whatever the desk does.
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
    grain: int = 5
    """How uneven the paper is, in grey values."""


PALETTES: dict[str, Palette] = {
    "desk": Palette(),
    "high contrast": Palette(
        desk=(0, 0, 0),
        paper=(255, 255, 255),
        paper_shade=(232, 232, 232),
        card=(255, 255, 255),
        rule=(96, 96, 96),
        ink=(0, 0, 0),
        ink_soft=(38, 38, 38),
        accent=(128, 0, 0),
        right=(0, 46, 110),
        wrong=(128, 0, 0),
        grain=0,
    ),
    # Blue and vermilion differ in every kind of colour blindness, and in lightness besides.
    "colour-blind safe": Palette(
        paper=(244, 240, 231),
        paper_shade=(230, 225, 212),
        card=(252, 250, 244),
        rule=(196, 188, 172),
        ink_soft=(84, 80, 74),
        accent=(158, 66, 0),
        right=(0, 54, 120),
        wrong=(158, 66, 0),
    ),
}
"""By the names that the settings have for them."""
PALETTE = PALETTES["desk"]


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
    grows: float = 1.0
    """How much of a larger size of text it takes on: large type is readable as it is."""


class Type:
    """The type scale, a major third upwards from the body."""

    DISPLAY = Style(Face.BOLD, 92, 44, grows=0.0)
    HEADLINE = Style(Face.SEMIBOLD, 44, 25, grows=0.25)
    ANSWER = Style(Face.SEMIBOLD, 44, 22, grows=0.25)
    TITLE = Style(Face.SEMIBOLD, 28, 18, grows=0.5)
    FIGURE = Style(Face.SEMIBOLD, 30, 19, grows=0.5)
    MENU = Style(Face.SERIF, 25, 17, grows=0.7)
    MENU_FOCUS = Style(Face.SEMIBOLD, 25, 17, grows=0.7)
    BODY = Style(Face.SERIF, 20, 14)
    BODY_BOLD = Style(Face.SEMIBOLD, 20, 14)
    ASIDE = Style(Face.ITALIC, 19, 14)
    SMALL = Style(Face.SERIF, 16.5, 13)
    SMALL_ITALIC = Style(Face.ITALIC, 16.5, 13)
    DATA = Style(Face.MONO, 15, 12)
    KEY = Style(Face.MONO_SEMIBOLD, 15, 12)
    LABEL = Style(Face.MONO_SEMIBOLD, 13, 11, tracking=0.14)
    CLOSE_LABEL = Style(Face.MONO_SEMIBOLD, 13, 11, tracking=0.02, grows=0.85)
    CARD = Style(Face.BOLD, 132, 60, grows=0.0)
    STAMP = Style(Face.BOLD, 60, 20, tracking=0.06, grows=0.0)
