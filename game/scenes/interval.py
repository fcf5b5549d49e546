"""The interval: an empty plate after an answer of which nothing is told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from game.scenes import case, pause
from game.scenes.actions import Action, Context, Intent
from game.scenes.desk import Desk
from game.scenes.effects import Effect
from game.scenes.screen import Screen, Step
from game.scenes.session import Session

BLANK_SECONDS = 0.5
"""From one digit to the next."""


@dataclass(frozen=True)
class Interval(Screen):
    """What follows comes by itself; keys mean nothing but a pause."""

    context: ClassVar[Context] = Context.PLAY
    caption: ClassVar[str] = "Between two exhibits"
    can_be_covered: ClassVar[bool] = False

    session: Session
    """With the answer counted."""
    age: float = field(default=0.0, compare=False)

    def handle(self, intent: Intent) -> Step:
        """Set the case aside."""
        match intent:
            case Action.BACK | Action.PAUSE:
                return Step(pause.Pause(self.desk, self))
        return Step(self)

    def after(self, seconds: float) -> Step:
        """The next digit, a rest, or the end."""
        age = self.age + seconds
        if age >= BLANK_SECONDS:
            return case.onward(self.desk, self.session)
        return Step(replace(self, age=age))

    def leaving(self) -> tuple[Effect, ...]:
        """The session stays open, if it can be taken up again."""
        return self.session.ending()

    def given_up(self) -> tuple[Desk, tuple[Effect, ...]]:
        """The desk after leaving: nothing is open."""
        return self.desk.after(self.session.game)
