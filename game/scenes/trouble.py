"""Trouble: one sentence on why the game cannot go on, then it ends."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from game.scenes import leaving
from game.scenes.actions import Action, Intent
from game.scenes.screen import Screen, Step

READING_SECONDS = 4.0
"""The sentence stands on stderr too; a program that was started by a script must end."""


@dataclass(frozen=True)
class Trouble(Screen):
    """The last screen; it goes by itself."""

    can_be_covered: ClassVar[bool] = False
    is_last: ClassVar[bool] = True

    sentence: str
    age: float = field(default=0.0, compare=False)

    def handle(self, intent: Intent) -> Step:
        """Leave at once."""
        match intent:
            case Action.GO_ON | Action.BACK | Action.CLOSE:
                return leaving.begin(self)
        return Step(self)

    def after(self, seconds: float) -> Step:
        """Leave when the sentence has been read."""
        later = replace(self, age=self.age + seconds)
        return leaving.begin(later) if later.age >= READING_SECONDS else Step(later)
