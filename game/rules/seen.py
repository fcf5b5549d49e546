"""What a player has been shown already, in whatever session."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from game.rules.trials import PlannedTrial


@dataclass(frozen=True)
class Seen:
    """Reals by their pool and place in it, fakes by checkpoint id, seed and label.

    >>> Seen(reals=frozenset({("mnist-5000", 3)})) | Seen() == Seen(frozenset({("mnist-5000", 3)}))
    True
    """

    reals: frozenset[tuple[str, int]] = frozenset()
    fakes: frozenset[tuple[str, int, int | None]] = frozenset()

    @classmethod
    def of(cls, trials: Iterable[PlannedTrial]) -> Seen:
        """What these trials show."""
        shown = tuple(trials)
        return cls(
            frozenset(
                (t.real_pool, t.real_index)
                for t in shown
                if t.real_pool is not None and t.real_index is not None
            ),
            frozenset(
                (t.checkpoint_id, t.digit_seed, t.digit_label)
                for t in shown
                if t.digit_seed is not None
            ),
        )

    def __contains__(self, trial: PlannedTrial) -> bool:
        """Whether the digit of this trial has been shown."""
        if trial.is_real:
            return (trial.real_pool, trial.real_index) in self.reals
        return (trial.checkpoint_id, trial.digit_seed, trial.digit_label) in self.fakes

    def __or__(self, other: Seen) -> Seen:
        """What either has."""
        return Seen(self.reals | other.reals, self.fakes | other.fakes)


NOTHING = Seen()
