"""Every trial for other tools: one tidy CSV, and a BIDS folder of behavioural files.

BIDS: Gorgolewski et al. (2016, Scientific Data 3, 160044); behavioural experiments without
imaging, `sub-<code>/beh/sub-<code>_task-<mode>_beh.tsv`, described by one JSON sidecar a task.
Durations there are seconds, and what is missing is `n/a`.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Integer, Text, inspect, null, select, type_coerce

from game.records.tables import checkpoint, player, session, trial
from models.atomic import write_atomically

BIDS_VERSION = "1.9.0"

COLUMNS: dict[str, dict[str, Any]] = {
    "session": {"Description": "Number of the session"},
    "mode": {
        "Description": "What was played",
        "Levels": {
            "arcade": "endless, with feedback",
            "ladder": "checkpoints of one run in training order, with feedback",
            "lab": "blind and balanced, without feedback",
            "timed": "exposures set by a staircase, without feedback",
        },
    },
    "trial_number": {"Description": "Place in the session, from 1"},
    "onset": {"Description": "Time from the start of the session to the digit", "Units": "s"},
    "block": {"Description": "Block of the session, from 1"},
    "phase": {
        "Description": "Part of the session; figures are made from main trials alone",
        "Levels": {
            "practice": "before it begins",
            "main": "what counts",
            "catch": "plain to all",
        },
    },
    "outcome": {
        "Description": "How the trial ended",
        "Levels": {
            "answered": "with an answer",
            "timeout": "without one in time",
            "void": "interrupted, or shown wrongly",
        },
    },
    "checkpoint_id": {"Description": "Maker of the fake; for a real digit whose share it balances"},
    "checkpoint_name": {"Description": "Its name"},
    "is_real": {
        "Description": "The truth",
        "Levels": {"1": "a person wrote it", "0": "it is generated"},
    },
    "said_real": {"Description": "The answer", "Levels": {"1": "real", "0": "fake"}},
    "correct": {
        "Description": "Whether the answer is the truth",
        "Levels": {"1": "yes", "0": "no"},
    },
    "digit_seed": {"Description": "Seed (or index, for outside images) that names the fake"},
    "digit_label": {"Description": "Class asked of a conditional checkpoint, 0 to 9"},
    "real_pool": {"Description": "Set that the real digit is from"},
    "real_index": {"Description": "Place of the real digit in its set, from 0"},
    "response_time": {"Description": "Time from onset to answer", "Units": "s"},
    "exposure": {
        "Description": "For how long the digit was shown, if limited",
        "Units": "s",
    },
    "dropped_frames": {"Description": "Frames that came late"},
    "confidence": {"Description": "Confidence, 1 to 4, where it is asked"},
    "feedback_shown": {
        "Description": "Whether the truth was told after the answer",
        "Levels": {"1": "yes", "0": "no"},
    },
    "validity": {"Description": "The discriminator's probability that the digit is real"},
    "masks": {
        "Description": "Whether masks followed the digit, in timed",
        "Levels": {"1": "yes", "0": "no"},
    },
}
"""Every column of a trial, as a BIDS sidecar describes it."""

Row = dict[str, Any]


def export(connection: Connection, modes: Collection[str], folder: Path, *, anonymous: bool) -> int:
    """Write `trials.csv` and `bids/` in ``folder``, which is made; return how many trials.

    Without ``anonymous`` the CSV and the list of participants have names, else codes alone.
    """
    names: dict[str, str] = {}
    codes: dict[Any, str] = {}
    files: dict[tuple[str, str], list[Row]] = defaultdict(list)
    everything = []
    for found in connection.execute(_query(connection, modes)).mappings():
        code = codes.setdefault(found["player_id"], f"{len(codes) + 1:03}")
        names[code] = str(found["player_name"])
        row = _row(found)
        files[code, row["mode"]].append(row)
        everything.append({"player": f"sub-{code}" if anonymous else names[code], **row})
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "trials.csv", _table(("player", *COLUMNS), everything, ",", ""))
    _write_bids(folder / "bids", files, {} if anonymous else names)
    return len(everything)


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
            checkpoint.c.name.label("checkpoint_name"),
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


def _write_bids(
    folder: Path, files: dict[tuple[str, str], list[Row]], names: dict[str, str]
) -> None:
    folder.mkdir(exist_ok=True)
    about = {
        "Name": "Real or Fake?",
        "BIDSVersion": BIDS_VERSION,
        "DatasetType": "raw",
        "GeneratedBy": [{"Name": "python -m game.report"}],
    }
    _write_json(folder / "dataset_description.json", about)
    _write(folder / "README", "Answers to the question whether a digit is real or generated.\n")
    columns = {"participant_id": {"Description": "Code of the player"}}
    if names:
        columns["name"] = {"Description": "Name in the game"}
    _write_json(folder / "participants.json", columns)
    people = [
        {"participant_id": f"sub-{code}", "name": names.get(code)}
        for code in sorted({code for code, _ in files})
    ]
    _write(folder / "participants.tsv", _table(tuple(columns), people, "\t", "n/a"))
    for mode in sorted({mode for _, mode in files}):
        task = {"TaskName": mode, "TaskDescription": "Tell real digits from generated ones."}
        _write_json(folder / f"task-{mode}_beh.json", {**task, **COLUMNS})
    for (code, mode), rows in files.items():
        place = folder / f"sub-{code}" / "beh"
        place.mkdir(parents=True, exist_ok=True)
        name = f"sub-{code}_task-{mode}_beh.tsv"
        _write(place / name, _table(tuple(COLUMNS), rows, "\t", "n/a"))


def _table(columns: Sequence[str], rows: Iterable[Row], between: str, missing: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=between, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        # A tab or a line's end in a name would be another cell.
        cells = (row[name] for name in columns)
        writer.writerow(
            missing if cell is None else " ".join(cell.split()) if isinstance(cell, str) else cell
            for cell in cells
        )
    return text.getvalue()


def _write(path: Path, text: str) -> None:
    write_atomically(path, text.encode(errors="replace"))


def _write_json(path: Path, values: dict[str, Any]) -> None:
    _write(path, json.dumps(values, indent=2, ensure_ascii=False) + "\n")


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
