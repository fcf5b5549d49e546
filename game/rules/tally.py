"""The tally: how many reals and how many fakes were told right, each apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from game.rules.proportion import Proportion, wilson
from game.rules.trials import AnsweredTrial


@dataclass(frozen=True)
class Tally:
    """Counts over answered trials.

    ``fooled`` is the number of fakes called real, ``doubted`` that of reals called fake.
    """

    reals: int
    doubted: int
    fakes: int
    fooled: int

    @property
    def right_reals(self) -> int:
        """The reals called real."""
        return self.reals - self.doubted

    @property
    def right_fakes(self) -> int:
        """The fakes called fake."""
        return self.fakes - self.fooled

    @property
    def answered(self) -> int:
        """All that were counted."""
        return self.reals + self.fakes

    @property
    def right(self) -> int:
        """All that were told right."""
        return self.right_reals + self.right_fakes

    @property
    def accuracy(self) -> Proportion:
        """The share told right, with its interval."""
        return wilson(self.right, self.answered)


def tally(trials: Iterable[AnsweredTrial]) -> Tally:
    """Count the answered main trials among ``trials``."""
    counted = [t for t in trials if t.outcome == "answered" and t.planned.phase == "main"]
    reals = [t for t in counted if t.planned.is_real]
    fakes = [t for t in counted if not t.planned.is_real]
    return Tally(
        reals=len(reals),
        doubted=sum(not t.correct for t in reals),
        fakes=len(fakes),
        fooled=sum(not t.correct for t in fakes),
    )
