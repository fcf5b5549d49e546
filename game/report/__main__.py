"""`python -m game.report`: what the answers so far say of each checkpoint."""

from __future__ import annotations

import os

# Nothing here is large enough for the threads of a linear algebra library to be worth their start.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import errno
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import tyro
from rich.console import Console

from game.records.errors import RecordsError
from game.records.location import default_url
from game.records.tables import MODES
from game.report.reading import looking
from game.report.table import as_text
from game.report.values import as_values
from game.report.verdict import MEASURING, reach_verdict
from models.atomic import write_atomically

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


@dataclass(frozen=True)
class Command:
    """Say of every checkpoint how often people tell its fakes from real digits, and how surely."""

    db: Annotated[str | None, tyro.conf.arg(metavar="URL")] = None
    """An SQLAlchemy URL; by default REAL_OR_FAKE_DB, or the game's own database."""
    modes: Annotated[str, tyro.conf.arg(metavar="MODES")] = ",".join(MEASURING)
    """The modes whose answers count, with commas; those with feedback only when asked for."""
    json: Path | None = None
    """A file for every figure."""


def main(arguments: Sequence[str]) -> int:
    """Run the command line; return the exit code."""
    try:
        return _main(arguments)
    except RecordsError as why:
        return _say(why, FAILED)
    except OSError as why:
        return _say(f"{why.filename or 'the disk'}: {why.strerror or why}", FAILED)
    except KeyboardInterrupt:
        return INTERRUPTED


def _main(arguments: Sequence[str]) -> int:
    command = tyro.cli(Command, args=arguments, prog="python -m game.report")
    modes = tuple(dict.fromkeys(mode.strip() for mode in command.modes.split(",")))
    if strange := [mode for mode in modes if mode not in MODES]:
        known = ", ".join(MODES)
        return _say(f"--modes: expected some of {known}, found {strange[0]!r}", WRONG_USAGE)
    if command.json is not None:
        _make_room(command.json)
    with looking(default_url() if command.db is None else command.db) as connection:
        verdict = reach_verdict(connection, modes)
    console = Console(highlight=False)
    for part in as_text(verdict):
        console.print(part)
    if command.json is not None:
        values = json.dumps(as_values(verdict), indent=2, ensure_ascii=False, allow_nan=False)
        write_atomically(command.json, f"{values}\n".encode(errors="replace"))
    return DONE


def _make_room(file: Path) -> None:
    # Before anything is computed that could not be written.
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, "expected a file, found a folder", file)


def _say(why: object, code: int) -> int:
    print(f"python -m game.report: {why}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
