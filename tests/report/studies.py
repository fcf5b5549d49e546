"""Studies that are simulated with known truth, and what the report's statistics make of them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from game.report.answers import Contestant
from game.report.cells import Cells
from game.report.estimate import ENOUGH_PLAYERS, Estimate
from game.report.rates import Inference, infer, two_sided
from game.report.sensitivity import sensitivity

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


@dataclass(frozen=True)
class Observers:
    """Players who see d′ and lean c, each a little otherwise than the rest."""

    players: int
    looks: int
    """At reals, and as many at fakes, each."""
    d_prime: float = 1.0
    criterion: float = 0.2
    spread: float = 0.4
    """The standard deviation of their own d′, and of their own c."""


def covered_by(design: Observers, studies: int, seed: int) -> dict[str, float]:
    """How often the interval of each figure holds its truth.

    From ten players on the truth is that of all players, with fewer that of these.
    """
    chance = np.random.default_rng(seed)
    off = chance.standard_normal((200_000, 2)) * design.spread
    everyone = _called_real(design.d_prime + off[:, 0], design.criterion + off[:, 1]).mean(axis=0)
    held = dict.fromkeys(("d_prime", "criterion", "fool_rate", "hype_error"), 0)
    for _ in range(studies):
        own = chance.standard_normal((design.players, 2)) * design.spread
        own += (design.d_prime, design.criterion)
        called = _called_real(own[:, 0], own[:, 1])
        shown = np.full((design.players, 2), float(design.looks))
        said = chance.binomial(design.looks, called).astype(float)
        few = design.players < ENOUGH_PLAYERS
        seen = own.mean(axis=0) if few else (design.d_prime, design.criterion)
        real, fake = called.mean(axis=0) if few else everyone
        found = sensitivity(said, shown)
        fooled = infer(said[:, 1:], shown[:, 1:], ONE)
        wrong = np.stack([shown[:, 0] - said[:, 0], said[:, 1]], axis=1)
        hype = infer(wrong, shown, ONE.repeat(2) / 2)
        assert fooled is not None
        assert hype is not None
        held["d_prime"] += _holds(found.d_prime, seen[0])
        held["criterion"] += _holds(found.criterion, seen[1])
        held["fool_rate"] += _covers(fooled, fake)
        held["hype_error"] += _covers(hype, (1 - real + fake) / 2)
    return {name: count / studies for name, count in held.items()}


def cells_of(contestant: Contestant, right: Floats, of: int) -> Cells:
    """Cells of players who judged so many digits of a checkpoint, half of them real.

    right: (players,), how many each told right.
    """
    shown = np.full((len(right), 2), of / 2)
    told = np.minimum(right, of / 2)
    return Cells(
        contestant=contestant,
        players=np.arange(len(right)),
        said_real=np.stack([told, of / 2 - (right - told)], axis=1),
        shown=shown,
        sessions=len(right),
        times=np.empty(0),
        time_of=np.empty(0, dtype=np.int64),
        right=np.empty(0, dtype=np.bool_),
        judged=0,
        judged_right=0,
    )


def simulation_error(share: float, studies: int) -> float:
    """Three standard errors of a share that was counted over so many studies."""
    return 3 * math.sqrt(share * (1 - share) / studies)


def _covers(inference: Inference, truth: float) -> bool:
    low, high = inference.interval()
    return low <= truth <= high


def _holds(estimate: Estimate, truth: float) -> bool:
    assert estimate.low is not None
    assert estimate.high is not None
    return estimate.low <= truth <= estimate.high


def _called_real(d_prime: Floats, criterion: Floats) -> Floats:
    """How often each calls reals, and fakes, real: (players, 2)."""
    shares: Floats = ndtr(np.stack([d_prime / 2 - criterion, -d_prime / 2 - criterion], axis=1))
    return shares


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
    for players in (1, 4, 10, 30):
        observers = Observers(players, 50)
        print(observers, covered_by(observers, 1000, 7), sep="\n  ")
