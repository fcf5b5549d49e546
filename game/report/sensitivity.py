"""d′ and c of many players, with intervals; the signal is *real*.

Where nearly all answers come from players with enough of both kinds, each has a d′ of their own and
the figure is their mean: to pool players who lean differently makes them look less able than each
of them is (Macmillan and Creelman 2005, Detection Theory, 2nd ed., chapter 13). Otherwise the
answers are pooled.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

from game.report.clusters import spread
from game.report.estimate import (
    ENOUGH_PLAYERS,
    LEVEL,
    PLAYERS,
    THESE_PLAYERS,
    Estimate,
    nothing,
)

Floats = NDArray[np.float64]

ENOUGH_OF_A_KIND = 10
"""So many reals and so many fakes give a player a d′ of their own."""
NEARLY_ALL = 0.9
"""The share of answers that such players must have given for their mean to be the figure."""


@dataclass(frozen=True)
class Sensitivity:
    """How well real is told from fake, and the leaning apart from it."""

    d_prime: Estimate
    criterion: Estimate
    """Below 0 leans towards calling things real, above 0 towards calling them fake."""
    pooled_d_prime: float | None
    """That of all answers as if one player had given them."""
    pooled_criterion: float | None


def sensitivity(said_real: Floats, shown: Floats) -> Sensitivity:
    """d′ and c; both arrays are (players, 2): answers *real*, and digits, of reals and of fakes.

    Shares have the log-linear correction (x + 0.5) / (n + 1) (Hautus 1995, Behavior Research
    Methods, Instruments & Computers 27, 46-51); the variance of z of a share is that of Gourevitch
    and Galanter (1967, Psychometrika 32, 25-33), p (1 - p) / (n φ(z)²). The example has Wickens'
    counts (2002, Elementary Signal Detection Theory), as R's ``statpsych::signal(82, 46, 100,
    100)`` has them: 1.002793.

    >>> found = sensitivity(np.array([[82.0, 46.0]]), np.array([[100.0, 100.0]]))
    >>> f"{found.d_prime.estimate:.6f} {found.criterion.estimate:.6f}"
    '1.002793 -0.401960'
    """
    whole = shown.sum(axis=0)
    if not (whole > 0).all():
        none = nothing("too little data: it takes reals and fakes", int(whole.sum()))
        return Sensitivity(none, none, None, None)
    scores = _scores(said_real.sum(axis=0), whole)
    pooled = (float(_d_prime(scores)), float(_criterion(scores)))
    able = (shown >= ENOUGH_OF_A_KIND).all(axis=1)
    if shown[able].sum() >= NEARLY_ALL * whole.sum():
        found = _mean_of_players(said_real[able], shown[able])
    else:
        found = _of_pooled(said_real, shown, pooled)
    return Sensitivity(*found, *pooled)


def leaning(criterion: Estimate) -> str:
    """What c says in words; a leaning only where the interval leaves no doubt of its side."""
    if criterion.low is None or criterion.high is None:
        return "leaning not known yet"
    if criterion.high < 0:
        return "leans towards calling things real"
    if criterion.low > 0:
        return "leans towards calling things fake"
    return "no leaning shown"


def _mean_of_players(said_real: Floats, shown: Floats) -> tuple[Estimate, Estimate]:
    players, answers = len(shown), int(shown.sum())
    scores = _scores(said_real, shown)  # (players, 2)
    noise = _noise(said_real, shown)
    found = []
    for each, chance in (
        (_d_prime(scores), noise.sum(axis=1)),
        (_criterion(scores), noise.sum(axis=1) / 4),
    ):
        middle = float(np.mean(each))
        if players >= ENOUGH_PLAYERS:
            error = float(np.std(each, ddof=1)) / math.sqrt(players)
            reach = float(stdtrit(players - 1, (1 + LEVEL) / 2)) * error
            method, population = "mean of the players' own, log-linear, t", PLAYERS
        else:
            error = math.sqrt(float(chance.sum())) / players
            reach = float(ndtri((1 + LEVEL) / 2)) * error
            method = "log-linear, Gourevitch and Galanter"
            method = method if players == 1 else f"mean of the players' own, {method}"
            population = THESE_PLAYERS
        found.append(Estimate(middle, middle - reach, middle + reach, method, population, answers))
    return found[0], found[1]


def _of_pooled(
    said_real: Floats, shown: Floats, pooled: tuple[float, float]
) -> tuple[Estimate, Estimate]:
    answers = int(shown.sum())
    enough = bool((np.count_nonzero(shown, axis=0) >= ENOUGH_PLAYERS).all())
    slopes = 1 / _density(_scores(said_real.sum(axis=0), shown.sum(axis=0)))
    noise = _noise(said_real.sum(axis=0), shown.sum(axis=0))
    found = []
    for middle, weights in (
        (pooled[0], np.array([1.0, -1.0])),
        (pooled[1], np.array([-0.5, -0.5])),
    ):
        known = spread(said_real, shown, weights * slopes) if enough else None
        if known is not None and known.variance > 0:
            quantile = float(stdtrit(known.freedom, (1 + LEVEL) / 2))
            reach = quantile * math.sqrt(known.variance)
            method = "pooled, log-linear, delta method, players clustered, CR2, t"
        else:
            reach = float(ndtri((1 + LEVEL) / 2)) * math.sqrt(float(noise @ weights**2))
            method = "pooled, log-linear, Gourevitch and Galanter"
        population = PLAYERS if enough else THESE_PLAYERS
        found.append(Estimate(middle, middle - reach, middle + reach, method, population, answers))
    return found[0], found[1]


def _corrected(said_real: Floats, shown: Floats) -> Floats:
    return (said_real + 0.5) / (shown + 1)


def _scores(said_real: Floats, shown: Floats) -> Floats:
    scores: Floats = ndtri(_corrected(said_real, shown))
    return scores


def _density(scores: Floats) -> Floats:
    density: Floats = np.exp(-(scores**2) / 2) / math.sqrt(2 * math.pi)
    return density


def _noise(said_real: Floats, shown: Floats) -> Floats:
    share = _corrected(said_real, shown)
    noise: Floats = share * (1 - share) / (shown * _density(ndtri(share)) ** 2)
    return noise


def _d_prime(scores: Floats) -> Floats:
    return scores[..., 0] - scores[..., 1]


def _criterion(scores: Floats) -> Floats:
    return -(scores[..., 0] + scores[..., 1]) / 2
