"""Starts the game: arguments in, exit code out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from game.scenes.settings import LARGEST_SCALE

MODES = ("arcade", "ladder", "lab", "timed")
SEEDS = 2**31


def main(arguments: list[str] | None = None) -> int:
    """Play; 0 when the player left, 1 after an error said in one sentence, 130 after Ctrl-C."""
    command = parser()
    asked = command.parse_args(arguments)
    if asked.reals is not None and (asked.checkpoint or not asked.fakes):
        command.error("--reals: expected --fakes beside it, and no --checkpoint")
    if asked.study is not None and (beside := _beside_study(asked)):
        command.error(f"--study: expected no {beside} beside it, for the study's file says that")
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    try:
        return _play(asked)
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(
        prog="run_game.py",
        description="Real or Fake? A person wrote the digit, or a machine forged it. Say which.",
    )
    made.add_argument(
        "--mode", choices=MODES, help="open at this mode's first question (default: the title)"
    )
    made.add_argument(
        "--checkpoint",
        nargs="+",
        default=[],
        metavar="PATH_OR_ID",
        help="files, runs' folders or ids to play against (default: the last run's last epoch)",
    )
    made.add_argument(
        "--fakes",
        nargs="+",
        default=[],
        action="extend",
        type=_contestant,
        metavar="NAME=PATH",
        help="any generator's images to play against, under a name: a folder of PNGs or an array "
        "(.npy, .npz) of grey digits, 28 x 28, light on black; with --reals of any square size",
    )
    made.add_argument(
        "--reals",
        type=Path,
        metavar="PATH",
        help="the real images that --fakes are to be told apart from, of the same size "
        "(default: the bundled digits)",
    )
    made.add_argument(
        "--player", type=_name, help="whose answers these are (default: who played last)"
    )
    made.add_argument(
        "--study",
        type=Path,
        metavar="FILE",
        help="follow the study that a TOML file describes: whom to judge, in how many blocks, "
        "with which participants",
    )
    made.add_argument(
        "--db",
        metavar="URL",
        help="any SQLAlchemy URL (default: REAL_OR_FAKE_DB, "
        "or guesses.sqlite3 in the user-data folder)",
    )
    made.add_argument("--seed", type=_whole(0, SEEDS - 1), help="names the sequence of digits")
    made.add_argument("--trials", type=_whole(1), help="end a session after so many answers")
    made.add_argument(
        "--new", action="store_true", help="begin a new study, even if one was left unfinished"
    )
    made.add_argument("--fullscreen", action="store_true", help="start on the full screen")
    made.add_argument(
        "--scale",
        type=_whole(1, LARGEST_SCALE),
        metavar="N",
        help="enlarge digits by at most this whole factor",
    )
    made.add_argument("--mute", action="store_true", help="start without sound")
    return made


def _beside_study(asked: argparse.Namespace) -> str:
    """The first option that says what a study's file says; empty if there is none."""
    options = ("mode", "checkpoint", "fakes", "reals", "seed", "trials")
    given = (name for name in options if getattr(asked, name) not in (None, []))
    return next((f"--{name}" for name in given), "")


def _play(asked: argparse.Namespace) -> int:
    # Imported here, for a wrong argument needs no window, and none of it is needed to say so.
    from game import app
    from game.contestant import ContestantError, entered
    from game.options import Options, StudyError, found
    from game.ui.opening import DisplayError
    from models.metadata import CheckpointError

    elsewhere = asked.study is not None or (asked.fakes and not asked.checkpoint)
    try:
        options = Options(
            mode=asked.mode,
            checkpoints=() if elsewhere else found(asked.checkpoint),
            contestants=entered(asked.fakes, asked.reals),
            player=asked.player,
            database=asked.db,
            seed=asked.seed,
            trials=asked.trials,
            full_screen=asked.fullscreen,
            scale=asked.scale,
            mute=asked.mute,
            new=asked.new,
        )
        if asked.study is not None:
            from game.study_file import followed

            options = followed(options, asked.study)
        return app.play(options)
    except (CheckpointError, ContestantError, DisplayError, StudyError) as fault:
        print(fault, file=sys.stderr)
        return 1


def _whole(least: int, most: int | None = None) -> Callable[[str], int]:
    """A type of argument: a whole number in a range."""
    span = f"{least} or more" if most is None else f"{least} to {most}"

    def read(text: str) -> int:
        number = int(text) if text.strip().removeprefix("-").isdecimal() else None
        if number is None or number < least or (most is not None and number > most):
            raise argparse.ArgumentTypeError(f"expected a whole number, {span}, got {text!r}")
        return number

    return read


def _contestant(text: str) -> tuple[str, Path]:
    name, _, path = text.partition("=")
    if not path:
        raise argparse.ArgumentTypeError(f"expected a name and a path, NAME=PATH, got {text!r}")
    return _name(name), Path(path)


def _name(text: str) -> str:
    from game.scenes.letters import KNOWN, lacking
    from game.scenes.names import tidy

    if not (name := tidy(text)):
        raise argparse.ArgumentTypeError("expected a name, got none")
    if strange := lacking(name):
        raise argparse.ArgumentTypeError(
            f"expected letters that the game's type has ({KNOWN}), got {strange!a} in {text!a}"
        )
    return name


if __name__ == "__main__":
    sys.exit(main())
