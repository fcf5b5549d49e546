"""The board: who has done best, and how often each forger has fooled people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from game.rules.proportion import Proportion


class Each(Enum):
    """What has one line on a leaderboard: its best session."""

    SESSION = auto()
    PLAYER = auto()
    CHECKPOINT = auto()


@dataclass(frozen=True)
class LeaderboardRow:
    """One session's place among the others."""

    player: str
    score: int
    """Right answers among its main trials; in ladder the last epoch that was told apart."""
    session_id: int
    session_uuid: str
    when: datetime
    """Its start; aware, UTC."""
    checkpoint_name: str | None
    """The forger that it was played against, in ladder the last that was told apart.

    None when there was none or more than one.
    """
    checkpoint_id: str | None = None
    """That forger's."""
    left: bool = False
    """Whether it is of arcade and ended with lives to spare, so that it might have come to more.

    It has its place all the same: the score of arcade only grows, so that nobody gains by it,
    and what was told right was told right, whether a meeting or a power cut put an end to it.
    """


def ranks(rows: Sequence[LeaderboardRow]) -> tuple[int, ...]:
    """The places of rows, best first: equal scores share one, and the next counts them all.

    A + gives no better place: of what might have come to more, only what it came to is known.
    """
    scores = [row.score for row in rows]
    return tuple(1 + sum(other > score for other in scores) for score in scores)


@dataclass(frozen=True)
class FoolCount:
    """How often one checkpoint's fakes have been judged, and how often they passed for real."""

    checkpoint_id: str
    of_each: tuple[tuple[int, int], ...]
    """Of each player who judged any: answered fakes of main trials, and those called real."""


@dataclass(frozen=True)
class FoolRate:
    """The share of one checkpoint's fakes that passed for real, with the report's interval."""

    checkpoint_id: str
    passed: Proportion
