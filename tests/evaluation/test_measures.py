"""Each measure is near its floor for digits like the real ones, and far from it for others."""

from __future__ import annotations

import numpy as np
import pytest

from models.classifier import Classifier
from models.digits import DigitPack
from trainer.evaluation.measures import (
    class_shares,
    copies,
    frechet_distance,
    largest_deviation,
    manifold,
    nearest_distances,
)

FeaturesOf = dict[str, np.ndarray]


@pytest.fixture(scope="module")
def features(classifier: Classifier, pack: DigitPack) -> FeaturesOf:
    noise = np.random.default_rng(0).integers(0, 256, (500, 28, 28), np.uint8)
    mixed = np.random.default_rng(1).permutation(5000)
    return {
        "real": classifier.features(pack.images[mixed[:1000]]),
        "other reals": classifier.features(pack.images[mixed[1000:2000]]),
        "ones": classifier.features(pack.images[pack.labels == 1][:500]),
        "noise": classifier.features(noise),
    }


def test_a_set_is_at_no_distance_from_itself(features: FeaturesOf) -> None:
    assert frechet_distance(features["real"], features["real"]) == pytest.approx(0, abs=1e-3)


def test_other_real_digits_are_near_and_noise_is_far(features: FeaturesOf) -> None:
    near = frechet_distance(features["real"], features["other reals"])
    far = frechet_distance(features["real"], features["noise"])
    assert 0 < near < far / 20


def test_a_single_class_is_far_from_all_ten(features: FeaturesOf) -> None:
    near = frechet_distance(features["real"], features["other reals"])
    assert frechet_distance(features["real"], features["ones"]) > 20 * near


def test_moving_every_feature_by_two_gives_four_for_each() -> None:
    features = np.random.default_rng(0).normal(size=(400, 8)).astype(np.float32)
    assert frechet_distance(features, features + 2) == pytest.approx(4 * 8, rel=1e-4)


def test_real_digits_cover_each_other(features: FeaturesOf) -> None:
    found = manifold(features["real"], features["other reals"])
    assert 0.7 < found.density < 1.2
    assert 0.8 < found.coverage <= 1
    assert 0.8 < found.precision <= 1
    assert 0.8 < found.recall <= 1


def test_a_single_class_leaves_most_neighbourhoods_empty(features: FeaturesOf) -> None:
    found = manifold(features["real"], features["ones"])
    assert found.coverage < 0.2


def test_noise_lies_in_no_neighbourhood(features: FeaturesOf) -> None:
    found = manifold(features["real"], features["noise"])
    assert found.density < 0.1
    assert found.coverage < 0.1


def test_measuring_neighbours_prints_nothing(
    features: FeaturesOf, capsys: pytest.CaptureFixture[str]
) -> None:
    manifold(features["real"][:50], features["noise"][:50])
    assert capsys.readouterr().out == ""


def test_shares_count_the_likeliest_class() -> None:
    probabilities = np.eye(10, dtype=np.float32)[[3, 3, 3, 7]]
    assert class_shares(probabilities).tolist() == [0, 0, 0, 0.75, 0, 0, 0, 0.25, 0, 0]


def test_the_deviation_is_that_of_the_class_that_is_farthest_off_either_way() -> None:
    true = np.full(10, 0.1)
    missing = np.array([0.0, *[1 / 9] * 9])
    assert largest_deviation(missing, true) == pytest.approx(10)
    assert largest_deviation(true, true) == 0


def test_the_nearest_digit_is_found_among_all(pack: DigitPack) -> None:
    digits, among = pack.images[:7], pack.images[600:650]
    apart = digits[:, None].astype(float) - among[None].astype(float)
    expected = np.sqrt((apart**2).sum((2, 3))).min(1)
    np.testing.assert_allclose(nearest_distances(digits, among), expected, rtol=1e-4)


def test_copied_training_digits_are_found_out(pack: DigitPack) -> None:
    learnt, test = pack.images[pack.train], pack.images[pack.show]
    ordinary = nearest_distances(test, learnt)
    assert copies(nearest_distances(learnt[:200], learnt), ordinary) == 1
    faint = np.clip(learnt[:200].astype(int) + 1, 0, 255).astype(np.uint8)
    assert copies(nearest_distances(faint, learnt), ordinary) == 1


def test_one_test_digit_in_a_hundred_counts_as_a_copy(pack: DigitPack) -> None:
    ordinary = nearest_distances(pack.images[pack.show], pack.images[pack.train])
    assert copies(ordinary, ordinary) == pytest.approx(0.01, abs=0.001)
