"""Checkpoints against each other: differences of accuracy from one model, adjusted for their many.

All pairs come from one estimating equation with a mean for each checkpoint and players clustered
(`game.report.clusters`), so that a player who saw both counts as their own control; with too few
players from strata of these players (`game.report.strata`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from game.report.cells import Cells, side_by_side
from game.report.estimate import Estimate
from game.report.rates import estimated, infer, two_sided


@dataclass(frozen=True)
class Comparison:
    """How much more often a's digits are told right than b's."""

    a: str
    b: str
    difference: Estimate
    """Accuracy of a minus accuracy of b."""
    p: float
    """Two-sided, of no difference."""
    p_adjusted: float
    """By Holm's rule, over all pairs of the report."""
    shared_players: int
    """How many players judged both."""
    players: int
    """How many judged either."""


def compare(cells: Sequence[Cells]) -> tuple[Comparison, ...]:
    """Every pair of checkpoints, in the order of ``cells``, each of which has answers."""
    weights = np.array([1.0, -1.0])
    pairs = []
    for a, b in combinations(cells, 2):
        totals, sizes = side_by_side((a, b))
        inference = infer(totals, sizes, weights)
        assert inference is not None
        difference = estimated(inference, sizes, (-1.0, 1.0))
        shared = int(np.count_nonzero((sizes > 0).all(axis=1)))
        names = (a.contestant.id, b.contestant.id)
        pairs.append((*names, difference, two_sided(inference, 0.0), shared, len(sizes)))
    adjusted = holm([pair[3] for pair in pairs])
    return tuple(
        Comparison(a, b, difference, p, holms, shared, players)
        for (a, b, difference, p, shared, players), holms in zip(pairs, adjusted, strict=True)
    )


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Adjust p values for how many they are (Holm 1979, Scandinavian Journal of Statistics 6).

    As ``multipletests(method="holm")`` of statsmodels, whose import takes longer than the report.

    >>> holm([0.01, 0.04, 0.03])
    (0.03, 0.06, 0.06)
    """
    order = np.argsort(p_values, kind="stable")
    steps = np.asarray(p_values, dtype=float)[order] * np.arange(len(order), 0, -1)
    adjusted = np.empty(len(order))
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return tuple(float(p) for p in adjusted)
