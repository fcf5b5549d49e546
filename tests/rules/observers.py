"""Simulated observers: people of whom we know how well they see and which way they lean."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from statistics import NormalDist

from game.rules.trials import AnsweredTrial, PlannedTrial
from tests.rules.samples import NOON

NORMAL = NormalDist()


@dataclass(frozen=True)
class Observer:
    """Sees a real at +d′/2 and a fake at -d′/2, each with unit noise, and says real above c."""

    d_prime: float
    criterion: float = 0.0
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    def says_real(self, is_real: bool) -> bool:
        """One look, one answer."""
        seen = self.chance.gauss(self.d_prime / 2 if is_real else -self.d_prime / 2, 1)
        return seen > self.criterion

    @property
    def accuracy(self) -> float:
        """The share right that is to be expected when real and fake come equally often."""
        hits = NORMAL.cdf(self.d_prime / 2 - self.criterion)
        rejections = NORMAL.cdf(self.d_prime / 2 + self.criterion)
        return (hits + rejections) / 2

    def judge(self, planned: PlannedTrial) -> AnsweredTrial:
        """The trial with this observer's answer."""
        return judged(planned, self.says_real(planned.is_real))


@dataclass(frozen=True)
class Glimpser:
    """Sees the better the longer the exposure: a logistic from 50 % up, steeper or flatter.

    ``lapse`` is the share of answers given without looking.
    """

    half_way_ms: float
    """The exposure at which 75 % are right, but for lapses."""
    spread_ms: float
    lapse: float = 0.0
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    def accuracy(self, exposure_ms: float) -> float:
        """The share right at an exposure."""
        # The logistic in a form that stays finite however far the exposure is from half way.
        rise = (1 + math.tanh((exposure_ms - self.half_way_ms) / self.spread_ms / 2)) / 2
        return 0.5 + 0.5 * rise * (1 - self.lapse)

    def is_right(self, exposure_ms: float) -> bool:
        """One glimpse, one answer."""
        return self.chance.random() < self.accuracy(exposure_ms)

    def judge(self, planned: PlannedTrial, exposure_ms: float) -> AnsweredTrial:
        """The trial with this observer's answer."""
        right = self.is_right(exposure_ms)
        return judged(planned, planned.is_real if right else not planned.is_real)


def judged(
    planned: PlannedTrial, said_real: bool | None, outcome: str = "answered"
) -> AnsweredTrial:
    """A planned trial with an answer."""
    return AnsweredTrial(planned, outcome, said_real, NOON, 800.0, None, 0, None, False, None)


def sigmas(count: float, expected: float, variance: float) -> float:
    """How many standard deviations a count is from what was to be expected."""
    return abs(count - expected) / math.sqrt(variance)
