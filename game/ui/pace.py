"""The pace: whether a display makes one wait for it, and how fast it then really is."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from statistics import fmean, median

QUEUED = 4
"""Pictures that a display may take without waiting, because there is room for them."""
FEW = 5
MANY = 40
"""Frames that are measured where it paces."""
NEAR = 0.15
"""How far from the rate that it tells a display may be, as a share."""


def paced_hz(
    flip: Callable[[], None], told_hz: float, clock: Callable[[], float] = time.perf_counter
) -> float | None:
    """The rate at which a display takes pictures; None where it takes them without waiting.

    ``flip`` gives it one; ``clock`` reads seconds. A display that does not wait is found out
    after a few pictures.
    """
    for _ in range(QUEUED):
        flip()
    if not _near(median(_periods(flip, FEW, clock)), told_hz):
        return None
    periods = _periods(flip, MANY, clock)
    usual = median(periods)
    if not _near(usual, told_hz):
        return None
    return 1 / fmean(each for each in periods if abs(each - usual) < NEAR * usual)


def _near(period: float, told_hz: float) -> bool:
    return abs(period * told_hz - 1) < NEAR


def _periods(flip: Callable[[], None], count: int, clock: Callable[[], float]) -> list[float]:
    """How long so many pictures took, one by one, in seconds."""
    times = [clock()]
    for _ in range(count):
        flip()
        times.append(clock())
    return [after - before for before, after in pairwise(times)]
