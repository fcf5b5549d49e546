"""The rest: a block is done, and the next begins when the player likes."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import ClassVar

from game.rules.trials import PlannedTrial
from game.scenes import case
from game.scenes.actions import Action, Intent
from game.scenes.in_play import InPlay
from game.scenes.screen import Step
from game.scenes.session import Session

LEAST_SECONDS = 0.5
"""Nobody means to go on who has not seen yet that this is a rest."""


@dataclass(frozen=True)
class Rest(InPlay):
    """Time stands still between two blocks of a session."""

    caption: ClassVar[str] = "A rest"

    session: Session
    """At the break: a block is over, and not the last."""
    age: float = field(default=0.0, compare=False)

    @cached_property
    def coming(self) -> tuple[PlannedTrial, ...]:
        """The trials that are left, one or more."""
        return self.session.game.upcoming(sys.maxsize)

    @property
    def done(self) -> int:
        """The block that is over: 0 is practice."""
        return self.coming[0].block - 1

    @property
    def blocks(self) -> int:
        """How many there are, without practice."""
        return self.coming[-1].block

    def handle(self, intent: Intent) -> Step:
        """Go on, or set the case aside."""
        match intent:
            case Action.GO_ON if self.age >= LEAST_SECONDS:
                return case.take_up(self.desk, self.session)
        return super().handle(intent)

    def after(self, seconds: float) -> Step:
        """A moment to see what this is."""
        return Step(replace(self, age=self.age + seconds))
