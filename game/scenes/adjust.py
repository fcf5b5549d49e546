"""Adjusting the desk: every setting on one form, each change in force at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, ClassVar

from game.scenes import name_entry, rebind, title
from game.scenes.actions import Action, Intent, Picked
from game.scenes.effects import Effect, Play, Sound
from game.scenes.screen import Screen, Step
from game.scenes.settings import PALETTES, TEXT_SIZES, Settings


class Row(Enum):
    """The lines of the form, in order: what each is called, and the setting that it changes."""

    PLAYER = ("Signed as", "player")
    KEYS = ("Keys", "keys")
    LIMITS = ("Limits on thinking time", "time_limits")
    MASKS = ("Masks in timed", "masks")
    CONFIDENCE = ("Ask how sure you are (lab)", "confidence")
    VOLUME = ("Volume", "volume")
    MUTE = ("Mute", "mute")
    TEXT = ("Size of text", "text_size")
    PALETTE = ("Colours", "palette")
    SCALE = ("Size of the digit", "scale")
    WINDOW = ("Window", "window")
    FULL_SCREEN = ("Full screen", "full_screen")
    MOTION = ("Reduced motion", "reduced_motion")
    FLASHES = ("No flashes", "no_flashes")

    @property
    def words(self) -> str:
        """What it is called."""
        return self.value[0]

    @property
    def field(self) -> str:
        """The field of the settings that it changes."""
        return self.value[1]


ROWS = tuple(Row)
DOORS = (Row.PLAYER, Row.KEYS)
"""Rows that lead to a screen of their own."""
DECIDED = (Row.LIMITS, Row.MASKS, Row.CONFIDENCE)
"""Rows that change what is measured: a study decides them for all."""
CHOICES: dict[Row, tuple[Any, ...]] = {
    Row.VOLUME: tuple(range(0, 101, 10)),
    Row.TEXT: TEXT_SIZES,
    Row.PALETTE: PALETTES,
    Row.SCALE: (1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 32, 0),
    Row.WINDOW: (
        (640, 480),
        (800, 600),
        (1024, 768),
        (1280, 800),
        (1600, 1000),
        (1920, 1200),
        (2560, 1440),
        (3840, 2160),
    ),
}
"""What the arrows step through, from the least to the most; the other rows are on or off."""
SWITCH = (False, True)


@dataclass(frozen=True)
class Adjust(Screen):
    """The form, with one line in focus."""

    turns: ClassVar[bool] = True
    caption: ClassVar[str] = "Settings"

    focus: int = 0
    behind: Screen | None = None
    """The pause that it was opened from, if it was; else it leads to the title."""

    def handle(self, intent: Intent) -> Step:
        """Move, change what is in focus, or go through its door."""
        row = ROWS[self.focus]
        match intent:
            case Action.UP:
                return Step(replace(self, focus=(self.focus - 1) % len(ROWS)))
            case Action.DOWN:
                return Step(replace(self, focus=(self.focus + 1) % len(ROWS)))
            case Action.LEFT:
                return self._turned(row, -1, around=row not in CHOICES)
            case Action.RIGHT:
                return self._turned(row, 1, around=row not in CHOICES)
            case Action.GO_ON:
                return self._taken(row)
            case Picked(item) if item == self.focus or (
                item < len(ROWS) and ROWS[item] not in CHOICES
            ):
                return replace(self, focus=item)._taken(ROWS[item])
            case Picked(item) if item < len(ROWS):
                return Step(replace(self, focus=item))
            case Action.BACK:
                desk = replace(self.desk, notice="")
                if self.behind is not None:
                    return Step(self.behind.at(desk))
                return Step(title.Title(desk, focus=title.ITEMS.index(title.Item.SETTINGS)))
        return Step(self)

    def leaving(self) -> tuple[Effect, ...]:
        """What the pause behind it would do."""
        return self.behind.leaving() if self.behind is not None else ()

    def _taken(self, row: Row) -> Step:
        match row:
            case Row.PLAYER if self.behind is not None:
                return Step(self)  # whose case it is has been recorded already
            case Row.PLAYER:
                return name_entry.begin(self.desk, self)
            case Row.KEYS:
                return Step(rebind.Rebind(self.desk, self))
        return self._turned(row, 1, around=True)

    def _turned(self, row: Row, by: int, *, around: bool) -> Step:
        """The next value of a row; behind the last one the first, if it goes around."""
        if row in DOORS or (row in DECIDED and self.desk.inquiry is not None):
            return Step(self)
        settings = turned(self.desk.settings, row, by, around=around)
        sounds: tuple[Effect, ...] = ()
        if row in (Row.VOLUME, Row.MUTE) and not settings.mute:
            sounds = (Play(Sound.RIGHT),)
        return Step(self.at(self.desk.arranged(settings)), sounds)


def turned(settings: Settings, row: Row, by: int, *, around: bool) -> Settings:
    """The settings with a row's next greater (``by`` 1) or next smaller value (-1).

    What was set elsewhere, as a window's size with the mouse, need not be one of the choices.
    """
    choices = CHOICES.get(row, SWITCH)
    present = getattr(settings, row.field)
    ranks = [_rank(row, value) for value in choices]
    rank = _rank(row, present)
    beyond = [place for place, each in enumerate(ranks) if (each - rank) * by > 0]
    if beyond:
        place = beyond[0] if by > 0 else beyond[-1]
    elif around:
        place = 0 if by > 0 else len(choices) - 1
    else:
        return settings
    changed: Any = {row.field: choices[place]}
    return replace(settings, **changed)


def _rank(row: Row, value: Any) -> int:
    """Where a value stands among others of its row."""
    match row:
        case Row.PALETTE:
            return PALETTES.index(value)
        case Row.WINDOW:
            return int(value[0] * value[1])
        case Row.SCALE if value == 0:
            return 1_000_000  # as large as fits is the largest
    return int(value)
