"""Lab: a schedule that is answered blind, trial by trial, with breaks between its blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from game.rules.attention import LEAST_CATCHES, LEAST_CAUGHT
from game.rules.schedule import Schedule
from game.rules.trials import AnsweredTrial, PlannedTrial


@dataclass(frozen=True)
class Lab:
    """Where a session of lab stands; resumed, it stands at the number of trials recorded."""

    mode: ClassVar[str] = "lab"
    resumable: ClassVar[bool] = True
    thinking_seconds: ClassVar[float | None] = None
    position: ClassVar[int | None] = None

    schedule: Schedule
    asked: int = 0
    """Trials that are over, whatever became of them."""

    def then(self, trial: AnsweredTrial) -> Lab:
        """The session after a trial. A void one is not made up for: its digit has been seen."""
        assert not self.over
        return replace(self, asked=self.asked + 1)

    def upcoming(self, count: int) -> tuple[PlannedTrial, ...]:
        """The next trials, in order."""
        return self.schedule.trials[self.asked : self.asked + count]

    @property
    def feedback(self) -> bool:
        """Whether the truth of the next trial is told after its answer: in practice alone."""
        return not self.over and self.schedule.trials[self.asked].phase == "practice"

    @property
    def at_break(self) -> bool:
        """Whether a block has just ended, practice too, and another is to begin."""
        if self.over or self.asked == 0:
            return False
        before, after = self.schedule.trials[self.asked - 1 : self.asked + 1]
        return before.block != after.block

    @property
    def blocks(self) -> int:
        """How many blocks of main trials there are."""
        return self.schedule.trials[-1].block if self.schedule.trials else 0

    @property
    def over(self) -> bool:
        """Whether no trial follows."""
        return self.asked >= len(self.schedule.trials)


@dataclass(frozen=True)
class Attention:
    """How the catch trials were answered."""

    catches: int
    """Answered ones."""
    right: int

    @property
    def flagged(self) -> bool:
        """Whether the session is to be left out of the main figures."""
        return self.catches >= LEAST_CATCHES and self.right < LEAST_CAUGHT * self.catches


def attention(trials: Iterable[AnsweredTrial]) -> Attention:
    """Count the answered catch trials among a session's trials.

    A session is flagged when it answers fewer than three quarters of at least four rightly.
    """
    catches = [t for t in trials if t.outcome == "answered" and t.planned.phase == "catch"]
    return Attention(len(catches), sum(trial.correct for trial in catches))
