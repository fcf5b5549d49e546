"""The landing between two levels of a ladder: what the forger wrote, and what it writes now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from game.rules.forgers import Forger
from game.rules.ladder import Ladder, Level
from game.scenes import case, pause
from game.scenes.actions import Action, Intent
from game.scenes.desk import Desk
from game.scenes.effects import Effect
from game.scenes.screen import Screen, Step
from game.scenes.session import Session


@dataclass(frozen=True)
class Landing(Screen):
    """A level has been passed, and there is another above it."""

    caption: ClassVar[str] = "The landing"

    session: Session

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
            case Action.BACK | Action.PAUSE:
                return Step(pause.Pause(self.desk, self))
        return Step(self)

    def leaving(self) -> tuple[Effect, ...]:
        """The session ends here."""
        return self.session.ending()

    def given_up(self) -> tuple[Desk, tuple[Effect, ...]]:
        """The desk after leaving: nothing is open."""
        return self.desk.after(self.session.game)
