"""A career: what one player's answers come to, mode by mode, for modes are never mixed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from game.rules.proportion import Proportion, wilson
from game.rules.tally import Tally

COUNTED = ("arcade", "ladder", "lab")
"""The modes that have an accuracy: timed holds it at 75 % whoever plays."""


@dataclass(frozen=True)
class TalliedSession:
    """One session of a player, with what was made of its digits."""

    when: datetime
    """Its start; aware, UTC."""
    counts: Tally


@dataclass(frozen=True)
class Pace:
    """The time that answers took."""

    median_ms: float | None
    """None where none was timed."""
    of: int
    """How many were."""


@dataclass(frozen=True)
class Against:
    """How one checkpoint's fakes fared with the player."""

    checkpoint_id: str
    name: str
    epoch: int | None
    fakes: int
    fooled: int
    """Of these, how many were called real."""

    @property
    def fool_rate(self) -> Proportion:
        """The share that passed, with its interval."""
        return wilson(self.fooled, self.fakes)


@dataclass(frozen=True)
class ModeCareer:
    """What the answers in one mode come to."""

    mode: str
    sessions: int
    """Those with an answer that counts."""
    counts: Tally
    """Over all of them."""
    latest: tuple[TalliedSession, ...]
    """The last of them, the oldest first."""
    right: Pace
    wrong: Pace
    against: tuple[Against, ...]
    """The checkpoints whose fakes were judged most, in the order of training."""
    flagged: int = 0
    """Sessions left out because their catch trials were not told right."""


@dataclass(frozen=True)
class Career:
    """Everything that the game knows of how a player judges."""

    player: str
    modes: tuple[ModeCareer, ...]
    """Those of COUNTED, in that order."""
