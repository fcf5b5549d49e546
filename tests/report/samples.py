"""Databases with known counts, written through the game's own tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, insert

from game.records.records import Records
from game.records.tables import checkpoint, player, session, trial
from game.report.modes import MEASURING
from game.report.reading import looking
from game.report.values import as_values
from game.report.verdict import Verdict, reach_verdict

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
EARLY, LATE = "aaaaaaaaaaaa", "bbbbbbbbbbbb"


@dataclass(frozen=True)
class Shown:
    """So many trials of one kind in a session."""

    times: int
    is_real: bool
    said_real: bool | None
    checkpoint: str = LATE
    response_ms: float | None = 800.0
    exposure_ms: float | None = None
    validity: float | None = None
    phase: str = "main"
    outcome: str = "answered"
    pool: str = "mnist-5000"


@dataclass(frozen=True)
class Sat:
    """One session."""

    player: str
    shown: Sequence[Shown]
    mode: str = "lab"
    masks: bool | None = None


def counts(
    right_reals: int, reals: int, right_fakes: int, fakes: int, of: str = LATE, ms: float = 800.0
) -> tuple[Shown, ...]:
    """Main trials with so many right answers."""
    return (
        Shown(right_reals, True, True, of, ms),
        Shown(reals - right_reals, True, False, of, ms),
        Shown(right_fakes, False, False, of, ms),
        Shown(fakes - right_fakes, False, True, of, ms),
    )


def catches(right: int, wrong: int) -> tuple[Shown, ...]:
    """Catch trials."""
    return (Shown(right, True, True, phase="catch"), Shown(wrong, True, False, phase="catch"))


def database(path: Path, sessions: Iterable[Sat]) -> str:
    """Write a database of these sessions, numbered from 1; return its URL."""
    url = f"sqlite:///{path}"
    Records.open(url).close()
    sessions = tuple(sessions)
    names = sorted({each.player for each in sessions})
    engine = create_engine(url)
    with engine.begin() as connection:
        for epoch, identity in ((1, EARLY), (50, LATE)):
            card = {"id": identity, "name": f"sgd · epoch {epoch}", "run": "run", "preset": "sgd"}
            connection.execute(insert(checkpoint).values(**card, epoch=epoch))
        for number, name in enumerate(names, 1):
            connection.execute(insert(player).values(id=number, name=name, created_at=NOON))
        for number, each in enumerate(sessions, 1):
            connection.execute(
                insert(session).values(
                    id=number,
                    uuid=f"session {number}",
                    player_id=names.index(each.player) + 1,
                    mode=each.mode,
                    masks=each.masks,
                    seed=number,
                    started_at=NOON,
                    app_version="1",
                )
            )
            if rows := list(_rows(number, each.shown)):
                connection.execute(insert(trial), rows)
    engine.dispose()
    return url


def reached(tmp_path: Path, *sessions: Sat, modes: tuple[str, ...] = MEASURING) -> Verdict:
    """The verdict on a database of these sessions."""
    with looking(database(tmp_path / "guesses.sqlite3", sessions)) as connection:
        return reach_verdict(connection, modes)


def report(tmp_path: Path, *sessions: Sat, modes: tuple[str, ...] = MEASURING) -> dict[str, Any]:
    """The report's values of a database of these sessions."""
    return as_values(reached(tmp_path, *sessions, modes=modes))


def figure(said: dict[str, Any], name: str, of: str = LATE) -> Any:
    """One figure of a checkpoint in the report's values."""
    return said["checkpoints"][of][name]


def _rows(owner: int, shown: Sequence[Shown]) -> Iterable[dict[str, Any]]:
    flat = (kind for kind in shown for _ in range(kind.times))
    for number, kind in enumerate(flat, 1):
        yield {
            "session_id": owner,
            "number": number,
            "block": 1,
            "phase": kind.phase,
            "outcome": kind.outcome,
            "is_real": kind.is_real,
            "said_real": kind.said_real,
            "checkpoint_id": kind.checkpoint,
            "digit_seed": None if kind.is_real else 1000 * owner + number,
            "real_pool": kind.pool if kind.is_real else None,
            "real_index": number if kind.is_real else None,
            "shown_at": NOON,
            "response_ms": kind.response_ms,
            "exposure_ms": kind.exposure_ms,
            "dropped_frames": 0,
            "feedback_shown": False,
            "validity": kind.validity,
        }
