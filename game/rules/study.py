"""A study: what a session of lab is to measure, before it is known what the player has seen."""

from __future__ import annotations

from dataclasses import dataclass

from game.rules.forgers import Forger

BLOCK = 20
"""Main trials a block; a catch trial comes on top."""
PRACTICE = 6
"""Trials with feedback before the first block, half of them real."""
TRIALS = 100
"""Main trials, unless asked otherwise."""


@dataclass(frozen=True)
class StudyPlan:
    """A study by its ids, as it is kept, so that its session can be taken up again."""

    checkpoint_ids: tuple[str, ...]
    trials: int
    """Main trials asked for."""
    catch_id: str | None
    """The checkpoint whose fakes catch."""
    unmistakable: tuple[int, ...]
    """Places in the real pool."""


@dataclass(frozen=True)
class Study:
    """Whom to measure, in how many trials, and what is shown to see whether anybody looks."""

    seed: int
    forgers: tuple[Forger, ...]
    """One or more, each once; their order means nothing."""
    trials: int = TRIALS
    """Main trials asked for, 1 or more; ``main_trials`` is what this comes to."""
    catch_forger: Forger | None = None
    """Whose fakes nobody could take for real: a first epoch."""
    unmistakable: tuple[int, ...] = ()
    """Places in the real pool of digits that nobody could take for fakes."""

    def __post_init__(self) -> None:
        """Refuse a study that cannot be."""
        ids = [forger.id for forger in self.forgers]
        if not ids or len(set(ids)) < len(ids):
            raise ValueError(f"forgers: expected different checkpoints, found {ids or 'none'}")
        if self.trials < 1:
            raise ValueError(f"trials: expected 1 or more, found {self.trials}")

    @property
    def main_trials(self) -> int:
        """The trials asked for, rounded up so that every forger gets equally many of each kind."""
        whole = 2 * len(self.forgers)
        return -(-self.trials // whole) * whole

    @property
    def plan(self) -> StudyPlan:
        """What is kept of it beside its seed."""
        return StudyPlan(
            checkpoint_ids=tuple(forger.id for forger in self.forgers),
            trials=self.trials,
            catch_id=self.catch_forger.id if self.catch_forger else None,
            unmistakable=self.unmistakable,
        )

    @property
    def by_id(self) -> tuple[Forger, ...]:
        """The forgers in the order of their ids, however they were given."""
        return tuple(sorted(self.forgers, key=lambda forger: forger.id))

    @property
    def blocks(self) -> int:
        """How many blocks the main trials fill."""
        return -(-self.main_trials // BLOCK)
