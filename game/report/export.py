"""Every trial for other tools: one tidy CSV, and a BIDS folder beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Integer, Text, inspect, null, select, type_coerce

from game.records.tables import checkpoint, player, session, trial
from game.report.bids import write_bids
from game.report.columns import COLUMNS
from game.report.tabular import Row, table, write


def export(connection: Connection, modes: Collection[str], folder: Path, *, anonymous: bool) -> int:
    """Write `trials.csv` and `bids/` in ``folder``, which is made; return how many trials.

    Without ``anonymous`` the CSV and the list of participants have names, else codes alone.
    """
    found = connection.execute(_query(connection, modes)).mappings().all()
    codes = codes_of(dict.fromkeys(one["player_id"] for one in found))
    names: dict[str, str] = {}
    files: dict[tuple[str, str], list[Row]] = defaultdict(list)
    everything = []
    for one in found:
        code = codes[one["player_id"]]
        names[code] = str(one["player_name"])
        row = _row(one)
        files[code, row["mode"]].append(row)
        everything.append({"player": f"sub-{code}" if anonymous else names[code], **row})
    folder.mkdir(parents=True, exist_ok=True)
    write_bids(folder / "bids", files, {} if anonymous else names)
    write(folder / "trials.csv", table(("player", *COLUMNS), everything, ",", ""))
    return len(everything)


def codes_of(players: Iterable[Any]) -> dict[Any, str]:
    """A code for each of these different players: the id, so that it is the same in every export.

    What is no whole number, as another program may have written it, is counted instead.

    >>> codes_of([2, 1234]), codes_of(["ada", "ben"])
    ({2: '002', 1234: '1234'}, {'ada': '001', 'ben': '002'})
    """
    numbers = list(players)
    if all(isinstance(each, int) and each >= 0 for each in numbers):
        return {each: f"{each:03}" for each in numbers}
    return {each: f"{place:03}" for place, each in enumerate(numbers, 1)}


MAKER = ("name", "run", "preset", "epoch")
"""What a trial says of its checkpoint."""


def _query(connection: Connection, modes: Collection[str]) -> Any:
    plain = (trial.c.is_real, trial.c.said_real, trial.c.feedback_shown)
    times = (trial.c.shown_at, session.c.started_at)
    others = (
        *("number", "block", "phase", "outcome", "digit_seed", "digit_label", "real_pool"),
        *("real_index", "response_ms", "exposure_ms", "dropped_frames", "confidence", "validity"),
    )
    # What an older version made, or another program, may lack it.
    noted = {column["name"] for column in inspect(connection).get_columns(session.name)}
    masks = type_coerce(session.c.masks, Integer) if "masks" in noted else null()
    return (
        select(
            session.c.player_id,
            session.c.id.label("session"),
            session.c.mode,
            player.c.name.label("player_name"),
            trial.c.checkpoint_id,
            *(checkpoint.c[name].label(f"checkpoint_{name}") for name in MAKER),
            masks.label("masks"),
            *(trial.c[name] for name in others),
            *(type_coerce(column, Integer).label(column.name) for column in plain),
            *(type_coerce(column, Text).label(column.name) for column in times),
        )
        .select_from(
            trial.join(session, trial.c.session_id == session.c.id)
            .join(player, session.c.player_id == player.c.id)
            .outerjoin(checkpoint, trial.c.checkpoint_id == checkpoint.c.id)
        )
        .where(session.c.mode.in_(modes))
        .order_by(session.c.id, trial.c.number)
    )


def _row(found: Any) -> Row:
    is_real, said_real = found["is_real"], found["said_real"]
    made = {
        "trial_number": found["number"],
        "onset": _seconds_between(found["started_at"], found["shown_at"]),
        "is_real": _bit(is_real),
        "said_real": _bit(said_real),
        "correct": None if said_real is None else _bit(is_real == said_real),
        "response_time": _seconds(found["response_ms"]),
        "exposure": _seconds(found["exposure_ms"]),
        "feedback_shown": _bit(found["feedback_shown"]),
        "masks": _bit(found["masks"]),
    }
    return {name: made[name] if name in made else found[name] for name in COLUMNS}


def _bit(value: object) -> int | None:
    return int(bool(value)) if value in (0, 1) else None


def _seconds(milliseconds: object) -> float | None:
    if not isinstance(milliseconds, float | int) or not 0 <= milliseconds < float("inf"):
        return None
    return round(milliseconds / 1000, 6)


def _seconds_between(start: object, end: object) -> float | None:
    moments = []
    for moment in (start, end):
        try:
            read = moment if isinstance(moment, datetime) else datetime.fromisoformat(str(moment))
        except ValueError:
            return None
        moments.append(read.replace(tzinfo=None))
    return round((moments[1] - moments[0]).total_seconds(), 6)
