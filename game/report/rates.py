"""Shares of answers, and sums of shares: for all players where there are enough, else for these."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from game.report.clusters import PlayersShare, PlayersSum, spread
from game.report.estimate import (
    ENOUGH_PLAYERS,
    LEVEL,
    PLAYERS,
    THESE_PLAYERS,
    Estimate,
    nothing,
)
from game.report.strata import StrataSum

Floats = NDArray[np.float64]

UNSPREAD = "Wilson, as if answers were independent (these players do not differ at all)"


class Inference(Protocol):
    """What can be said of one figure; see `game.report.strata` and `game.report.clusters`."""

    @property
    def method(self) -> str:
        """How it is got, in words."""

    @property
    def estimate(self) -> float:
        """The figure."""

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """Where it lies, at a level in 0 … 1."""

    def tail_below(self, null: float) -> float:
        """The one-sided p of so high a figure if the truth were ``null`` or less."""

    def tail_above(self, null: float) -> float:
        """The one-sided p of so low a figure if the truth were ``null`` or more."""


def two_sided(inference: Inference, null: float) -> float:
    """The p of a figure so far from ``null`` on either side."""
    return min(1.0, 2 * min(inference.tail_below(null), inference.tail_above(null)))


def infer(totals: Floats, sizes: Floats, weights: Floats) -> Inference | None:
    """What is known of a weighted sum of shares; None where a column has no answer.

    totals, sizes: (players, columns), how many answers count as yes and how many there are;
    weights: (columns,).
    """
    if not (sizes.sum(axis=0) > 0).all():
        return None
    if for_all_players(sizes):
        known = spread(totals, sizes, weights)
        if known.variance > 0:
            single = len(weights) == 1 and weights[0] == 1
            return PlayersShare(known) if single else PlayersSum(known)
        whole = sizes.sum(axis=0)
        return StrataSum(totals.sum(axis=0) / whole, whole, weights, UNSPREAD)
    answered = sizes > 0
    share = np.divide(totals, sizes, out=np.zeros_like(totals), where=answered)
    weight = weights * sizes / sizes.sum(axis=0)
    method = "Wilson, stratified by player (MOVER)"
    if np.count_nonzero(answered.any(axis=1)) == 1:
        method = "Wilson" if len(weights) == 1 else "Wilson, combined as by Newcombe (MOVER)"
    return StrataSum(share[answered], sizes[answered], weight[answered], method)


def for_all_players(sizes: Floats) -> bool:
    """Whether every column has answers of so many players that they can stand for all."""
    return bool((np.count_nonzero(sizes, axis=0) >= ENOUGH_PLAYERS).all())


def estimated(inference: Inference | None, sizes: Floats, within: tuple[float, float]) -> Estimate:
    """The figure with its interval, cut off where the scale ends: ``within``."""
    answers = int(sizes.sum())
    if inference is None:
        return nothing("too little data", answers)
    low, high = inference.interval()
    return Estimate(
        estimate=inference.estimate,
        low=max(low, within[0]),
        high=min(high, within[1]),
        method=inference.method,
        population=PLAYERS if for_all_players(sizes) else THESE_PLAYERS,
        n=answers,
    )
