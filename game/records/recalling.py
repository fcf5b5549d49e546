"""What a player has been shown so far, and the study that was left before its end.

Other programs fill these tables too: a row that says what none of ours says is no digit that was
seen, and no session to be taken up again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from types import NoneType
from typing import Any

from sqlalchemy import Boolean, Connection, Integer, RowMapping, and_, func, select, type_coerce

from game.records.study_text import read_study
from game.records.tables import OUTCOMES, PHASES, player, session, trial
from game.rules.begun import Sitting, Unfinished
from game.rules.news import Recalled, StudyLeft
from game.rules.seen import Seen
from game.rules.study import StudyPlan
from game.rules.trials import AnsweredTrial, PlannedTrial

TRUTH = (bool, int)
"""SQLite has no truth but 0 and 1."""
PLANNED: dict[str, tuple[type, ...]] = {
    "number": (int,),
    "block": (int,),
    "phase": (str,),
    "is_real": TRUTH,
    "checkpoint_id": (str,),
    "digit_seed": (int, NoneType),
    "digit_label": (int, NoneType),
    "real_pool": (str, NoneType),
    "real_index": (int, NoneType),
}
"""What may stand in the columns that say what was planned."""
ANSWERED: dict[str, tuple[type, ...]] = {
    "outcome": (str,),
    "said_real": (*TRUTH, NoneType),
    "shown_at": (datetime,),
    "response_ms": (float, int, NoneType),
    "exposure_ms": (float, int, NoneType),
    "dropped_frames": (int,),
    "confidence": (int, NoneType),
    "feedback_shown": TRUTH,
    "validity": (float, int, NoneType),
}
"""What may stand in the columns that say what became of it."""

WHOLE = (int, NoneType)

SeenIn = dict[int, Seen]
"""What was seen in each session."""


def recall(connection: Connection, name: str, seed: int | None = None) -> Recalled:
    """Return what the player of this name has been shown, in every mode and with every outcome.

    Unfinished is the session of lab begun last that has a study, no end and trials 1, 2, … without
    a gap. A player nobody knows has seen nothing. With a seed it is a session of this seed, and
    sittings are all of them, in every mode; what was seen is what was seen in any.
    """
    seen_in = _seen_in(connection, name)
    return Recalled(
        name,
        _together(seen_in.values()),
        _unfinished(connection, name, seed, seen_in),
        sittings=() if seed is None else _sittings(connection, name, seed),
    )


def study_left(connection: Connection, name: str) -> StudyLeft:
    """Return what recall tells of an unfinished study, in short, and without what was seen."""
    left = _unfinished(connection, name, None, {})
    if left is None:
        return StudyLeft(name, None)
    catch = (left.plan.catch_id,) if left.plan.catch_id else ()
    return StudyLeft(name, len(left.trials), (*left.plan.checkpoint_ids, *catch))


def _sittings(connection: Connection, name: str, seed: int) -> tuple[Sitting, ...]:
    answered = and_(
        trial.c.session_id == session.c.id, trial.c.phase == "main", trial.c.outcome == "answered"
    )
    query = (
        select(session.c.mode, session.c.ended_at.is_not(None), func.count(trial.c.id))
        .join(player, session.c.player_id == player.c.id)
        .outerjoin(trial, answered)
        .where(player.c.name == name, session.c.seed == seed)
        .group_by(session.c.id, session.c.mode, session.c.ended_at)
        .order_by(session.c.id)
    )
    return tuple(
        Sitting(mode, bool(ended), count) for mode, ended, count in connection.execute(query)
    )


def _seen_in(connection: Connection, name: str) -> SeenIn:
    reals: dict[int, set[tuple[str, int]]] = defaultdict(set)
    fakes: dict[int, set[tuple[str, int, int | None]]] = defaultdict(set)
    query = (
        select(
            trial.c.session_id,
            trial.c.checkpoint_id,
            trial.c.digit_seed,
            trial.c.digit_label,
            trial.c.real_pool,
            trial.c.real_index,
        )
        .join(session, trial.c.session_id == session.c.id)
        .join(player, session.c.player_id == player.c.id)
        .where(player.c.name == name)
    )
    for owner, checkpoint_id, seed, label, pool, index in connection.execute(query):
        if isinstance(pool, str) and isinstance(index, int):
            reals[owner].add((pool, index))
        if isinstance(checkpoint_id, str) and isinstance(seed, int) and isinstance(label, WHOLE):
            fakes[owner].add((checkpoint_id, seed, label))
    return {
        owner: Seen(frozenset(reals[owner]), frozenset(fakes[owner]))
        for owner in reals.keys() | fakes.keys()
    }


def _together(parts: Iterable[Seen]) -> Seen:
    all_parts = tuple(parts)
    return Seen(
        frozenset().union(*(part.reals for part in all_parts)),
        frozenset().union(*(part.fakes for part in all_parts)),
    )


def _unfinished(
    connection: Connection, name: str, wanted: int | None, seen_in: SeenIn
) -> Unfinished | None:
    query = (
        select(session.c.id, session.c.uuid, session.c.seed, session.c.study)
        .join(player, session.c.player_id == player.c.id)
        .where(player.c.name == name, session.c.mode == "lab")
        .where(session.c.ended_at.is_(None), session.c.study.is_not(None))
        .order_by(session.c.id.desc())
    )
    if wanted is not None:
        query = query.where(session.c.seed == wanted)
    for identity, uuid, seed, text in connection.execute(query).all():
        plan = read_study(text)
        if plan is None or not isinstance(seed, int) or not isinstance(uuid, str):
            continue
        trials = _trials(connection, identity)
        if trials is not None:
            return _left(uuid, seed, plan, trials, identity, seen_in)
    return None


def _left(
    uuid: str,
    seed: int,
    plan: StudyPlan,
    trials: tuple[AnsweredTrial, ...],
    identity: int,
    seen_in: SeenIn,
) -> Unfinished:
    return Unfinished(
        session_uuid=uuid,
        seed=seed,
        plan=plan,
        trials=trials,
        seen=_together(seen for owner, seen in seen_in.items() if owner < identity),
        since=_together(seen for owner, seen in seen_in.items() if owner > identity),
    )


def _trials(connection: Connection, identity: int) -> tuple[AnsweredTrial, ...] | None:
    # As they stand: what SQLAlchemy makes of a truth that is none is a truth.
    columns = (
        type_coerce(column, Integer).label(column.name)
        if isinstance(column.type, Boolean)
        else column
        for column in trial.columns
    )
    query = select(*columns).where(trial.c.session_id == identity).order_by(trial.c.number)
    try:
        rows = connection.execute(query).mappings().all()
    except (TypeError, ValueError):
        # A time that is none.
        return None
    if [row["number"] for row in rows] != list(range(1, len(rows) + 1)):
        return None
    return tuple(map(_answered, rows)) if all(map(_is_ours, rows)) else None


def _is_ours(row: RowMapping) -> bool:
    kinds = PLANNED | ANSWERED
    return (
        all(type(row[name]) in kinds[name] for name in kinds)
        and all(row[name] in (0, 1, None) for name in kinds if bool in kinds[name])
        and row["phase"] in PHASES
        and row["outcome"] in OUTCOMES
    )


def _answered(row: RowMapping) -> AnsweredTrial:
    def part(kinds: dict[str, tuple[type, ...]]) -> dict[str, Any]:
        return {
            name: bool(row[name]) if bool in kinds[name] and row[name] is not None else row[name]
            for name in kinds
        }

    return AnsweredTrial(planned=PlannedTrial(**part(PLANNED)), **part(ANSWERED))
