"""Accuracy over the epochs of one run: a curve with its band, and what a doubling changes.

All epochs of a run are columns of one estimating equation, a mean for each, with players clustered
(`game.report.clusters`); with too few players, of strata of these (`game.report.strata`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.report.cells import Cells, side_by_side
from game.report.estimate import LEVEL, PLAYERS, THESE_PLAYERS, Estimate
from game.report.rates import estimated, for_all_players, infer, two_sided

Floats = NDArray[np.float64]

LEAST_EPOCHS = 3
"""Two epochs are a comparison, and no curve."""


@dataclass(frozen=True)
class Epoch:
    """One point of a curve."""

    checkpoint: str
    epoch: int
    band: Estimate
    """Its accuracy, with an interval for the whole curve."""


@dataclass(frozen=True)
class Curve:
    """One run's accuracy over its epochs."""

    run: str
    epochs: tuple[Epoch, ...]
    """In training order."""
    per_doubling: Estimate
    """By how much accuracy changes, on the whole, when the epochs double."""
    p: float
    """Two-sided, of no such change."""


def curves(cells: Sequence[Cells]) -> tuple[Curve, ...]:
    """The curve of every run of which at least LEAST_EPOCHS epochs were judged."""
    runs: dict[str, list[Cells]] = defaultdict(list)
    for cell in cells:
        if cell.contestant.run is not None and (cell.contestant.epoch or 0) >= 1:
            runs[cell.contestant.run].append(cell)
    return tuple(
        _curve(run, each)
        for run, each in runs.items()
        if len({cell.contestant.epoch for cell in each}) >= LEAST_EPOCHS
    )


def _curve(run: str, cells: Sequence[Cells]) -> Curve:
    totals, sizes = side_by_side(cells)
    epochs = [cell.contestant.epoch or 0 for cell in cells]
    weights = slope_weights(epochs)
    trend = infer(totals, sizes, weights)
    assert trend is not None
    together = for_all_players(sizes)
    # Šidák (1967, JASA 62, 626-633): all hold at once in at least 95 %, however alike they are.
    level = LEVEL ** (1 / len(cells))
    points = tuple(
        Epoch(cell.contestant.id, epoch, _band(totals[:, [at]], sizes[:, [at]], level, together))
        for at, (cell, epoch) in enumerate(zip(cells, epochs, strict=True))
    )
    return Curve(run, points, estimated(trend, sizes, (-1.0, 1.0)), two_sided(trend, 0.0))


def slope_weights(epochs: Sequence[int]) -> Floats:
    """The weights that make of the means at these epochs a least-squares slope per doubling.

    >>> slope_weights([1, 2, 4]).tolist()
    [-0.5, 0.0, 0.5]
    """
    doublings = np.log2(np.asarray(epochs, dtype=float))
    off = doublings - doublings.mean()
    weights: Floats = off / (off @ off)
    return weights


def _band(totals: Floats, sizes: Floats, level: float, together: bool) -> Estimate:
    found = infer(totals, sizes, np.array([1.0]))
    assert found is not None
    low, high = found.interval(level)
    method = f"{found.method}; for all epochs at once, by Šidák"
    population = PLAYERS if together or for_all_players(sizes) else THESE_PLAYERS
    return Estimate(
        found.estimate, max(low, 0.0), min(high, 1.0), method, population, int(sizes.sum())
    )
