"""Actions: what a player can mean, whatever key, button or pad said so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Action(Enum):
    """An intent without anything further to say."""

    SAY_REAL = auto()
    SAY_FAKE = auto()
    GO_ON = auto()
    BACK = auto()
    PAUSE = auto()
    UP = auto()
    DOWN = auto()
    LEFT = auto()
    RIGHT = auto()
    ERASE = auto()
    HELP = auto()
    MUTE = auto()
    FULL_SCREEN = auto()
    CLOSE = auto()
    RATE_1 = auto()
    RATE_2 = auto()
    RATE_3 = auto()
    RATE_4 = auto()
    REGISTER = auto()
    KEEP = auto()


@dataclass(frozen=True)
class Picked:
    """An item of a list was clicked: 0 is the first."""

    item: int


@dataclass(frozen=True)
class Typed:
    """Text was typed."""

    text: str


@dataclass(frozen=True)
class Pressed:
    """A key was pressed that is to get a meaning."""

    key: str
    """Its name."""


@dataclass(frozen=True)
class Resized:
    """The window was given another size, in pixels."""

    size: tuple[int, int]


Intent = Action | Picked | Typed | Pressed | Resized


class Context(Enum):
    """What the keys mean on a screen."""

    PLAY = auto()
    """The arrows answer."""
    MENU = auto()
    """The arrows move."""
    TEXT = auto()
    """Letters are letters."""
    NAMING = auto()
    """The next key is to get a meaning, whatever it has meant."""
    RATING = auto()
    """Figures say how sure one is, the arrows move among them."""
