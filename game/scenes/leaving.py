"""Leaving: the program ends as soon as the last entries are kept, or after a bounded wait."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import ClassVar

from game.rules.news import News, RecordsFailed
from game.scenes.actions import Action, Intent
from game.scenes.effects import Abandon, Complain, Quit
from game.scenes.screen import Screen, Step

PATIENCE_SECONDS = 30.0
"""Long enough to find the program that holds the database, and to close it."""
UNSAID_SECONDS = 0.5
"""A wait that is shorter is not worth a word."""


@dataclass(frozen=True)
class Leaving(Screen):
    """Usually gone before anybody sees it."""

    caption: ClassVar[str] = "Waiting for the register"
    can_be_covered: ClassVar[bool] = False
    is_last: ClassVar[bool] = True

    behind: Screen
    left: int | None = None
    """Seconds to wait at most; None while the wait is not worth a word."""
    age: float = field(default=0.0, compare=False)

    @property
    def seen(self) -> Screen:
        """The screen that was left, until there is something to say."""
        return self.behind if self.left is None else self

    def handle(self, intent: Intent) -> Step:
        """Wait no longer: only who has read what for can mean that."""
        match intent:
            case Action.GO_ON | Action.BACK | Action.CLOSE if self.left is not None:
                return Step(self, (Abandon(),))
        return Step(self)

    def after(self, seconds: float) -> Step:
        """Patience has an end."""
        age = self.age + seconds
        left = math.ceil(PATIENCE_SECONDS - age) if age >= UNSAID_SECONDS else None
        later = replace(self, age=age, left=left)
        return Step(later, (Abandon(),) if age >= PATIENCE_SECONDS else ())

    def hear(self, news: News) -> Step:
        """The last entries could not be kept."""
        match news:
            case RecordsFailed(sentence):
                return Step(self, (Complain(sentence),))
        return Step(self)


def begin(scene: Screen) -> Step:
    """Leave the program from a screen."""
    return Step(Leaving(scene.desk, scene), (*scene.leaving(), Quit()))
