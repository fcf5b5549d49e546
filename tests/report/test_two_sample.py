"""The two-sample test: a coin where there is nothing to tell, and no coin where there is."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import norm

from game.report.two_sample import two_sample

Floats = NDArray[np.float64]


def digits(seed: int, count: int = 400, shift: float = 0.0) -> Floats:
    drawn: Floats = np.random.default_rng(seed).standard_normal((count, 20))
    drawn[:, 0] += shift
    return drawn


def test_digits_of_one_distribution_are_told_no_better_than_by_a_coin() -> None:
    found = two_sample(digits(1), digits(2))
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.5 < found.high


def test_what_differs_is_told_as_often_as_can_be() -> None:
    found = two_sample(digits(1), digits(2, shift=2.0))
    # The best rule there is tells two normal distributions two deviations apart in Φ(1).
    assert found.estimate == pytest.approx(norm.cdf(1.0), abs=0.04)
    assert found.n == 800


def test_fakes_that_come_digit_after_digit_are_told_no_worse_than_by_a_coin() -> None:
    """As seeds do: a fold must not hold what the others never saw."""
    classes = np.tile(np.eye(10).repeat(2, axis=1) * 5, (40, 1))
    chance = np.random.default_rng(3)
    found = two_sample(digits(1) + classes, digits(2) + chance.permutation(classes))
    assert found.estimate is not None
    assert found.estimate > 0.4


def test_the_larger_side_is_cut_and_too_few_digits_are_no_figure() -> None:
    assert two_sample(digits(1, 100), digits(2, 300)).n == 200
    assert two_sample(digits(1, 40), digits(2, 300)).estimate is None


def test_features_that_no_digit_has_do_no_harm() -> None:
    dead = np.zeros((400, 5))
    found = two_sample(np.hstack([digits(1), dead]), np.hstack([digits(2, shift=2.0), dead]))
    assert found.estimate is not None
    assert found.estimate > 0.75
