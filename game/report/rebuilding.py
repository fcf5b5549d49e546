"""Digits made again from their records, by the worker process that makes them for the game."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from game.orders import DigitOrder, FeaturesOrder, FeaturesReady, Order, OwnReals
from game.report.estimate import Estimate
from game.report.finding import Files, Maker, maker_of
from game.report.mistaken import Mistaken
from game.report.two_sample import FEATURES, two_sample
from game.rules.news import DigitReady, SupplyFailed
from game.rules.trials import PlannedTrial
from game.supply import Worker

PATIENCE_SECONDS = 300.0
"""How long the worker may make nothing; importing torch takes it some seconds."""
PAUSE_SECONDS = 0.02
FOR_TWO_SAMPLE = 500
"""Digits a side: a figure to about three points."""


@dataclass(frozen=True)
class Rebuilt:
    """What could be made again of a report's digits."""

    pixels: Mapping[Mistaken, bytes] = field(default_factory=dict)
    """Grey values of a square, a row after the other: 784 of a digit."""
    failures: Mapping[Mistaken, str] = field(default_factory=dict)
    """Why there is no picture, in words."""
    two_samples: Mapping[str, Estimate] = field(default_factory=dict)
    """By checkpoint id, of those whose file is here."""


def rebuild(digits: Sequence[Mistaken], checkpoints: Sequence[str], files: Files) -> Rebuilt:
    """Make these digits again, and ask the classifier about these checkpoints.

    A digit that cannot be made is no error: it is said why.
    """
    orders: list[Order] = []
    pictured: dict[int, Mistaken] = {}
    tested: dict[int, str] = {}
    failures = {}
    for digit in digits:
        maker = maker_of(digit, files)
        if isinstance(maker, str):
            failures[digit] = maker
        else:
            pictured[len(orders)] = digit
            orders.append(_order(len(orders), digit, maker))
    for each in checkpoints:
        found = files.makers.get(each)
        if found is not None and found.beside_bundled:
            tested[len(orders)] = each
            path = str(found.path.absolute())
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


def _order(ticket: int, digit: Mistaken, maker: Maker) -> DigitOrder:
    path = str(maker.path.absolute())
    planned = PlannedTrial(
        number=1,
        block=1,
        phase="main",
        is_real=digit.is_real,
        checkpoint_id=maker.id,
        digit_seed=digit.digit_seed,
        digit_label=digit.digit_label,
        real_pool=digit.real_pool,
        real_index=digit.real_index,
    )
    reals = None if maker.pool is None else OwnReals(maker.pool, path)
    return DigitOrder(ticket, path, planned, reals)


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
