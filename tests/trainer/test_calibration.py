"""Validity is the probability of being real, under any loss."""

import numpy as np
import pytest

from trainer.calibration import fit_validity


def test_validity_finds_the_logistic_that_the_logits_came_from() -> None:
    # Logits of reals N(1, 1) and of fakes N(-1, 1): by Bayes P(real | x) = 1 / (1 + exp(-2x)).
    chance = np.random.default_rng(5)
    validity = fit_validity(chance.normal(1, 1, 50_000), chance.normal(-1, 1, 50_000))
    assert validity.slope == pytest.approx(2.0, rel=0.03)
    assert validity.intercept == pytest.approx(0.0, abs=0.05)


def test_a_shift_and_a_stretch_of_the_logits_change_no_verdict() -> None:
    chance = np.random.default_rng(6)
    real, fake = chance.normal(0.4, 1, 2_000), chance.normal(-0.1, 1, 2_000)
    plain, moved = fit_validity(real, fake), fit_validity(1e3 * real + 7e4, 1e3 * fake + 7e4)
    for logit in (-2.0, 0.0, 3.0):
        assert moved(1e3 * logit + 7e4) == pytest.approx(plain(logit), abs=1e-3)


def test_verdicts_stay_finite_where_real_and_fake_never_meet() -> None:
    validity = fit_validity(np.full(100, 5.0), np.full(100, -5.0))
    assert 0.9 < validity(5.0) < 1.0
    assert 0.0 < validity(-5.0) < 0.1


def test_a_discriminator_that_says_nothing_gives_every_digit_one_half() -> None:
    validity = fit_validity(np.zeros(100), np.zeros(100))
    assert validity(0.0) == pytest.approx(0.5)


def test_logits_that_are_no_numbers_still_give_a_validity_that_is_one() -> None:
    real, fake = np.array([np.inf, 1.0, np.nan]), np.array([-np.inf, 0.0, np.nan])
    validity = fit_validity(real, fake)
    assert np.isfinite([validity.slope, validity.intercept]).all()
