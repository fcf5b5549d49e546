"""The exposure at which three of four are told right, from one player's timed answers.

A staircase's own levels are alike from one to the next and begin where it began, so that their
mean is known badly and worse than it looks. All answers together say more: whatever exposures
were chosen for, the likelihood is the product of what was answered at each (Kuss, Jäkel and
Wichmann 2005, Journal of Vision 5, 478-492; Treutwein and Strasburger 1999, Perception &
Psychophysics 61, 87-106).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.report.estimate import LEVEL
from game.rules.staircase import CEILING_MS, FLOOR_MS, Censored

Floats = NDArray[np.float64]

GUESSED = 0.5
"""Who sees nothing is right half of the time."""
LAPSED = 0.02
"""Who sees all is wrong as often as this, by the hand."""
USUAL_WIDTH, DOUBT = 0.25, 0.7
"""What is held of the width before any answer: the middle and the standard deviation of its
logarithm; from 0.06 to 1 in 95 %. A staircase tells it badly."""
THRESHOLDS: Floats = np.log(np.geomspace(40.0, 2500.0, 160))
"""All that are thought possible, each as likely as the next before any answer."""
WIDTHS: Floats = np.geomspace(0.04, 1.2, 15)


@dataclass(frozen=True)
class Reach:
    """A player's threshold in ms, and where it may lie."""

    ms: float
    low: float
    high: float
    shortest: float
    """The shortest exposure that was answered, in ms."""

    @property
    def censored(self) -> Censored | None:
        """Whether it lies beyond the exposures that there were, and so is no figure.

        A staircase still on its way down says only that what it showed was enough: how far below
        it the threshold lies was then held before any answer, alike for every player, so that the
        mean of many is surely wrong. A median of less than two thirds of the shortest exposure is
        of that kind: those of 100 simulated staircases that begin at 1000 ms and end after 50
        answers nine times in ten, those of the game's own start in one of ten at most.
        """
        if self.ms >= CEILING_MS:
            return Censored.ABOVE
        return Censored.BELOW if self.ms <= max(FLOOR_MS, self.shortest * 2 / 3) else None


def threshold(levels: Floats, rights: NDArray[np.bool_]) -> Reach:
    """Median and quantiles of the threshold after all answers; levels in ms, above 0.

    Right answers are a logistic function of the logarithm of the level, between guessing and
    lapsing; the threshold is where it passes 75 %. An example in which that is plain:

    >>> levels = np.repeat([100.0, 200.0, 400.0, 800.0], 100)
    >>> rights = np.arange(400) % 100 < np.repeat([55, 75, 93, 97], 100)
    >>> round(threshold(levels, rights).ms, -1)
    200.0
    """
    steps, place = np.unique(np.log(levels), return_inverse=True)
    told = np.bincount(place, weights=rights)
    missed = np.bincount(place) - told
    # Where the curve without lapses would pass 75 %, that with them does a little later.
    share = (0.75 - GUESSED) / (1 - LAPSED - GUESSED)
    shift = math.log(share / (1 - share))
    slope = (steps - THRESHOLDS[:, None, None]) / WIDTHS[:, None] + shift
    right = GUESSED + (1 - LAPSED - GUESSED) / (1 + np.exp(-slope))  # (thresholds, widths, steps)
    likelihood = np.log(right) @ told + np.log(1 - right) @ missed
    likelihood -= np.log(WIDTHS / USUAL_WIDTH) ** 2 / (2 * DOUBT**2)
    weight = np.exp(likelihood - likelihood.max()).sum(axis=1)
    weight /= weight.sum()
    below = np.cumsum(weight) - weight / 2
    tail = (1 - LEVEL) / 2
    low, middle, high = np.exp(np.interp([tail, 0.5, 1 - tail], below, THRESHOLDS))
    return Reach(float(middle), float(low), float(high), float(levels.min()))
