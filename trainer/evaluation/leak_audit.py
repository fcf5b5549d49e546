"""The leak audit: whether anything but the strokes tells real digits from fakes.

A linear classifier is given one trivial statistic at a time. What it cannot tell apart better than
a coin, no player can learn to see either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation
from scipy.optimize import minimize
from scipy.stats import binom

Digits = NDArray[np.uint8]
Floats = NDArray[np.float64]

LEVEL = 0.99
"""A coin stays at or below the bound in this share of audits."""

WEIGHT_DECAY = 1e-2
"""Keeps the fit finite where one side can be told perfectly."""

INK = 64
"""Grey from which a pixel counts as stroke; paper begins three pixels from it."""


@dataclass(frozen=True)
class Leak:
    """How well one statistic tells reals from fakes, on digits that the classifier has not seen."""

    name: str
    accuracy: float
    """0–1; 0.5 is a coin."""
    bound: float
    """The exact one-sided binomial bound that a coin keeps at LEVEL."""
    digits: int
    """Held-out digits, half of them real."""
    must_hold: bool
    """Whether it may not separate; ink, centre and extent belong to the strokes and may."""

    @property
    def leaks(self) -> bool:
        """Whether the statistic separates more than chance would, and may not."""
        return self.must_hold and self.accuracy > self.bound


def audit(reals: Digits, fakes: Digits, seed: int = 0) -> tuple[Leak, ...]:
    """Audit `uint8` (n, 28, 28) reals against as many fakes.

    Half of either side, drawn by `seed`, fits each classifier and the other half judges it. Raise
    ValueError where the two sides differ in number, size or type, for then the size itself leaks.
    """
    if reals.shape != fakes.shape or reals.dtype != fakes.dtype or reals.dtype != np.uint8:
        raise ValueError(
            f"expected as many fakes as reals, of one size and in uint8, "
            f"found {reals.shape} {reals.dtype} and {fakes.shape} {fakes.dtype}"
        )
    order = np.random.default_rng(seed).permutation(len(reals))
    fitting, judging = np.array_split(order, 2)
    digits = 2 * len(judging)
    bound = chance_bound(digits)
    return tuple(
        Leak(
            name=name,
            accuracy=_held_out_accuracy(statistic(reals), statistic(fakes), fitting, judging),
            bound=bound,
            digits=digits,
            must_hold=statistic in MUST_HOLD,
        )
        for name, statistic in STATISTICS.items()
    )


def chance_bound(digits: int) -> float:
    """Return the accuracy over `digits` that guessing exceeds with probability < 1 − LEVEL.

    >>> chance_bound(5_000)
    0.5164
    """
    return float(binom.ppf(LEVEL, digits, 0.5)) / digits


def grey_values(digits: Digits) -> Floats:
    """Which of the 256 grey values occur, (n, 256), 0 or 1."""
    occurs = np.zeros((len(digits), 256))
    occurs[np.arange(len(digits))[:, None], digits.reshape(len(digits), -1)] = 1.0
    return occurs


def grey_count(digits: Digits) -> Floats:
    """How many different grey values occur, (n, 1)."""
    count: Floats = grey_values(digits).sum(axis=1, keepdims=True)
    return count


def border(digits: Digits) -> Floats:
    """Sum, and number of pixels that are not 0, of the outermost ring, (n, 2)."""
    ring = np.ones(digits.shape[1:], bool)
    ring[1:-1, 1:-1] = False
    edge = digits[:, ring]
    return np.stack([edge.sum(axis=1), (edge > 0).sum(axis=1)], axis=1).astype(float)


def ground(digits: Digits) -> Floats:
    """Least and most common grey value, and the mean grey of paper away from strokes, (n, 3)."""
    flat = digits.reshape(len(digits), -1)
    counts = np.stack([np.bincount(digit, minlength=256) for digit in flat])
    paper = ~binary_dilation(digits >= INK, np.ones((1, 5, 5), bool))
    mean = (digits * paper).sum(axis=(1, 2)) / np.maximum(paper.sum(axis=(1, 2)), 1)
    return np.stack([flat.min(axis=1), counts.argmax(axis=1), mean], axis=1).astype(float)


def ink(digits: Digits) -> Floats:
    """Mean, greatest grey value and number of pixels that are not 0, (n, 3)."""
    flat = digits.reshape(len(digits), -1)
    return np.stack([flat.mean(axis=1), flat.max(axis=1), (flat > 0).sum(axis=1)], axis=1)


def centre(digits: Digits) -> Floats:
    """Row and column of the middle of the bounding box of all that is not 0, (n, 2)."""
    return np.stack([(low + high) / 2 for low, high in _box(digits)], axis=1)


def extent(digits: Digits) -> Floats:
    """Height and width of that bounding box in pixels, (n, 2)."""
    return np.stack([high - low for low, high in _box(digits)], axis=1)


STATISTICS: Mapping[str, Callable[[Digits], Floats]] = {
    "grey values": grey_values,
    "number of grey values": grey_count,
    "border": border,
    "ground": ground,
    "ink": ink,
    "centre": centre,
    "extent": extent,
}

MUST_HOLD = (grey_values, grey_count, border, ground)


def _box(digits: Digits) -> list[tuple[Floats, Floats]]:
    edges = []
    for axis in (2, 1):
        used: NDArray[np.bool_] = np.any(digits > 0, axis=axis)  # (n, 28): by row, then by column
        last = used.shape[1] - used[:, ::-1].argmax(axis=1)
        edges.append((used.argmax(axis=1).astype(float), last.astype(float)))
    return edges


def _held_out_accuracy(
    reals: Floats, fakes: Floats, fitting: NDArray[np.intp], judging: NDArray[np.intp]
) -> float:
    seen = np.concatenate([reals[fitting], fakes[fitting]])
    shift, scale = seen.mean(axis=0), seen.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    weights, offset = _fit((seen - shift) / scale, len(fitting))
    score_reals = (reals[judging] - shift) / scale @ weights + offset
    score_fakes = (fakes[judging] - shift) / scale @ weights + offset
    # A score of exactly 0 is no verdict, and counts as half right.
    right = (np.sign(score_reals) + 1).sum() / 2 + (1 - np.sign(score_fakes)).sum() / 2
    return float(right / (2 * len(judging)))


def _fit(features: Floats, reals: int) -> tuple[Floats, float]:
    """Fit a logistic regression whose first `reals` rows are real: weights and offset."""
    sides = np.where(np.arange(len(features)) < reals, 1.0, -1.0)
    columns = np.column_stack([features, np.ones(len(features))])

    def loss(weights: Floats) -> tuple[float, Floats]:
        margins = sides * (columns @ weights)
        pull = sides * np.exp(-np.logaddexp(0.0, margins))
        value = np.logaddexp(0.0, -margins).mean() + 0.5 * WEIGHT_DECAY * weights @ weights
        return float(value), WEIGHT_DECAY * weights - columns.T @ pull / len(columns)

    best = minimize(loss, np.zeros(columns.shape[1]), jac=True, method="L-BFGS-B").x
    return best[:-1], float(best[-1])
