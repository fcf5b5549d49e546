"""The stock: a few unseen digits kept on disk, so that the next start's first question is there."""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.rules.stream import SEEDS
from game.rules.trials import PlannedTrial
from models.shades import SHADES

FORMAT = "real-or-fake stock 1"
"""The number goes up whenever digits of the same name come to look otherwise."""
SUFFIX = ".stock"
SIZE = 6
"""Digits a stock: as many as a game keeps at hand."""
SIDE = 28
LONGEST = 65_536
"""Bytes that are read: a longer file is not ours."""

Shown = tuple[str, int | None, int | None, str | None, int | None]
"""What a trial shows: its checkpoint id, seed and label, or the pool of a real and its place."""


@dataclass(frozen=True)
class StockedDigit:
    """A digit as it will be shown."""

    pixels: bytes
    """784 bytes, row by row."""
    validity: float
    """0 … 1."""


@dataclass(frozen=True)
class Stock:
    """The first digits of a seed's stream."""

    seed: int
    digits: Mapping[Shown, StockedDigit]


def shown_by(trial: PlannedTrial) -> Shown:
    """What names the pixels of a trial for ever."""
    return (
        trial.checkpoint_id,
        trial.digit_seed,
        trial.digit_label,
        trial.real_pool,
        trial.real_index,
    )


def place(folder: Path, checkpoints: Iterable[Path]) -> Path:
    """Where the stock lies of a game that is started with these checkpoints, or with none named."""
    names = "\0".join(str(path.resolve()) for path in checkpoints)
    return folder / f"{zlib.crc32(names.encode('utf-8', 'surrogateescape')):08x}{SUFFIX}"


def take(path: Path) -> Stock | None:
    """Take the stock from the disk, so that nobody takes it again; None if there is none.

    A file that is damaged, foreign, or of digits that would look otherwise today is none.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LONGEST + 1)
        path.unlink()  # fails for the second of two games that start at once
    except OSError:
        return None
    try:
        return unpacked(data)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def packed(stock: Stock) -> bytes:
    """The stock as a file: a checksum, a line of JSON, the pixels."""
    header = {
        "format": FORMAT,
        "seed": stock.seed,
        "digits": [[*shown, digit.validity] for shown, digit in stock.digits.items()],
    }
    pixels = b"".join(digit.pixels for digit in stock.digits.values())
    body = json.dumps(header).encode() + b"\n" + pixels
    return b"%08x\n" % zlib.crc32(body) + body


def unpacked(data: bytes) -> Stock:
    """The stock that a file holds; ValueError, TypeError or KeyError if it is not a whole one."""
    checksum, _, body = data.partition(b"\n")
    if checksum != b"%08x" % zlib.crc32(body):
        raise ValueError("damaged")
    line, _, pixels = body.partition(b"\n")
    header = json.loads(line)
    names, seed = header["digits"], header["seed"]
    if header["format"] != FORMAT or type(seed) is not int or not 0 <= seed < SEEDS:
        raise ValueError("of another kind")
    if len(pixels) != SIDE * SIDE * len(names) or pixels.translate(None, bytes(SHADES)):
        raise ValueError("not digits as they are shown")
    cut = (pixels[at : at + SIDE * SIDE] for at in range(0, len(pixels), SIDE * SIDE))
    return Stock(seed, dict(_digit(*each) for each in zip(names, cut, strict=True)))


def _digit(named: Sequence[Any], pixels: bytes) -> tuple[Shown, StockedDigit]:
    checkpoint_id, seed, label, pool, index, validity = named
    if not isinstance(validity, float) or not (math.isfinite(validity) and 0 <= validity <= 1):
        raise ValueError(f"validity: {validity}")
    return (checkpoint_id, seed, label, pool, index), StockedDigit(pixels, validity)
