"""A career: what one player's answers come to, counted by the database.

A session of lab that is flagged for its catch trials is left out, as it is from the report.
"""

from __future__ import annotations

from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, case, func, not_, select

from game.records.standings import CATCHES, COUNTS, INATTENTIVE, RIGHT, TOLD
from game.records.tables import checkpoint, player, session, trial
from game.rules.career import COUNTED, Against, Career, ModeCareer, Pace, TalliedSession
from game.rules.tally import Tally

SESSIONS = 24
"""The sessions that are told one by one, at most."""
CHECKPOINTS = 24
"""The checkpoints that are, at most."""
TIMES = 5_000
"""The answers whose times are looked at, at most: the last."""


def career(connection: Connection, name: str) -> Career:
    """Return the career of the player of this name; one whom nobody knows has answered nothing."""
    return Career(name, tuple(_mode(connection, name, mode) for mode in COUNTED))


def _mode(connection: Connection, name: str, mode: str) -> ModeCareer:
    flagged = _flagged(name, mode).subquery()
    counted = _sessions(name, mode).where(session.c.id.not_in(select(flagged.c.id))).subquery()
    whole = connection.execute(_counts(counted, func.count(counted.c.id.distinct()))).one()
    return ModeCareer(
        mode=mode,
        sessions=whole[0],
        counts=_tally(whole),
        latest=_latest(connection, counted),
        right=_pace(connection, counted, RIGHT == 1),
        wrong=_pace(connection, counted, RIGHT == 0),
        against=_against(connection, counted),
        flagged=connection.execute(select(func.count()).select_from(flagged)).scalar_one(),
    )


def _sessions(name: str, mode: str) -> Select[Any]:
    """The player's sessions in a mode that may count."""
    return (
        select(session.c.id, session.c.started_at)
        .join(player)
        .where(player.c.name == name, session.c.mode == mode, TOLD)
    )


def _flagged(name: str, mode: str) -> Select[Any]:
    """Those of them that answered too few of enough catch trials rightly."""
    return (
        _sessions(name, mode)
        .join(trial, trial.c.session_id == session.c.id)
        .where(CATCHES)
        .group_by(session.c.id, session.c.started_at)
        .having(INATTENTIVE)
    )


def _counts(counted: Subquery, *first: ColumnElement[Any]) -> Select[Any]:
    """Reals and those doubted, fakes and those that passed, behind what else is asked for."""
    return (
        select(
            *first,
            _sum(trial.c.is_real).label("reals"),
            _sum(trial.c.is_real & not_(trial.c.said_real)).label("doubted"),
            _sum(not_(trial.c.is_real)).label("fakes"),
            _sum(not_(trial.c.is_real) & trial.c.said_real).label("fooled"),
        )
        .select_from(trial)
        .join(counted, trial.c.session_id == counted.c.id)
        .where(COUNTS)
    )


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _tally(row: Any) -> Tally:
    return Tally(int(row.reals), int(row.doubted), int(row.fakes), int(row.fooled))


def _latest(connection: Connection, counted: Subquery) -> tuple[TalliedSession, ...]:
    query = (
        _counts(counted, counted.c.id, counted.c.started_at)
        .group_by(counted.c.id, counted.c.started_at)
        .order_by(counted.c.started_at.desc(), counted.c.id.desc())
        .limit(SESSIONS)
    )
    rows = connection.execute(query).all()
    return tuple(TalliedSession(row.started_at, _tally(row)) for row in reversed(rows))


def _pace(connection: Connection, counted: Subquery, which: ColumnElement[bool]) -> Pace:
    query = (
        select(trial.c.response_ms)
        .join(counted, trial.c.session_id == counted.c.id)
        .where(COUNTS, which, trial.c.response_ms >= 0)
        .order_by(trial.c.id.desc())
        .limit(TIMES)
    )
    # Another program may have written what is no number.
    times = [ms for ms in connection.execute(query).scalars() if isinstance(ms, float | int)]
    return Pace(float(median(times)) if times else None, len(times))


def _against(connection: Connection, counted: Subquery) -> tuple[Against, ...]:
    of = (checkpoint.c.id, checkpoint.c.name, checkpoint.c.run, checkpoint.c.epoch)
    judged = (
        _counts(counted, *of)
        .join(checkpoint, trial.c.checkpoint_id == checkpoint.c.id)
        .where(not_(trial.c.is_real))
        .group_by(*of)
        .order_by(func.count().desc(), checkpoint.c.id)
        .limit(CHECKPOINTS)
        .subquery()
    )
    query = select(judged).order_by(judged.c.run, judged.c.epoch, judged.c.id)
    return tuple(
        Against(row.id, row.name, row.epoch, int(row.fakes), int(row.fooled))
        for row in connection.execute(query)
    )
