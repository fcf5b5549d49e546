"""Digits made again from their records, by the worker process that makes them for the game."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from game.contestant import MNIST, is_contestant
from game.orders import DigitOrder, FeaturesOrder, FeaturesReady, Order
from game.records.tables import checkpoint
from game.report.estimate import Estimate
from game.report.mistaken import Mistaken
from game.report.two_sample import FEATURES, two_sample
from game.rules.news import DigitReady, SupplyFailed
from game.rules.trials import PlannedTrial
from game.supply import Worker
from models import shelf
from models.metadata import CheckpointError, checkpoint_id, read_metadata

PATIENCE_SECONDS = 300.0
"""How long the worker may make nothing; importing torch takes it some seconds."""
PAUSE_SECONDS = 0.02
FOR_TWO_SAMPLE = 500
"""Digits a side: a figure to about three points."""
GONE = "no file of its forger is here any more"


@dataclass(frozen=True)
class Rebuilt:
    """What could be made again of a report's digits."""

    pixels: Mapping[Mistaken, bytes] = field(default_factory=dict)
    """Grey values of a square, a row after the other: 784 of a digit."""
    failures: Mapping[Mistaken, str] = field(default_factory=dict)
    """Why there is no picture, in words."""
    two_samples: Mapping[str, Estimate] = field(default_factory=dict)
    """By checkpoint id, of those whose file is here."""


@dataclass(frozen=True)
class Found:
    """Where a checkpoint, or images from outside, lie."""

    path: Path
    beside_bundled: bool = True
    """Whether the bundled real digits are those that it was judged beside."""


def find_files(connection: Connection, wanted: Sequence[str]) -> dict[str, Found]:
    """Where the files of these checkpoints are: where they were, or among all checkpoints.

    A checkpoint counts only if it is the very one, by its id, and those that are gone are left
    out. Images from outside are looked at by whoever makes them again.
    """
    columns = (checkpoint.c[name] for name in ("id", "path", "dataset"))
    rows = connection.execute(select(*columns).where(checkpoint.c.id.in_(wanted)))
    found = {}
    for row in rows:
        if row.path and _is(row.path, row.id):
            path = Path(str(row.path))
            beside_bundled = row.dataset == MNIST if is_contestant(path) else True
            found[str(row.id)] = Found(path, beside_bundled)
    if missing := set(wanted) - found.keys():
        here = {entry.id: entry.path for entry in shelf.shelved()}
        found |= {each: Found(here[each]) for each in missing & here.keys()}
    return found


def rebuild(
    digits: Sequence[Mistaken], checkpoints: Sequence[str], files: Mapping[str, Found]
) -> Rebuilt:
    """Make these digits again, and ask the classifier about these checkpoints.

    A digit that cannot be made is no error: it is said why.
    """
    orders: list[Order] = []
    pictured: dict[int, Mistaken] = {}
    tested: dict[int, str] = {}
    failures = {}
    for digit in digits:
        maker = _maker(digit, files)
        if maker is None:
            failures[digit] = GONE
        else:
            pictured[len(orders)] = digit
            orders.append(DigitOrder(len(orders), str(maker[1].absolute()), _planned(digit, maker)))
    for each in checkpoints:
        if each in files and files[each].beside_bundled:
            tested[len(orders)] = each
            path = str(files[each].path.absolute())
            orders.append(FeaturesOrder(len(orders), path, each, FOR_TWO_SAMPLE))
    news = _carried_out(orders)
    pixels, two_samples = {}, {}
    for ticket, told in news.items():
        if isinstance(told, DigitReady):
            pixels[pictured[ticket]] = told.pixels
        elif isinstance(told, FeaturesReady):
            two_samples[tested[ticket]] = two_sample(_table(told.fakes), _table(told.reals))
        elif ticket in pictured:
            failures[pictured[ticket]] = str(told)
    return Rebuilt(pixels, failures, two_samples)


def _is(path: object, identity: object) -> bool:
    """Whether the file at a path is the checkpoint of that id."""
    try:
        file = Path(str(path))
        if is_contestant(file):
            return file.exists()
        if not file.is_file():
            return False
        # Its header first: the id takes reading the whole of it, however large.
        read_metadata(file)
        return checkpoint_id(file) == identity
    except (CheckpointError, OSError, ValueError):
        return False


def _maker(digit: Mistaken, files: Mapping[str, Found]) -> tuple[str, Path] | None:
    """The checkpoint that a digit is rebuilt with, by id and file."""
    own = digit.contestant.id
    if own in files:
        return own, files[own].path
    if not digit.is_real:
        return None
    # A real digit is the same one whosever share it balanced.
    for identity, file in files.items():
        return identity, file.path
    try:
        other = shelf.default()
    except CheckpointError:
        return None
    return other.id, other.path


def _planned(digit: Mistaken, maker: tuple[str, Path]) -> PlannedTrial:
    return PlannedTrial(
        number=1,
        block=1,
        phase="main",
        is_real=digit.is_real,
        checkpoint_id=maker[0],
        digit_seed=digit.digit_seed,
        digit_label=digit.digit_label,
        real_pool=digit.real_pool,
        real_index=digit.real_index,
    )


def _carried_out(orders: Sequence[Order]) -> dict[int, DigitReady | FeaturesReady | str]:
    """What came of each order, by its place; a text says why nothing did."""
    if not orders:
        return {}
    came: dict[int, DigitReady | FeaturesReady | str] = {}
    worker = Worker()
    try:
        for order in orders:
            worker.hand_over(order)
        patient_until = time.monotonic() + PATIENCE_SECONDS
        while len(came) < len(orders) and time.monotonic() < patient_until:
            for told in worker.messages():
                patient_until = time.monotonic() + PATIENCE_SECONDS
                if isinstance(told, str):
                    why = f"the process that makes the digits: {told}"
                    return {**dict.fromkeys(range(len(orders)), why), **came}
                if isinstance(told, SupplyFailed):
                    came |= dict.fromkeys(told.tickets, told.sentence)
                elif isinstance(told, DigitReady | FeaturesReady):
                    came[told.ticket] = told
            time.sleep(PAUSE_SECONDS)
    finally:
        worker.close()
    return {**dict.fromkeys(range(len(orders)), "it took too long to make"), **came}


def _table(features: bytes) -> NDArray[np.float64]:
    return np.frombuffer(features, dtype=np.float32).reshape(-1, FEATURES).astype(np.float64)
