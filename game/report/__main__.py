"""`python -m game.report`: what the answers so far say of each checkpoint."""

from __future__ import annotations

import os

# Nothing here is large enough for the threads of a linear algebra library to be worth their start.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import errno
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import tyro
from rich.console import Console, RenderableType
from sqlalchemy import Connection

from game.records.errors import RecordsError
from game.records.location import data_folder, default_url, shown_place
from game.records.tables import MODES
from game.report.export import export
from game.report.finding import find_files
from game.report.forgetting import Forgotten, foreseen, forget
from game.report.merging import merge
from game.report.planning import spreading_of
from game.report.reading import looking
from game.report.rebuilding import Rebuilt, rebuild
from game.report.table import as_text, plan_text
from game.report.values import as_values
from game.report.verdict import MEASURING, Verdict, measured_cells, reach_verdict
from game.report.wording import listed, many, printable
from models.atomic import write_atomically

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


@dataclass(frozen=True)
class Command:
    """Say of every checkpoint how often people tell its fakes from real digits, and how surely."""

    db: Annotated[str | None, tyro.conf.arg(metavar="URL")] = None
    """An SQLAlchemy URL; by default REAL_OR_FAKE_DB, or the game's own database."""
    modes: Annotated[str, tyro.conf.arg(metavar="MODES")] = ",".join(MEASURING)
    """The modes whose answers count, with commas; those with feedback only when asked for."""
    html: Annotated[Path | None, tyro.conf.arg(metavar="FILE")] = None
    """A file for all of it as one page, with pictures of the digits that were mistaken most."""
    json: Annotated[Path | None, tyro.conf.arg(metavar="FILE")] = None
    """A file for every figure."""
    export: Annotated[Path | None, tyro.conf.arg(metavar="DIR")] = None
    """A folder for every trial of these modes, as a tidy CSV and as BIDS."""
    anonymous: bool = False
    """Export codes in the place of names."""


@dataclass(frozen=True)
class PlanCommand:
    """Say how many players and answers it takes to find a difference between two checkpoints."""

    detect: Annotated[float, tyro.conf.arg(metavar="POINTS")]
    """The difference in accuracy that is to be found, in points."""
    db: Annotated[str | None, tyro.conf.arg(metavar="URL")] = None
    """Where the answers so far are, for how players differ; with too few that is assumed."""


@dataclass(frozen=True)
class ForgetCommand:
    """Delete a player and all the answers given, for good."""

    player: Annotated[str, tyro.conf.Positional, tyro.conf.arg(metavar="PLAYER")]
    """The name, as in the game."""
    yes: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Do not ask first; without a terminal it is not asked either."""
    db: Annotated[str | None, tyro.conf.arg(metavar="URL")] = None
    """An SQLAlchemy URL; by default REAL_OR_FAKE_DB, or the game's own database."""


@dataclass(frozen=True)
class MergeCommand:
    """Bring the answers of several databases together in one, each answer once."""

    into: Annotated[str, tyro.conf.Positional, tyro.conf.arg(metavar="INTO")]
    """The database that grows, made if it is not there: a SQLite file or an SQLAlchemy URL."""
    sources: Annotated[tuple[str, ...], tyro.conf.Positional, tyro.conf.arg(metavar="FROM...")] = ()
    """The databases that are read, each a file or a URL; they stay as they are."""


def main(arguments: Sequence[str]) -> int:
    """Run the command line; return the exit code."""
    task, rest = _report, arguments
    if arguments and arguments[0] in TASKS:
        task, rest = TASKS[arguments[0]], arguments[1:]
    try:
        return task(rest)
    except RecordsError as why:
        return _say(why, FAILED)
    except OSError as why:
        return _say(f"{why.filename or 'the disk'}: {why.strerror or why}", FAILED)
    except KeyboardInterrupt:
        return INTERRUPTED


