"""The two-sample test by the shipped classifier: how well its features tell fakes from reals.

A rule is learnt from some of the digits and asked about the others; where fakes and reals are of
one distribution it does no better than a coin (Lopez-Paz and Oquab 2017, arXiv 1610.06545).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from game.report.estimate import LEVEL, THESE_PLAYERS, Estimate, nothing
from game.report.strata import score_interval

Floats = NDArray[np.float64]

FEATURES = 128
FOLDS = 5
LEAST = 50
"""Of fewer digits a side no rule can be learnt."""
SHRINKAGE = 0.05
"""How much of a feature's mean variance is added to each: there may be as many as digits."""


def two_sample(fakes: Floats, reals: Floats) -> Estimate:
    """The share of digits told right, each by a rule that was learnt without its fold.

    fakes, reals: (n, features) and (m, features); the larger is cut to the smaller.
    """
    count = min(len(fakes), len(reals))
    if count < LEAST:
        return nothing(f"too little data: fewer than {LEAST} digits a side", 2 * count)
    sides = (fakes[:count].astype(np.float64), reals[:count].astype(np.float64))
    # At random, for a fake's seed may say which digit it shows.
    fold = np.random.default_rng(0).permutation(count) % FOLDS
    right = 0
    for held_out in range(FOLDS):
        direction, middle = _rule(*(side[fold != held_out] for side in sides))
        called = [side[fold == held_out] @ direction > middle for side in sides]
        right += int(np.count_nonzero(~called[0])) + int(np.count_nonzero(called[1]))
    share, of = np.array(right / (2 * count)), np.array(2.0 * count)
    low, high = score_interval(share, of, float(ndtri((1 + LEVEL) / 2)))
    method = f"linear rule on the digit classifier's features, {FOLDS}-fold, Wilson"
    return Estimate(float(share), float(low), float(high), method, THESE_PLAYERS, 2 * count)


def _rule(fakes: Floats, reals: Floats) -> tuple[Floats, float]:
    """Fisher's linear discriminant (1936, Annals of Eugenics 7, 179-188), shrunk a little.

    Whatever lies beyond the middle is called real.
    """
    centres = fakes.mean(axis=0), reals.mean(axis=0)
    within = np.concatenate([fakes - centres[0], reals - centres[1]])
    covariance = within.T @ within / len(within)
    # A feature that no digit has varies in none of them.
    covariance += (SHRINKAGE * np.trace(covariance) / len(covariance) + 1e-9) * np.eye(
        len(covariance)
    )
    direction: Floats = np.linalg.solve(covariance, centres[1] - centres[0])
    return direction, float(direction @ (centres[0] + centres[1]) / 2)
