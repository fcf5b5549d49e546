"""The rating: how sure one is of an answer, before it is recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from game.scenes import case, pause
from game.scenes.actions import Action, Context, Intent, Picked
from game.scenes.desk import Desk
from game.scenes.effects import Effect
from game.scenes.screen import Screen, Step
from game.scenes.session import Finding, Session

RATINGS = (Action.RATE_1, Action.RATE_2, Action.RATE_3, Action.RATE_4)
"""From a guess to certain: confidence 1 … 4."""


@dataclass(frozen=True)
class Rating(Screen):
    """The digit is covered, the answer given, and nothing is kept before it is rated."""

    context: ClassVar[Context] = Context.RATING
    caption: ClassVar[str] = "How sure are you?"

    session: Session
    """As it stood before the answer."""
    finding: Finding
    focus: int | None = None
    """What the arrows stand on, 0 … 3; None until they are used, so that nothing is suggested."""

    def handle(self, intent: Intent) -> Step:
        """Rate at once, or by arrows; or set the case aside."""
        match intent:
            case Action.LEFT:
                return Step(
                    replace(self, focus=1 if self.focus is None else max(self.focus - 1, 0))
                )
            case Action.RIGHT:
                last = len(RATINGS) - 1
                at = 2 if self.focus is None else min(self.focus + 1, last)
                return Step(replace(self, focus=at))
            case Action.GO_ON if self.focus is not None:
                return self._rated(self.focus)
            case Picked(item) if item < len(RATINGS):
                return self._rated(item)
            case Action() if intent in RATINGS:
                return self._rated(RATINGS.index(intent))
            case Action.BACK | Action.PAUSE:
                return Step(pause.Pause(self.desk, self))
        return Step(self)

    def leaving(self) -> tuple[Effect, ...]:
        """The session stays open, if it can be taken up again; this answer was never given."""
        return self.session.ending()

    def given_up(self) -> tuple[Desk, tuple[Effect, ...]]:
        """The desk after leaving."""
        return self.desk.after(self.session.game)

    def _rated(self, place: int) -> Step:
        trial = replace(self.finding.trial, confidence=place + 1)
        return case.answered(self.desk, self.session, replace(self.finding, trial=trial))
