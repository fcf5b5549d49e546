"""The landing between two levels of a ladder: what the forger wrote, and what it writes now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from game.rules.forgers import Forger
from game.rules.ladder import Ladder, Level
from game.scenes import case
from game.scenes.actions import Action, Intent
from game.scenes.in_play import InPlay
from game.scenes.screen import Step


@dataclass(frozen=True)
class Landing(InPlay):
    """A level has been passed, and there is another above it."""

    caption: ClassVar[str] = "The landing"

    @property
    def climb(self) -> Ladder:
        """The rules as they stand."""
        assert isinstance(self.session.game, Ladder)
        return self.session.game

    @property
    def passed(self) -> Level:
        """The level below."""
        return self.climb.levels[-1]

    @property
    def coming(self) -> Forger:
        """Whose level is next."""
        return self.climb.forgers[self.climb.level]

    def handle(self, intent: Intent) -> Step:
        """Climb on, or set the case aside."""
        match intent:
            case Action.GO_ON:
                return case.take_up(self.desk, self.session)
        return super().handle(intent)
