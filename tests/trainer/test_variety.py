"""Real digits are various, and a digit drawn over and over is not."""

from __future__ import annotations

import math

import numpy as np
import pytest

from models.classifier import Classifier, load_classifier
from models.digits import load_pack
from trainer.variety import entropy_of, spread_of, variety_of


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return load_classifier()


def dots(*places: int) -> np.ndarray:
    """Return black plates, each with one pixel of grey 100 at its place of the first row."""
    plates = np.zeros((len(places), 28, 28), np.uint8)
    plates[np.arange(len(places)), 0, places] = 100
    return plates


def test_the_spread_is_a_distance_in_grey_levels() -> None:
    assert spread_of(dots(1, 2, 3, 4)) == pytest.approx(100 * math.sqrt(2))


def test_twins_count_once_they_are_more_than_a_quarter() -> None:
    apart = 100 * math.sqrt(2)
    assert spread_of(dots(1, 1, *range(2, 14))) == pytest.approx(apart)
    assert spread_of(dots(1, 1, 2, 2, 3, 4, 5, 6)) == 0


def test_one_digit_over_and_over_has_no_spread_and_no_entropy(classifier: Classifier) -> None:
    digit = load_pack().images[2_345]
    found = variety_of(np.repeat(digit[None], 100, 0), classifier)
    assert (found.spread, found.class_entropy, found.classes) == (0, 0, 1)


def test_real_digits_are_as_various_as_is_written_down(classifier: Classifier) -> None:
    images = load_pack().images
    for seed in range(5):
        picked = np.random.default_rng(seed).permutation(len(images))[:100]
        found = variety_of(images[picked], classifier)
        assert 1_300 < found.spread < 1_730
        assert 3.11 < found.class_entropy < 3.32


def test_ten_classes_alike_are_ten_classes(classifier: Classifier) -> None:
    pack = load_pack()
    found = variety_of(pack.images[np.arange(100) * 50], classifier)  # sorted by class
    assert found.classes == pytest.approx(10, abs=0.1)


def test_entropy_counts_classes_that_are_as_frequent_in_bits() -> None:
    assert entropy_of(np.array([0.25, 0.25, 0.25, 0.25, 0.0])) == 2
    assert entropy_of(np.array([1.0, 0.0])) == 0
