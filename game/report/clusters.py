"""Inference for all players: answers of one player belong together, and players are the sample.

The model is a generalised estimating equation (Liang and Zeger 1986, Biometrika 73, 13-22) with a
binomial family, the identity link, one mean a column and working independence within a player. Its
estimates are plain shares, so what takes thought is their covariance alone: bias-reduced (CR2;
Bell and McCaffrey 2002, Survey Methodology 28, 169-181; Kauermann and Carroll 2001, JASA 96,
1387-1396), with t quantiles whose degrees of freedom match the spread of that covariance
(Satterthwaite's rule as in Bell and McCaffrey, under the exchangeable working model of Imbens and
Kolesár 2016, Review of Economics and Statistics 98, 701-712). statsmodels has the equation, but
its bias-reduced covariance leaves the weights of counted cells out of the leverage, so that a
million answers would have to be handed over one by one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from game.report.estimate import LEVEL
from game.report.strata import score_interval

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Spread:
    """The variance of a weighted sum of column means, and how well it is known."""

    estimate: float
    variance: float
    freedom: float


def spread(totals: Floats, sizes: Floats, weights: Floats) -> Spread:
    """The weighted sum of the means of columns over players, with its clustered variance.

    totals, sizes: (players, columns), sums of values and how many there are, 0 where a player has
    none; weights: (columns,). At least two players a column, else ValueError. For one value a
    player it is Student's t: the example is his table of hours of sleep gained from two drugs
    (1908, Biometrika 6, 1-25; the difference 1.58 has a standard error of 0.389, 9 degrees).

    >>> one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    >>> two = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    >>> gained = spread(np.array([two, one]).T, np.ones((10, 2)), np.array([1.0, -1.0]))
    >>> f"{gained.estimate:.2f} {gained.variance ** 0.5:.3f} {gained.freedom:.1f}"
    '1.58 0.389 9.0'
    """
    if (np.count_nonzero(sizes, axis=0) < 2).any():
        raise ValueError("sizes: expected at least two players a column")
    whole = sizes.sum(axis=0)  # (columns,)
    means = totals.sum(axis=0) / whole
    residuals = totals - sizes * means  # (players, columns)
    leverage = sizes / whole
    scale = weights / (whole * np.sqrt(1 - leverage))
    variance = float((((residuals * scale).sum(axis=1)) ** 2).sum())
    working = _working(residuals, sizes, means)
    return Spread(
        estimate=float(means @ weights),
        variance=variance,
        freedom=_freedom(scale, leverage, working),
    )


@dataclass(frozen=True)
class PlayersShare:
    """One share over all players: Wilson's interval on the effective number of answers.

    The clustered variance says how many independent answers these are worth, and t takes the place
    of the normal quantile (Franco, Little, Louis and Slud 2019, Journal of Survey Statistics and
    Methodology 7, 334-364), so that the interval stays within 0 … 1.
    """

    spread: Spread
    method: str = "Wilson on the effective number of answers (GEE, players clustered, CR2, t)"

    @property
    def estimate(self) -> float:
        """The share of all answers."""
        return self.spread.estimate

    @property
    def worth(self) -> float:
        """How many independent answers these are worth."""
        return self.estimate * (1 - self.estimate) / self.spread.variance

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """Where the share of the population lies, at a level in 0 … 1."""
        quantile = float(stdtrit(self.spread.freedom, (1 + level) / 2))
        low, high = score_interval(np.array(self.estimate), np.array(self.worth), quantile)
        return float(low), float(high)

    def tail_below(self, null: float) -> float:
        """The one-sided p of so high a share if the truth were ``null``, 0 < null < 1."""
        error = math.sqrt(null * (1 - null) / self.worth)
        return float(stdtr(self.spread.freedom, -(self.estimate - null) / error))

    def tail_above(self, null: float) -> float:
        """The one-sided p of so low a share if the truth were ``null``, 0 < null < 1."""
        return 1 - self.tail_below(null)


@dataclass(frozen=True)
class PlayersSum:
    """A weighted sum of means over all players, with a t interval."""

    spread: Spread
    method: str = "GEE (binomial, identity link), players clustered, CR2, t"

    @property
    def estimate(self) -> float:
        """The weighted sum."""
        return self.spread.estimate

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """Where the sum lies in the population, at a level in 0 … 1."""
        reach = float(stdtrit(self.spread.freedom, (1 + level) / 2)) * self._error
        return self.estimate - reach, self.estimate + reach

    def tail_below(self, null: float) -> float:
        """The one-sided p of so high a figure if the truth were ``null``."""
        return float(stdtr(self.spread.freedom, -(self.estimate - null) / self._error))

    def tail_above(self, null: float) -> float:
        """The one-sided p of so low a figure if the truth were ``null``."""
        return 1 - self.tail_below(null)

    @property
    def _error(self) -> float:
        return math.sqrt(self.spread.variance)


def _working(residuals: Floats, sizes: Floats, means: Floats) -> Floats:
    """What the totals of each player vary by, (players, columns, columns).

    Each answer by chance, and each player's shares by moments of what is seen beyond that.
    """
    chance = sizes * np.maximum(means * (1 - means), 0.0)  # (players, columns)
    seen = residuals.T @ residuals - np.diag(chance.sum(axis=0))
    pairs = sizes.T @ sizes - np.diag(sizes.sum(axis=0))
    between = np.divide(seen, pairs, out=np.zeros_like(seen), where=pairs > 0)
    values, vectors = np.linalg.eigh(between)
    between = (vectors * np.maximum(values, 0.0)) @ vectors.T
    shared: Floats = sizes[:, :, None] * sizes[:, None, :] * between
    columns = np.arange(sizes.shape[1])
    shared[:, columns, columns] += chance
    return shared


def _freedom(scale: Floats, leverage: Floats, working: Floats) -> float:
    """Satterthwaite's degrees of freedom, tr(G)² / tr(G²).

    G, (players, players), is the covariance of the players' adjusted residuals under the working
    model. It is a diagonal and a part of low rank, so a thousand players need no million cells.
    """
    pulled = scale * leverage  # (players, columns)
    moved = np.einsum("ijk,ik->ij", working, scale)
    diagonal = (moved * scale).sum(axis=1)
    columns = scale.shape[1]
    outer = np.hstack([moved, pulled])  # (players, 2 columns)
    inner = np.zeros((2 * columns, 2 * columns))
    inner[:columns, columns:] = inner[columns:, :columns] = -np.eye(columns)
    inner[columns:, columns:] = working.sum(axis=0)
    gram = inner @ (outer.T @ outer)
    trace = diagonal.sum() + np.trace(gram)
    low_rank = np.einsum("ij,jk,ik->i", outer, inner, outer)
    squares = (diagonal**2).sum() + 2 * (diagonal @ low_rank) + np.trace(gram @ gram)
    if not (trace > 0 and squares > 0):
        return float(np.count_nonzero(leverage.any(axis=1)) - 1)
    return max(1.0, float(trace * trace / squares))
