"""Studies that are simulated with known truth, and what the report's statistics make of them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.report.rates import Inference, infer, two_sided

Floats = NDArray[np.float64]

ONE = np.array([1.0])
DIFFERENCE = np.array([1.0, -1.0])


@dataclass(frozen=True)
class Design:
    """A study of two checkpoints, and the truth about them."""

    players: int
    answers: tuple[int, int] = (100, 100)
    """The fewest and the most that a player gives for each checkpoint."""
    truths: tuple[float, float] = (0.6, 0.6)
    """How often all players on average tell each right."""
    spread: float = 0.1
    """The standard deviation of players around it, common to both checkpoints."""
    own: float = 0.03
    """That of what a player finds easier in one than in the other."""


@dataclass(frozen=True)
class Tallied:
    """How often, over many studies, what should happen did."""

    studies: int
    covered_share: float
    """Studies whose interval for the accuracy of the first checkpoint holds its truth."""
    covered_difference: float
    found_difference: float
    """Studies whose difference had a p below 0.05; false alarms where there is none."""
    found_off_coin: float
    """Studies that called the first checkpoint different from a coin."""
    found_within: float
    """Studies that called it within 5 points of a coin."""


def simulate(design: Design, chance: np.random.Generator) -> tuple[Floats, Floats]:
    """One study: right answers, and answers, each (players, 2)."""
    low, high = design.answers
    sizes = chance.integers(low, high + 1, (design.players, 2)).astype(float)
    general = _off(chance, design.spread, (design.players, 1))
    particular = _off(chance, design.own, (design.players, 2))
    shares = np.array(design.truths) + general + particular
    assert ((shares > 0) & (shares < 1)).all(), "the spread takes shares beyond 0 and 1"
    return chance.binomial(sizes.astype(int), shares).astype(float), sizes


def tally_studies(design: Design, studies: int, seed: int) -> Tallied:
    """Simulate so many studies, and count."""
    chance = np.random.default_rng(seed)
    counts = np.zeros(5)
    for _ in range(studies):
        totals, sizes = simulate(design, chance)
        share = infer(totals[:, :1], sizes[:, :1], ONE)
        difference = infer(totals, sizes, DIFFERENCE)
        assert share is not None
        assert difference is not None
        counts += (
            _covers(share, design.truths[0]),
            _covers(difference, design.truths[0] - design.truths[1]),
            two_sided(difference, 0.0) < 0.05,
            two_sided(share, 0.5) < 0.05,
            max(share.tail_below(0.45), share.tail_above(0.55)) < 0.05,
        )
    return Tallied(studies, *(counts / studies).tolist())


def simulation_error(share: float, studies: int) -> float:
    """Three standard errors of a share that was counted over so many studies."""
    return 3 * math.sqrt(share * (1 - share) / studies)


def _covers(inference: Inference, truth: float) -> bool:
    low, high = inference.interval()
    return low <= truth <= high


def _off(chance: np.random.Generator, deviation: float, shape: tuple[int, int]) -> Floats:
    """Deviations with a mean of 0 that end at two standard deviations, as shares must."""
    # A symmetric beta distribution on -2 … 2 standard deviations.
    return 4 * deviation * (chance.beta(1.5, 1.5, shape) - 0.5)


if __name__ == "__main__":
    for players in (10, 20, 60):
        for design in (
            Design(players),
            Design(players, (20, 200)),
            Design(players, truths=(0.5, 0.5)),
            Design(players, truths=(0.55, 0.65)),
            Design(players, truths=(0.5, 0.5), spread=0.0, own=0.0),
            Design(players, truths=(0.9, 0.9), spread=0.03, own=0.01),
        ):
            print(design, tally_studies(design, 1000, 7), sep="\n  ")
