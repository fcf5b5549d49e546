"""Inference for these players only: their shares are fixed, their answers are chance.

Each player's share has Wilson's interval, and the intervals of a weighted sum of shares are put
together by the method of variance estimates recovery (MOVER): Newcombe (1998, Statistics in
Medicine 17, 873-890, method 10) for a difference, Zou and Donner (2008, Statistics in Medicine 27,
1693-1702) for any sum of independent terms.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import bisect
from scipy.special import ndtr, ndtri

from game.report.estimate import LEVEL

Floats = NDArray[np.float64]

FARTHEST = 38.0
"""The largest quantile that is looked at: beyond it p is below the smallest float."""


def score_interval(share: Floats, of: Floats, quantile: float) -> tuple[Floats, Floats]:
    """Wilson's score interval (1927, JASA 22, 209-212), for any quantile and any number.

    ``of`` may be an effective number of answers and so need not be whole. The example is the first
    line of Newcombe's table (1998, Statistics in Medicine 17, 857-872, method 3).

    >>> low, high = score_interval(np.array([81 / 263]), np.array([263.0]), 1.959964)
    >>> f"{low[0]:.4f} {high[0]:.4f}"
    '0.2553 0.3662'
    """
    square = quantile * quantile
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = quantile / (1 + square / of) * np.sqrt(share * (1 - share) / of + square / (4 * of**2))
    # At the ends rounding would leave the interval short of the 0 or 1 that was counted.
    low = np.where(share <= 0, 0.0, np.maximum(middle - half, 0.0))
    high = np.where(share >= 1, 1.0, np.minimum(middle + half, 1.0))
    return low, high


@dataclass(frozen=True)
class StrataSum:
    """A weighted sum of shares, each of its own stratum.

    The example is Newcombe's (1998, 17, 873-890, table II, method 10): 56 of 70 against 48 of 80.

    >>> both = StrataSum(np.array([0.8, 0.6]), np.array([70.0, 80.0]), np.array([1.0, -1.0]))
    >>> "{:.4f} to {:.4f}".format(*both.interval())
    '0.0524 to 0.3339'
    """

    shares: Floats
    sizes: Floats
    """Answers in each stratum, at least 1."""
    weights: Floats
    method: str = "Wilson, stratified by player (MOVER)"

    @property
    def estimate(self) -> float:
        """The weighted sum."""
        return float(self.shares @ self.weights)

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """Where the sum lies for these players, at a level in 0 … 1."""
        return self._limits(float(ndtri((1 + level) / 2)))

    def tail_below(self, null: float) -> float:
        """The one-sided p of so high a figure if the truth were ``null`` (or less)."""
        return self._tail(null, 0)

    def tail_above(self, null: float) -> float:
        """The one-sided p of so low a figure if the truth were ``null`` (or more)."""
        return self._tail(null, 1)

    def _limits(self, quantile: float) -> tuple[float, float]:
        low, high = score_interval(self.shares, self.sizes, abs(quantile))
        down, up = self.shares - low, high - self.shares
        pessimist = np.where(self.weights > 0, down, up)
        optimist = np.where(self.weights > 0, up, down)
        reach = (
            -np.linalg.norm(self.weights * pessimist),
            np.linalg.norm(self.weights * optimist),
        )
        # Less than no confidence: each limit has passed the estimate, as for a score test.
        lower, upper = (0, 1) if quantile >= 0 else (1, 0)
        return self.estimate + float(reach[lower]), self.estimate + float(reach[upper])

    def _tail(self, null: float, side: int) -> float:
        """The p whose one-sided limit is just ``null``: the interval turned inside out."""
        toward = 1.0 if side == 0 else -1.0

        def miss(quantile: float) -> float:
            return toward * (self._limits(quantile)[side] - null)

        # The limit falls from beyond the estimate to its end as the quantile grows.
        if miss(FARTHEST) >= 0:
            return float(ndtr(-FARTHEST))
        if miss(-FARTHEST) <= 0:
            return 1.0
        # By halves: where all shares are 1 the limit is so flat at the estimate that faster
        # searches do not end.
        return float(ndtr(-bisect(miss, -FARTHEST, FARTHEST, xtol=1e-8)))
