"""The rating: how sure one is of an answer, before it is recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from game.scenes import case
from game.scenes.actions import Action, Context, Intent, Picked
from game.scenes.in_play import InPlay
from game.scenes.screen import Step
from game.scenes.session import Finding, Session

RATINGS = (Action.RATE_1, Action.RATE_2, Action.RATE_3, Action.RATE_4)
"""From a guess to certain: confidence 1 … 4."""


@dataclass(frozen=True)
class Rating(InPlay):
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
        return super().handle(intent)

    def _rated(self, place: int) -> Step:
        trial = replace(self.finding.trial, confidence=place + 1)
        return case.answered(self.desk, self.session, replace(self.finding, trial=trial))
