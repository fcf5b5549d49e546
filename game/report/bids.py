"""Every trial as a BIDS folder of behavioural files.

BIDS: Gorgolewski et al. (2016, Scientific Data 3, 160044); behavioural experiments without
imaging, `sub-<code>/beh/sub-<code>_task-<mode>_beh.tsv`, described by one JSON sidecar a task.
Durations there are seconds, and what is missing is `n/a`.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from game.report.columns import COLUMNS
from game.report.tabular import Row, table, write

VERSION = "1.11.1"
"""Of the specification whose rules the official validator held these files to."""
PROGRAM = "python -m game.report"
DESCRIPTION = "dataset_description.json"

ASKED = "A digit lies on the black plate. A person wrote it, or a machine forged it: say which."
"""What every player is told first."""
TASKS = {
    "arcade": "Endless, with three lives. Whether the next digit is real is the toss of a coin. "
    "The truth is told after every answer.",
    "ladder": "The checkpoints of one run in training order; eight of ten right pass a level. "
    "The truth is told after every answer.",
    "lab": "Blind: the chosen checkpoints interleaved, as many reals as fakes in the share of "
    "each, digit classes matched, no digit twice to one player. A few practice trials come first. "
    "Each block has one catch trial, plain to anyone who looks. The truth is told at the end.",
    "timed": "Each digit is shown for an exposure of 100 to 1000 ms, which a weighted up-down "
    "staircase for each checkpoint sets: 10 ms shorter after a right answer, 30 ms longer after a "
    "wrong one. The truth is told at the end.",
}
REFUSAL = "expected nothing there, or an earlier export, found another folder; give another place"
README = f"""\
# Real or Fake?

People were shown one digit at a time, real or made by a generator, and said which it is. Each row
of a `beh.tsv` file is one such trial; its columns are described in the `task-*_beh.json` files, and
what each task is like as well.

Only trials of the phase `main` with the outcome `answered` should be counted. A session is
inattentive when it answers fewer than three quarters of at least four `catch` trials rightly. Of
the task `timed` the accuracy means nothing, for its staircase holds it at three of four. Where the
truth was told after every answer (`feedback_shown`), people learn from it while they judge.

A fake is named for ever by its checkpoint and its seed; a real digit by its set and its place in
it. A real digit also names a checkpoint: the one whose share it balances.

This folder is written by `{PROGRAM} --export`. What only you know, such as authors, licence or
institution, you may add to `{DESCRIPTION}`: an export to the same place leaves it there.
"""


def write_bids(
    folder: Path, files: Mapping[tuple[str, str], Sequence[Row]], names: Mapping[str, str]
) -> None:
    """Write the rows of each player's code and mode; without ``names`` nobody has one.

    What an earlier export wrote there and this one does not is deleted. Raise FileExistsError for
    a folder that holds anything else.
    """
    known = _described(folder)
    folder.mkdir(exist_ok=True)
    ours = {
        "Name": "Real or Fake?",
        "BIDSVersion": VERSION,
        "DatasetType": "raw",
        "GeneratedBy": [{"Name": PROGRAM}],
    }
    _write_json(folder / DESCRIPTION, {**known, **ours})
    write(folder / "README", README)
    _write_participants(folder, sorted({code for code, _ in files}), names)
    written = set()
    for mode in sorted({mode for _, mode in files}):
        task = {"TaskName": mode, "TaskDescription": TASKS[mode], "Instructions": ASKED}
        written.add(folder / f"task-{mode}_beh.json")
        _write_json(folder / f"task-{mode}_beh.json", {**task, **COLUMNS})
    for (code, mode), rows in files.items():
        place = folder / f"sub-{code}" / "beh"
        place.mkdir(parents=True, exist_ok=True)
        written.add(place / f"sub-{code}_task-{mode}_beh.tsv")
        write(place / f"sub-{code}_task-{mode}_beh.tsv", table(tuple(COLUMNS), rows, "\t", "n/a"))
    _delete_others(folder, written)


def _write_participants(folder: Path, codes: Sequence[str], names: Mapping[str, str]) -> None:
    columns = {"participant_id": {"Description": "Code of the player"}}
    if names:
        columns["name"] = {"Description": "Name in the game"}
    _write_json(folder / "participants.json", columns)
    people = [{"participant_id": f"sub-{code}", "name": names.get(code)} for code in codes]
    write(folder / "participants.tsv", table(tuple(columns), people, "\t", "n/a"))


def _described(folder: Path) -> dict[str, Any]:
    """What the description of an earlier export says; nothing where there was none."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return {}
    try:
        found = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        if found["GeneratedBy"][0]["Name"] == PROGRAM:
            return dict(found)
    except (OSError, ValueError, LookupError, TypeError):
        pass
    raise FileExistsError(errno.EEXIST, REFUSAL, folder)


def _delete_others(folder: Path, written: set[Path]) -> None:
    """Who was forgotten since, or modes that were not asked for: they are not in this export."""
    for pattern in ("task-*_beh.json", "sub-*/beh/sub-*_task-*_beh.tsv"):
        for file in set(folder.glob(pattern)) - written:
            file.unlink()
    for pattern in ("sub-*/beh", "sub-*"):
        for place in folder.glob(pattern):
            # One that somebody put something else into stays.
            with suppress(OSError):
                place.rmdir()


def _write_json(path: Path, values: Mapping[str, Any]) -> None:
    write(path, json.dumps(values, indent=2, ensure_ascii=False) + "\n")