def _report(arguments: Sequence[str]) -> int:
    command = tyro.cli(
        Command, args=arguments, prog=PROGRAM, description=f"{Command.__doc__}\n\n{TASKS_HELP}"
    )
    modes = tuple(dict.fromkeys(mode.strip() for mode in command.modes.split(",")))
    if strange := [mode for mode in modes if mode not in MODES]:
        known = ", ".join(MODES)
        return _say(f"--modes: expected some of {known}, found {strange[0]!r}", WRONG_USAGE)
    if command.anonymous and command.export is None:
        return _say("--anonymous: expected --export DIR beside it, found none", WRONG_USAGE)
    for file in (command.html, command.json):
        if file is not None:
            _make_room(file)
    if command.export is not None:
        _no_file_for(command.export)
    rebuilt = None
    with looking(_place(command.db)) as connection:
        verdict = reach_verdict(connection, modes)
        if command.export is not None:
            export(connection, modes, command.export, anonymous=command.anonymous)
        if command.html is not None:
            rebuilt = _rebuilt(connection, verdict)
    _print(as_text(verdict))
    if command.json is not None:
        two_samples = {} if rebuilt is None else rebuilt.two_samples
        values = json.dumps(
            as_values(verdict, two_samples), indent=2, ensure_ascii=False, allow_nan=False
        )
        write_atomically(command.json, f"{values}\n".encode(errors="replace"))
    if command.html is not None and rebuilt is not None:
        # Imported here: who wants figures alone need not wait for pictures.
        from game.report.page.document import page

        made = page(verdict, rebuilt, datetime.now().astimezone().date())
        write_atomically(command.html, made.encode(errors="replace"))
    return DONE


def _rebuilt(connection: Connection, verdict: Verdict) -> Rebuilt:
    """The digits that were mistaken most, and what the classifier makes of each checkpoint."""
    judged = [each.contestant.id for each in verdict.checkpoints if each.trials]
    digits = (*verdict.fooling.digits, *verdict.doubted.digits)
    with Console(stderr=True).status("making digits again"):
        files = find_files(connection, judged)
        return rebuild(digits, judged, files)


def _plan(arguments: Sequence[str]) -> int:
    command = tyro.cli(PlanCommand, args=arguments, prog=f"{PROGRAM} plan")
    if not 0.1 <= command.detect <= 50:
        found = f"found {command.detect:g}"
        return _say(f"--detect: expected points from 0.1 to 50, {found}", WRONG_USAGE)
    try:
        with looking(_place(command.db)) as connection:
            cells = measured_cells(connection)
    except RecordsError:
        # A study may be planned before anything was played; only a database that was named counts.
        if command.db is not None:
            raise
        cells = ()
    spreading = spreading_of(cells)
    _print(plan_text(command.detect, spreading))
    return DONE


def _forget(arguments: Sequence[str]) -> int:
    command = tyro.cli(ForgetCommand, args=arguments, prog=f"{PROGRAM} forget")
    place, name = _place(command.db), printable(command.player)
    if not command.yes and sys.stdin is not None and sys.stdin.isatty():
        going = foreseen(place, command.player)
        if not _agreed(f"Delete {name} for good, {_amount(going)}, from {shown_place(place)}?"):
            print("Nothing was deleted.")
            return DONE
    done = forget(place, command.player)
    print(f"{name} is forgotten (sessions: {done.sessions:,}, trials: {done.trials:,}).")
    # Imported here: the report has no other business with the game's screens.
    from game.settings_file import NAME, forget_player

    if forget_player(data_folder() / NAME, command.player):
        print(f"The settings on this computer ({NAME}) no longer hold that name either.")
    return DONE


def _amount(going: Forgotten) -> str:
    return f"with {many(going.sessions, 'session')} and {many(going.trials, 'trial')}"


def _agreed(question: str) -> bool:
    """Ask at the terminal; anything but a plain yes is a no."""
    try:
        return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        print()
        return False


def _merge(arguments: Sequence[str]) -> int:
    command = tyro.cli(MergeCommand, args=arguments, prog=f"{PROGRAM} merge")
    if not command.sources:
        return _say("FROM: expected one or more databases, found none", WRONG_USAGE)
    for source in command.sources:
        new = merge(_url(command.into), _url(source))
        came = (many(new.trials, "trial"), many(new.sessions, "session"))
        added = listed([*came, many(new.players, "player")])
        print(f"Added from {printable(shown_place(_url(source)))}: {added} that were not there.")
    return DONE


PROGRAM = "python -m game.report"
TASKS = {"plan": _plan, "forget": _forget, "merge": _merge}
TASKS_HELP = "Other tasks, each with --help: plan --detect POINTS, forget PLAYER, merge INTO FROM…."


def _url(place: str) -> str:
    return place if "://" in place else f"sqlite:///{place}"


def _place(db: str | None) -> str:
    return default_url() if db is None else db


def _print(parts: Iterable[RenderableType]) -> None:
    console = Console(highlight=False)
    for part in parts:
        console.print(part)


def _make_room(file: Path) -> None:
    # Before anything is computed that could not be written.
    _no_file_for(file.parent)
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, "expected a file, found a folder", file)


def _no_file_for(folder: Path) -> None:
    there = next((each for each in (folder, *folder.parents) if each.exists()), None)
    if there is not None and not there.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "expected a folder, found a file", there)


def _say(why: object, code: int) -> int:
    print(f"{PROGRAM}: {why}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
