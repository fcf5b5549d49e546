"""What `python -m models.generate` is asked for: its options, read and checked without torch."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from models.prompt import labels_of
from models.seeds import CLASSES, MOST_SEED

PROGRAM = "python -m models.generate"
WRONG_USAGE = 2
DEFAULT_COUNT = 100
MOST_DIGITS = 1_000_000
MOST_PICTURED = 10_000
"""Digits of one picture or animation; of more an array is the better home."""
SUFFIXES = (".png", ".gif", ".npy")


@dataclass(frozen=True)
class Seeds:
    """One digit for each seed."""

    seeds: Sequence[int]


@dataclass(frozen=True)
class Prompt:
    """A number to write: the label of each digit, and its seed."""

    labels: tuple[int, ...]
    seeds: Sequence[int]


@dataclass(frozen=True)
class Expression:
    """The sum of the noise of seeds: signs (1 or -1) with their seeds."""

    terms: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Interpolation:
    """The way from one seed to another."""

    first: int
    last: int
    steps: int


@dataclass(frozen=True)
class Asked:
    """A whole command line that makes sense."""

    checkpoint: str
    subject: Seeds | Prompt | Expression | Interpolation
    label: int | None
    out: Path


def read(arguments: Sequence[str] | None = None) -> Asked:
    """Return what the command line asks for; end the program with code 2 where it makes no sense.

    The fault is said in one sentence.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    if fault := _clash(options):
        parser.error(fault)
    asked = Asked(options.checkpoint, _subject(options), options.label, options.out)
    if fault := _excess(asked):
        parser.error(fault)
    return asked


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USAGE, f"{self.prog}: {message.removeprefix('argument ')}; see --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog=PROGRAM,
        description="Draw digits with a checkpoint: as a picture, an animation or an array.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "checkpoint",
        metavar="CHECKPOINT",
        help="a checkpoint's file or id, or a run (its last epoch)",
    )
    _add_digits(parser)
    _add_noises(parser)
    parser.add_argument(
        "--out",
        type=_out,
        default=Path("digits.png"),
        metavar="FILE.png|.gif|.npy",
        help="a picture, an animation with a digit a frame, or uint8 (n, 28, 28) "
        "(default: digits.png)",
    )
    return parser


def _add_digits(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which seeds and which digits are drawn."""
    add = parser.add_argument
    add(
        "--count",
        type=_whole(1, MOST_DIGITS),
        metavar="N",
        help=f"digits of the seeds 0, 1, 2, … (default: {DEFAULT_COUNT})",
    )
    add("--seeds", type=_seeds, metavar="1,2,3", help="digits of these seeds")
    add(
        "--label",
        type=_whole(0, CLASSES - 1),
        metavar="D",
        help="which digit to draw, 0 to 9; of a conditional checkpoint (default: seed mod 10)",
    )
    add(
        "--prompt",
        type=_prompt,
        metavar="TEXT",
        help="a number to write, as 248112 or 'two four', with the seeds 0, 1, 2, … or those of "
        "--seeds; of a conditional checkpoint",
    )


def _add_noises(parser: argparse.ArgumentParser) -> None:
    """Add the options that make noise of the noise of seeds."""
    add = parser.add_argument
    add(
        "--expression",
        type=_expression,
        metavar="TEXT",
        help="a sum or difference of seeds' noise, as '1 - 2' (default label: its value mod 10)",
    )
    add(
        "--interpolate",
        type=_interpolation,
        metavar="FROM:TO:STEPS",
        help="from one seed to another, as 1:2:12 (default labels: the seeds' own, blended on the "
        "way)",
    )


_CLASHES = (
    ("prompt", "label", "the prompt says what each digit is"),
    ("prompt", "count", "the prompt says how many digits there are"),
    ("seeds", "count", "as many digits are drawn as there are seeds"),
    ("expression", "count", "an expression is one digit"),
    ("expression", "seeds", "an expression names its own seeds"),
    ("expression", "prompt", "an expression is one digit"),
    ("interpolate", "count", "an interpolation says its own number of steps"),
    ("interpolate", "seeds", "an interpolation names its own seeds"),
    ("interpolate", "prompt", "an interpolation is one digit that changes"),
    ("interpolate", "expression", "an interpolation goes from one seed to another"),
)


def _clash(options: argparse.Namespace) -> str | None:
    for one, other, why in _CLASHES:
        if getattr(options, one) is not None and getattr(options, other) is not None:
            return f"--{one}: expected no --{other} beside it, for {why}"
    if options.prompt and options.seeds and len(options.prompt) != len(options.seeds):
        return (
            f"--seeds: expected one for each digit of the prompt, {len(options.prompt)} in all, "
            f"found {len(options.seeds)}"
        )
    return None


def _subject(options: argparse.Namespace) -> Seeds | Prompt | Expression | Interpolation:
    if options.prompt:
        return Prompt(options.prompt, options.seeds or range(len(options.prompt)))
    if options.expression:
        return Expression(options.expression)
    if options.interpolate:
        return Interpolation(*options.interpolate)
    return Seeds(options.seeds or range(options.count or DEFAULT_COUNT))


def _excess(asked: Asked) -> str | None:
    match asked.subject:
        case Seeds(seeds) | Prompt(_, seeds):
            count = len(seeds)
        case Interpolation(_, _, steps):
            count = steps
        case Expression():
            count = 1
    if asked.out.suffix == ".npy" or count <= MOST_PICTURED:
        return None
    return (
        f"--out: expected a name that ends in .npy for more than {MOST_PICTURED:,} digits, "
        f"found {asked.out} for {count:,}"
    )


def _whole(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not re.fullmatch(r" *[0-9]{1,12} *", text) or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(
                f"expected a whole number of {least} to {most}, found {text!r}"
            )
        return int(text)

    return number


_seed = _whole(0, MOST_SEED)


def _seeds(text: str) -> tuple[int, ...]:
    return tuple(_seed(part) for part in text.split(","))


def _prompt(text: str) -> tuple[int, ...]:
    try:
        return labels_of(text)
    except ValueError as why:
        raise argparse.ArgumentTypeError(str(why)) from None


def _expression(text: str) -> tuple[tuple[int, int], ...]:
    plain = text.replace("−", "-")
    if not re.fullmatch(r" *-? *[0-9]+( *[+-] *[0-9]+)* *", plain):
        raise argparse.ArgumentTypeError(
            f'expected seeds with + and - between them, as "1 - 2", found {text!r}'
        )
    terms = re.findall(r"([+-]?) *([0-9]+)", plain)
    return tuple((-1 if sign == "-" else 1, _seed(seed)) for sign, seed in terms)


def _interpolation(text: str) -> tuple[int, int, int]:
    parts = text.split(":")
    if len(parts) != 3:
        raise argparse.ArgumentTypeError(f"expected FROM:TO:STEPS, as 1:2:12, found {text!r}")
    return _seed(parts[0]), _seed(parts[1]), _whole(2, MOST_DIGITS)(parts[2])


def _out(text: str) -> Path:
    path = Path(text)
    if path.suffix not in SUFFIXES:
        raise argparse.ArgumentTypeError(
            f"expected a name that ends in {', '.join(SUFFIXES)}, found {text!r}"
        )
    return path
