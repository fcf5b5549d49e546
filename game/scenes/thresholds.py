"""The thresholds: the end of a session of timed, with what was found for each checkpoint."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from game.rules.forgers import Forger
from game.rules.staircase import Staircase
from game.rules.timed import Timed
from game.scenes import case, outcome, title
from game.scenes.actions import Action, Intent, Picked
from game.scenes.desk import Desk
from game.scenes.filing import filed
from game.scenes.screen import Screen, Step
from game.scenes.session import Session


@dataclass(frozen=True)
class Thresholds(Screen):
    """The staircases, one of them in focus."""

    caption: ClassVar[str] = "Case closed"

    session: Session
    focus: int = 0

    @property
    def staircases(self) -> tuple[tuple[Forger, Staircase], ...]:
        """That of each checkpoint."""
        game = self.session.game
        assert isinstance(game, Timed)
        by_id = {forger.id: forger for forger in self.session.forgers}
        return tuple((by_id[each], stairs) for each, stairs in game.staircases)

    def handle(self, intent: Intent) -> Step:
        """Look at another, on to a new session, to the title, or aside to what is kept of it."""
        count = len(self.staircases)
        match intent:
            case Action.UP | Action.LEFT:
                return Step(replace(self, focus=(self.focus - 1) % count))
            case Action.DOWN | Action.RIGHT:
                return Step(replace(self, focus=(self.focus + 1) % count))
            case Picked(item) if item < count:
                return Step(replace(self, focus=item))
            case Action.GO_ON if self.desk.inquiry is None:
                return case.begin(self.desk)
            case Action.GO_ON | Action.BACK:
                return title.begin(self.desk)
        return filed(self, self.session, intent)


def begin(desk: Desk, session: Session) -> Step:
    """The end of a session: its row is closed."""
    desk, asks = desk.after(session.game)
    result = outcome.ended(Thresholds(desk, session))
    return Step(result, (*session.ending(), *asks))
