"""Studies that are simulated with known truth, and what the report's statistics make of them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from game.report.answers import Contestant
from game.report.cells import Cells
from game.report.comparison import compare
from game.report.epochs import curves, slope_weights
from game.report.estimate import ENOUGH_PLAYERS, Estimate
from game.report.medians import median
from game.report.psychometric import threshold
from game.report.rates import Inference, infer, two_sided
from game.report.sensitivity import sensitivity
from game.rules.staircase import Staircase

Floats = NDArray[np.float64]

ONE = np.array([1.0])
DIFFERENCE = np.array([1.0, -1.0])


@dataclass(frozen=True)
class Design:
    """A study of two checkpoints or more, and the truth about them."""

    players: int
    answers: tuple[int, int] = (100, 100)
    """The fewest and the most that a player gives for each checkpoint."""
    truths: tuple[float, ...] = (0.6, 0.6)
    """How often all players on average tell each checkpoint right."""
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
    """One study: right answers, and answers, each (players, checkpoints)."""
    low, high = design.answers
    sizes = chance.integers(low, high + 1, (design.players, len(design.truths))).astype(float)
    general = _off(chance, design.spread, (design.players, 1))
    particular = _off(chance, design.own, sizes.shape)
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


def false_alarms(design: Design, checkpoints: int, studies: int, seed: int) -> float:
    """How often any of so many checkpoints that are alike is said to differ from another.

    The first truth of the design is that of all.
    """
    chance = np.random.default_rng(seed)
    cards = [Contestant(str(each), str(each), None, None, None) for each in range(checkpoints)]
    alike = Design(design.players, design.answers, (design.truths[0],) * checkpoints)
    alarms = 0
    for _ in range(studies):
        totals, sizes = simulate(alike, chance)
        cells = [cells_of(*each) for each in zip(cards, totals.T, sizes.T, strict=True)]
        alarms += any(each.p_adjusted < 0.05 for each in compare(cells))
    return alarms / studies


def covered_curves(design: Design, studies: int, seed: int) -> tuple[float, float]:
    """How often a band holds the whole curve, and an interval its slope per doubling.

    The truths of the design are those of the epochs 1, 2, 4, 8, …
    """
    chance = np.random.default_rng(seed)
    epochs = [2**each for each in range(len(design.truths))]
    cards = [Contestant(str(each), str(each), "run", None, each) for each in epochs]
    slope = float(slope_weights(epochs) @ np.array(design.truths))
    whole, sloped = 0, 0
    for _ in range(studies):
        totals, sizes = simulate(design, chance)
        cells = [cells_of(*each) for each in zip(cards, totals.T, sizes.T, strict=True)]
        (curve,) = curves(cells)
        bands = [each.band for each in curve.epochs]
        whole += all(_holds(*each) for each in zip(bands, design.truths, strict=True))
        sloped += _holds(curve.per_doubling, slope)
    return whole / studies, sloped / studies


def covered_medians(players: int, studies: int, seed: int) -> float:
    """How often the interval of a median holds it; times are lognormal.

    Players differ where there are enough of them to stand for all.
    """
    chance, held = np.random.default_rng(seed), 0
    spread = 0.3 if players >= ENOUGH_PLAYERS else 0.0
    whose = np.repeat(np.arange(players), 40)
    for _ in range(studies):
        own = 6.5 + spread * chance.standard_normal(players)
        times = np.exp(own[whose] + 0.5 * chance.standard_normal(len(whose)))
        held += _holds(median(times, whose), math.exp(6.5))
    return held / studies


def covered_thresholds(truth: float, width: float, studies: int, seed: int) -> float:
    """How often the interval of a threshold in ms holds it, after 150 answers of one player."""
    chance, held = np.random.default_rng(seed), 0
    for _ in range(studies):
        stairs = Staircase()
        for _ in range(150):
            share = 0.5 + 0.5 / (1 + (stairs.level_ms / truth) ** (-1 / width))
            stairs = stairs.then(correct=bool(chance.random() < share))
        found = threshold(np.array(stairs.levels), np.array(stairs.rights))
        held += found.low <= truth <= found.high
    return held / studies


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


def cells_of(contestant: Contestant, right: Floats, answers: Floats) -> Cells:
    """Cells of players who each told so many of their answers on a checkpoint right.

    right, answers: (players,); half of the digits are real, the odd one too.
    """
    shown = np.stack([np.ceil(answers / 2), np.floor(answers / 2)], axis=1)
    told = np.minimum(right, shown[:, 0])
    return Cells(
        contestant=contestant,
        players=np.arange(len(right)),
        said_real=np.stack([told, shown[:, 1] - (right - told)], axis=1),
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


def _off(chance: np.random.Generator, deviation: float, shape: tuple[int, ...]) -> Floats:
    """Deviations with a mean of 0 that end at two standard deviations, as shares must."""
    # A symmetric beta distribution on -2 … 2 standard deviations.
    return 4 * deviation * (chance.beta(1.5, 1.5, shape) - 0.5)
