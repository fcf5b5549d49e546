"""How many players and answers it takes to find a difference between two checkpoints."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.special import ndtri, stdtrit

from game.report.cells import Cells, side_by_side
from game.report.estimate import ENOUGH_PLAYERS

ALPHA = 0.05
POWER = 0.8
ANSWERS = (25, 50, 100, 200, 400)
"""Answers of one player on one checkpoint that plans are made for."""
ASSUMED_ACCURACY = 0.5
ASSUMED_SPREAD = 0.05
"""The standard deviation of players' own differences between two checkpoints, if none was seen."""
MOST_PLAYERS = 1_000_000


@dataclass(frozen=True)
class Spreading:
    """What a plan rests on."""

    accuracy: float
    difference: float
    """The standard deviation over players of what each finds easier in one than in the other."""
    seen: bool
    """Whether both come from the answers so far, or are assumed."""


@dataclass(frozen=True)
class Plan:
    """Enough to find the difference in four of five studies, at p below 0.05."""

    answers_each: int
    """Answers of each player on each of the two checkpoints."""
    players: int

    @property
    def answers(self) -> int:
        """All answers of the study."""
        return 2 * self.answers_each * self.players


def plans(difference: float, spreading: Spreading) -> tuple[Plan, ...]:
    """For each number of answers of a player, how many players it takes (a paired t test).

    >>> plans(0.05, Spreading(0.5, 0.05, seen=False))[2]
    Plan(answers_each=100, players=26)
    """
    chance = 2 * spreading.accuracy * (1 - spreading.accuracy)
    return tuple(
        Plan(each, _players(difference, chance / each + spreading.difference**2))
        for each in ANSWERS
    )


def answers_of_one(difference: float, accuracy: float) -> int:
    """Answers of one player on each checkpoint, to find a difference for that player alone.

    Of two independent proportions (Fleiss, Levin and Paik 2003, Statistical Methods for Rates and
    Proportions, 3rd ed., formula 4.14, without correction for continuity), as R's
    ``power.prop.test(p1 = .5, p2 = .55, power = .8)`` has it: n = 1564.529.

    >>> answers_of_one(0.05, 0.5), answers_of_one(0.1, 0.55), answers_of_one(0.15, 0.6)
    (1565, 376, 152)
    """
    second = min(accuracy + difference, 1.0)
    middle = (accuracy + second) / 2
    apart = math.sqrt(accuracy * (1 - accuracy) + second * (1 - second))
    alike = math.sqrt(2 * middle * (1 - middle))
    reach = float(ndtri(1 - ALPHA / 2)) * alike + float(ndtri(POWER)) * apart
    return math.ceil((reach / (second - accuracy)) ** 2)


def spreading_of(cells: Sequence[Cells]) -> Spreading:
    """The accuracy and spread seen so far, by moments over all pairs with enough players."""
    found = []
    for a, b in combinations(cells, 2):
        totals, sizes = side_by_side((a, b))
        both = (sizes > 1).all(axis=1)
        if np.count_nonzero(both) >= ENOUGH_PLAYERS:
            shares = totals[both] / sizes[both]
            chance = (shares * (1 - shares) / (sizes[both] - 1)).sum(axis=1).mean()
            found.append(float(np.var(shares[:, 0] - shares[:, 1], ddof=1) - chance))
    if not found:
        return Spreading(ASSUMED_ACCURACY, ASSUMED_SPREAD, seen=False)
    right = sum(float(cell.right_answers.sum()) for cell in cells)
    answers = sum(float(cell.answers.sum()) for cell in cells)
    return Spreading(right / answers, math.sqrt(max(0.0, float(np.mean(found)))), seen=True)


def _players(difference: float, variance: float) -> int:
    """The least number of players whose paired t test has the power."""
    low, high = 2, MOST_PLAYERS
    while low < high:
        middle = (low + high) // 2
        reach = stdtrit(middle - 1, 1 - ALPHA / 2) + stdtrit(middle - 1, POWER)
        if reach * math.sqrt(variance / middle) <= difference:
            high = middle
        else:
            low = middle + 1
    return max(low, ENOUGH_PLAYERS)
