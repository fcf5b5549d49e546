"""The two-sample test finds what tells two sets apart, and nothing where nothing does."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy.stats import binom

from models.digits import DigitPack
from trainer.evaluation.two_sample import Digits, TwoSample, two_sample_test

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sides(pack: DigitPack) -> tuple[Digits, Digits]:
    """Two sets of the same kind that share no digit."""
    mixed = pack.images[np.random.default_rng(0).permutation(5000)[:1200]]
    return mixed[:600], mixed[600:]


@pytest.fixture(scope="module")
def alike(sides: tuple[Digits, Digits]) -> TwoSample:
    return two_sample_test(*sides)


def test_two_sets_of_real_digits_are_told_apart_no_better_than_by_a_coin(alike: TwoSample) -> None:
    assert alike.held_out == 600
    # A coin stays within these but for one test in ten thousand.
    low, high = binom.ppf([5e-5, 1 - 5e-5], alike.held_out, 0.5)
    assert low <= alike.right <= high


def test_the_same_seed_gives_the_same_figure(
    sides: tuple[Digits, Digits], alike: TwoSample
) -> None:
    torch.manual_seed(1)  # whatever chance is left from elsewhere
    assert two_sample_test(*sides) == alike


def test_a_small_mark_in_a_corner_gives_fakes_away(sides: tuple[Digits, Digits]) -> None:
    reals, fakes = sides
    marked = fakes.copy()
    marked[:, :2, :2] = 255
    found = two_sample_test(reals, marked)
    assert found.accuracy > 0.95
    assert found.interval()[0] > 0.9


def test_too_many_of_one_class_give_fakes_away(pack: DigitPack) -> None:
    mixed = np.random.default_rng(0).permutation(5000)
    reals = pack.images[mixed[:400]]
    ones = pack.images[pack.labels == 1][:400]
    assert two_sample_test(reals, ones).accuracy > 0.85


def test_exact_grey_values_are_not_looked_at(sides: tuple[Digits, Digits]) -> None:
    reals = sides[0][:100]
    barely_darker = np.where(reals == 255, 250, reals).astype(np.uint8)
    assert two_sample_test(reals, barely_darker) == two_sample_test(reals, reals)


def test_of_the_larger_set_only_as_many_are_taken_as_the_smaller_has(
    sides: tuple[Digits, Digits],
) -> None:
    assert two_sample_test(sides[0][:60], sides[1]).held_out == 60
    assert two_sample_test(sides[0], sides[1][:61]).held_out == 62


def test_the_chance_of_other_parts_of_the_program_is_left_alone(
    sides: tuple[Digits, Digits],
) -> None:
    before = torch.get_rng_state()
    two_sample_test(sides[0][:20], sides[1][:20])
    assert torch.equal(torch.get_rng_state(), before)
