"""The interval: an empty plate after an answer of which nothing is told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from game.scenes import case
from game.scenes.actions import Context
from game.scenes.in_play import InPlay
from game.scenes.screen import Step
from game.scenes.session import Session

BLANK_SECONDS = 0.5
"""From one digit to the next."""


@dataclass(frozen=True)
class Interval(InPlay):
    """What follows comes by itself; keys mean nothing but a pause."""

    context: ClassVar[Context] = Context.PLAY
    caption: ClassVar[str] = "Between two exhibits"
    can_be_covered: ClassVar[bool] = False

    session: Session
    """With the answer counted."""
    age: float = field(default=0.0, compare=False)

    def after(self, seconds: float) -> Step:
        """The next digit, a rest, or the end."""
        age = self.age + seconds
        if age >= BLANK_SECONDS:
            return case.onward(self.desk, self.session)
        return Step(replace(self, age=age))
