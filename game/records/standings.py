"""What the answers so far say of players and checkpoints, counted by the database."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, ScalarSelect, Select, case, func, literal, or_, select

from game.records.tables import checkpoint, player, session, trial
from game.rules.arcade import LIVES, Arcade
from game.rules.attention import LEAST_CATCHES, LEAST_CAUGHT
from game.rules.board import Each, FoolCount, LeaderboardRow
from game.rules.lab import Lab
from game.rules.ladder import DIGITS, ENOUGH, Ladder

# Only answered main trials count in any figure.
COUNTS = (trial.c.phase == "main") & (trial.c.outcome == "answered")
# A session of lab counts when it is over: before, its figures would be feedback.
TOLD = or_(session.c.mode != Lab.mode, session.c.ended_at.is_not(None))
RIGHT = case((trial.c.said_real == trial.c.is_real, 1), else_=0)
PLAYED = (session.c.id, session.c.uuid, session.c.started_at, session.c.player_id)
LADDER = Ladder.mode
# The catch trials that tell whether somebody looked, and the sessions of those who did not.
CATCHES = (trial.c.phase == "catch") & (trial.c.outcome != "void")
INATTENTIVE = (func.count() >= LEAST_CATCHES) & (func.sum(RIGHT) < LEAST_CAUGHT * func.count())
# In arcade a timeout costs a life too, and only a void trial does not.
PLAYED_OUT = (trial.c.phase == "main") & (trial.c.outcome != "void")


def leaderboard(
    connection: Connection,
    mode: str,
    limit: int,
    each: Each = Each.SESSION,
    checkpoint_id: str | None = None,
) -> tuple[LeaderboardRow, ...]:
    """Return the `limit` best sessions of a mode, best first; of equals the earlier.

    What counts is the right answers, in ladder the last epoch that was told apart; a session
    without either has no place. `each` leaves only the best of every player, or of every
    checkpoint, these in the order of training; `checkpoint_id` only sessions against that one
    alone.
    """
    scored = (_climbs() if mode == LADDER else _scores(mode)).subquery()
    best_first = (scored.c.score.desc(), scored.c.started_at, scored.c.id)
    whose = {
        Each.SESSION: scored.c.id,
        Each.PLAYER: scored.c.player_id,
        Each.CHECKPOINT: scored.c.checkpoint_id,
    }[each]
    place = func.row_number().over(partition_by=whose, order_by=best_first)
    ranked = select(scored, place.label("place")).where(whose.is_not(None))
    if checkpoint_id is not None:
        ranked = ranked.where(scored.c.checkpoint_id == checkpoint_id)
    best = ranked.subquery()
    order: tuple[Any, ...] = (best.c.score.desc(), best.c.started_at, best.c.id)
    if each is Each.CHECKPOINT:
        order = (checkpoint.c.run, checkpoint.c.epoch, checkpoint.c.id)
    query = (
        select(best, player.c.name, checkpoint.c.name.label("checkpoint_name"))
        .join(player, best.c.player_id == player.c.id)
        .outerjoin(checkpoint, best.c.checkpoint_id == checkpoint.c.id)
        .where(best.c.place == 1)
        .order_by(*order)
        .limit(limit)
    )
    return tuple(map(_row, connection.execute(query)))


def _row(found: Row[Any]) -> LeaderboardRow:
    return LeaderboardRow(
        player=found.name,
        score=int(found.score),
        session_id=found.id,
        session_uuid=found.uuid,
        when=found.started_at,
        checkpoint_name=found.checkpoint_name,
        checkpoint_id=found.checkpoint_id,
        left=bool(found.left),
    )


def _scores(mode: str) -> Select[Any]:
    """Each session of a mode with its right answers, and its checkpoint where it is but one."""
    first, last = func.min(trial.c.checkpoint_id), func.max(trial.c.checkpoint_id)
    score = func.sum(RIGHT)
    left = case((func.count() - score < LIVES, 1), else_=0) if mode == Arcade.mode else literal(0)
    against = case((first == last, first))
    return (
        select(
            *PLAYED,
            score.label("score"),
            against.label("checkpoint_id"),
            left.label("left"),
        )
        .join(trial)
        .where(session.c.mode == mode, PLAYED_OUT if mode == Arcade.mode else COUNTS)
        .group_by(*PLAYED)
        .having(score > 0)
    )


def _climbs() -> Select[Any]:
    """Each session of ladder with the last epoch whose level was passed, as its rules have it."""
    climbed = select(session.c.id).where(session.c.mode == LADDER)
    level = (
        select(
            trial.c.session_id,
            trial.c.block,
            func.max(trial.c.checkpoint_id).label("checkpoint_id"),
        )
        .where(trial.c.session_id.in_(climbed), COUNTS)
        .group_by(trial.c.session_id, trial.c.block)
        .having(
            func.count() >= DIGITS,
            # Nothing of ours answers more: only what does is looked at row by row, which is slow.
            case((func.count() == DIGITS, func.sum(RIGHT)), else_=_right_at_first()) >= ENOUGH,
        )
        .subquery()
    )
    height = func.row_number().over(partition_by=level.c.session_id, order_by=level.c.block.desc())
    passed = (
        select(level, checkpoint.c.epoch.label("score"), height.label("height"))
        .join(checkpoint, level.c.checkpoint_id == checkpoint.c.id)
        .where(checkpoint.c.epoch.is_not(None))
        .subquery()
    )
    return (
        select(*PLAYED, passed.c.score, passed.c.checkpoint_id, literal(0).label("left"))
        .join(passed, passed.c.session_id == session.c.id)
        .where(passed.c.height == 1)
    )


def _right_at_first() -> ScalarSelect[Any]:
    """How many of a level's first answers were right."""
    each = trial.alias()
    right = case((each.c.said_real == each.c.is_real, 1), else_=0).label("is_right")
    first = (
        select(right)
        .where(each.c.session_id == trial.c.session_id, each.c.block == trial.c.block)
        .where(each.c.phase == "main", each.c.outcome == "answered")
        .correlate(trial)
        .order_by(each.c.number)
        .limit(DIGITS)
        .subquery()
    )
    return select(func.sum(first.c.is_right)).correlate(trial).scalar_subquery()


