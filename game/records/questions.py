"""Questions: what the game wants to know of a database, and what it is told without one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.records.cards import PlayersKnown
from game.rules.board import Each
from game.rules.career import COUNTED, Career, ModeCareer, Pace
from game.rules.news import (
    FoolCountsReady,
    LeaderboardReady,
    Recalled,
    StatisticsReady,
    StudyLeft,
)
from game.rules.seen import NOTHING
from game.rules.tally import Tally

if TYPE_CHECKING:
    from game.records.records import Records


Answer = LeaderboardReady | StatisticsReady | FoolCountsReady | PlayersKnown | Recalled | StudyLeft


@dataclass(frozen=True)
class Question:
    """What is asked of an open database."""

    ask: Callable[[Records], Answer]
    nothing: Answer
    """What is told where the database is away."""


def leaderboard(mode: str, limit: int, each: Each, checkpoint_id: str | None) -> Question:
    """The best sessions of a mode."""

    def ask(records: Records) -> Answer:
        rows = records.leaderboard(mode, limit, each, checkpoint_id)
        return LeaderboardReady(mode, rows, each, checkpoint_id)

    return Question(ask, LeaderboardReady(mode, (), each, checkpoint_id))


def statistics(player: str) -> Question:
    """What a player's answers come to."""
    untimed = Pace(None, 0)
    modes = (ModeCareer(mode, 0, Tally(0, 0, 0, 0), (), untimed, untimed, ()) for mode in COUNTED)
    nothing = StatisticsReady(Career(player, tuple(modes)))
    return Question(lambda records: StatisticsReady(records.career(player)), nothing)


def fool_counts(modes: Collection[str]) -> Question:
    """How often checkpoints have fooled people in these modes."""
    nothing = FoolCountsReady(())
    return Question(lambda records: FoolCountsReady(records.fool_counts(modes)), nothing)


def players() -> Question:
    """Who has played."""
    return Question(lambda records: PlayersKnown(records.players()), PlayersKnown(()))


def recall(player: str, seed: int | None) -> Question:
    """What a player has been shown, and what was left unfinished, in a session of this seed."""
    nothing = Recalled(player, NOTHING, None, known=False)
    return Question(lambda records: records.recall(player, seed), nothing)


def study_left(player: str) -> Question:
    """Whether a player has left a study of lab before its end."""
    return Question(lambda records: records.study_left(player), StudyLeft(player, None))
