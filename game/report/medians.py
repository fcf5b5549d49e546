"""Medians of response times, with intervals read off the times themselves."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.report.estimate import PLAYERS, THESE_PLAYERS, Estimate, nothing
from game.report.rates import for_all_players, infer

Floats = NDArray[np.float64]

LEAST = 6
"""Of fewer values even the smallest and the largest do not enclose the median in 95 %."""


def median(values: Floats, players: NDArray[np.int64]) -> Estimate:
    """The median of ``values``, each by the player of that number.

    Woodruff's interval (1952, JASA 47, 635-646): where the share of values below the median lies,
    with players clustered, read back as quantiles.

    >>> times = median(np.arange(1.0, 102.0), np.zeros(101, dtype=np.int64))
    >>> times.estimate, round(times.low), round(times.high)
    (51.0, 41, 61)
    """
    if len(values) == 0:
        return nothing("too little data")
    middle = float(np.median(values))
    if len(values) < LEAST:
        few = f"too little data for an interval: fewer than {LEAST} values"
        return Estimate(middle, None, None, few, THESE_PLAYERS, len(values))
    sizes = np.bincount(players).astype(np.float64)[:, None]
    # A value that is the median itself lies half on either side.
    sides = (np.sign(middle - values) + 1) / 2
    below = np.bincount(players, weights=sides, minlength=len(sizes)).astype(np.float64)[:, None]
    share = infer(below, sizes, np.array([1.0]))
    assert share is not None
    start, end = share.interval()
    # Outwards to values that were seen: between them the interval would be too short.
    low = np.quantile(values, start, method="lower")
    high = np.quantile(values, end, method="higher")
    return Estimate(
        estimate=middle,
        low=float(min(low, middle)),
        high=float(max(high, middle)),
        method=f"Woodruff ({share.method})",
        population=PLAYERS if for_all_players(sizes) else THESE_PLAYERS,
        n=len(values),
    )
