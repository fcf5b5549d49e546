"""`python -m game.report`: what the answers so far say of each checkpoint."""

from __future__ import annotations

import os

# Nothing here is large enough for the threads of a linear algebra library to be worth their start.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import tyro

from game.records.errors import RecordsError
from game.records.modes import MODES
from game.report.modes import MEASURING
from models.wording import hindrance

# What a task takes is imported by the task: a help text or a word on a slip need not wait for it.
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
        return _say(hindrance(why), FAILED)
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
    from game.report.telling import tell

    tell(command, modes)
    return DONE


def _plan(arguments: Sequence[str]) -> int:
    command = tyro.cli(PlanCommand, args=arguments, prog=f"{PROGRAM} plan")
    if not 0.1 <= command.detect <= 50:
        found = f"found {command.detect:g}"
        return _say(f"--detect: expected points from 0.1 to 50, {found}", WRONG_USAGE)
    from game.report.telling import tell_plan

    tell_plan(command.db, command.detect)
    return DONE


def _forget(arguments: Sequence[str]) -> int:
    command = tyro.cli(ForgetCommand, args=arguments, prog=f"{PROGRAM} forget")
    from game.report.changing import forget_player

    forget_player(command.db, command.player, sure=command.yes)
    return DONE


def _merge(arguments: Sequence[str]) -> int:
    command = tyro.cli(MergeCommand, args=arguments, prog=f"{PROGRAM} merge")
    if not command.sources:
        return _say("FROM: expected one or more databases, found none", WRONG_USAGE)
    from game.report.changing import merge_all

    merge_all(command.into, command.sources)
    return DONE


PROGRAM = "python -m game.report"
TASKS = {"plan": _plan, "forget": _forget, "merge": _merge}
TASKS_HELP = "Other tasks, each with --help: plan --detect POINTS, forget PLAYER, merge INTO FROM…."


def _say(why: object, code: int) -> int:
    print(f"{PROGRAM}: {why}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
