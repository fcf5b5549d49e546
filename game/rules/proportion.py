"""A proportion with its interval, as it is shown beside a count."""

from __future__ import annotations

import math
from dataclasses import dataclass

LEVEL = 0.95


@dataclass(frozen=True)
class Proportion:
    """A share of successes, 0 … 1, and where the true share may lie."""

    estimate: float | None
    """None where nothing was counted."""
    low: float
    high: float
    of: int
    """How many were counted."""


def wilson(successes: int, of: int, level: float = LEVEL) -> Proportion:
    """The share of successes with its score interval (Wilson 1927, JASA 22, 209-212).

    ``level`` lies strictly between 0 and 1. Of nothing, everything is possible: 0 … 1. The
    example is the first line of Newcombe's table (1998, Statistics in Medicine 17, 857-872,
    method 3: .2553 to .3662).

    >>> share = wilson(81, 263)
    >>> f"{share.estimate:.4f} {share.low:.4f} {share.high:.4f}"
    '0.3080 0.2553 0.3662'
    """
    if not 0 <= successes <= of:
        raise ValueError(f"successes: expected 0 to {of}, found {successes}")
    if of == 0:
        return Proportion(None, 0.0, 1.0, 0)
    from statistics import NormalDist  # here, for the first frame needs no interval

    z = NormalDist().inv_cdf((1 + level) / 2)
    share = successes / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * math.sqrt(share * (1 - share) / of + (z / (2 * of)) ** 2)
    # At the ends rounding would leave the interval short of the 0 or 1 that was counted.
    low = 0.0 if successes == 0 else middle - half
    high = 1.0 if successes == of else middle + half
    return Proportion(share, low, high, of)
