"""What the answers so far say of players and checkpoints, counted by the database."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, case, distinct, func, select

from game.records.tables import checkpoint, player, session, trial
from game.rules.news import FoolCount, LeaderboardRow

# Only answered main trials count in any figure.
COUNTS = (trial.c.phase == "main") & (trial.c.outcome == "answered")


def leaderboard(connection: Connection, mode: str, limit: int) -> tuple[LeaderboardRow, ...]:
    """Return the `limit` sessions of a mode with the most right answers, if any; best first."""
    score = func.sum(case((trial.c.said_real == trial.c.is_real, 1), else_=0))
    query = (
        select(
            player.c.name,
            score.label("score"),
            session.c.id,
            session.c.uuid,
            session.c.started_at,
            func.min(checkpoint.c.name).label("checkpoint_name"),
            func.count(distinct(checkpoint.c.id)).label("checkpoints"),
        )
        .select_from(session)
        .join(player)
        .join(trial)
        .join(checkpoint)
        .where(session.c.mode == mode, COUNTS)
        .group_by(session.c.id, session.c.uuid, session.c.started_at, player.c.name)
        .having(score > 0)
        .order_by(score.desc(), session.c.started_at, session.c.id)
        .limit(limit)
    )
    return tuple(
        LeaderboardRow(
            player=row.name,
            score=int(row.score),
            session_id=row.id,
            session_uuid=row.uuid,
            when=row.started_at,
            checkpoint_name=row.checkpoint_name if row.checkpoints == 1 else None,
        )
        for row in connection.execute(query)
    )


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
    """Return the counts of every checkpoint whose fakes were judged in `modes`, by id."""
    query = (
        select(
            trial.c.checkpoint_id,
            func.count().label("fakes"),
            func.sum(case((trial.c.said_real, 1), else_=0)).label("called_real"),
            func.count(distinct(session.c.player_id)).label("players"),
        )
        .select_from(trial)
        .join(session)
        .where(session.c.mode.in_(modes), COUNTS, ~trial.c.is_real)
        .group_by(trial.c.checkpoint_id)
        .order_by(trial.c.checkpoint_id)
    )
    return tuple(
        FoolCount(row.checkpoint_id, row.fakes, int(row.called_real), row.players)
        for row in connection.execute(query)
    )