def players(connection: Connection, limit: int) -> tuple[str, ...]:
    """Return the names of the `limit` players whose last sessions began last; the latest first."""
    last = func.max(session.c.started_at)
    query = (
        select(player.c.name)
        .join(session)
        .group_by(player.c.id, player.c.name)
        .order_by(last.desc(), player.c.id.desc())
        .limit(limit)
    )
    return tuple(connection.execute(query).scalars())


def fool_counts(connection: Connection, modes: Collection[str]) -> tuple[FoolCount, ...]:
    """Return the counts of every checkpoint whose fakes were judged in `modes`, by id.

    Sessions that failed their catch trials are left out, as in the report.
    """
    query = (
        select(
            trial.c.checkpoint_id,
            func.count().label("fakes"),
            func.sum(case((trial.c.said_real, 1), else_=0)).label("called_real"),
        )
        .select_from(trial)
        .join(session)
        .where(session.c.mode.in_(modes), TOLD, COUNTS, ~trial.c.is_real)
        .where(trial.c.session_id.not_in(_flagged()))
        .group_by(trial.c.checkpoint_id, session.c.player_id)
        .order_by(trial.c.checkpoint_id, session.c.player_id)
    )
    return tuple(
        FoolCount(checkpoint_id, tuple((row.fakes, int(row.called_real)) for row in rows))
        for checkpoint_id, rows in groupby(connection.execute(query), lambda row: row[0])
    )


def _flagged() -> Select[Any]:
    """The sessions that did not look, by their catch trials."""
    return (
        select(trial.c.session_id).where(CATCHES).group_by(trial.c.session_id).having(INATTENTIVE)
    )
