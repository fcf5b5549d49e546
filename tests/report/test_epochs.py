"""Accuracy over the epochs of a run: its curve, its band and its trend."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import linregress, ttest_1samp

from game.report.answers import Contestant
from game.report.cells import Cells
from game.report.epochs import curves
from tests.report.simulating import cells_of

RUN = "run"


def judged(right: np.ndarray, of: int, epochs: list[int], run: str | None = RUN) -> list[Cells]:
    """Cells of one run: right answers (players, epochs), of so many each."""
    return [
        cells_of(
            Contestant(f"{epoch:012}", f"epoch {epoch}", run, None, epoch),
            each,
            np.full(len(each), of),
        )
        for epoch, each in zip(epochs, right.T, strict=True)
    ]


def test_the_curve_goes_through_the_shares_that_were_told_right() -> None:
    right = np.array([[45, 40, 30]] * 6 + [[43, 36, 28]] * 6)
    (curve,) = curves(judged(right, 50, [1, 5, 20]))
    assert [each.epoch for each in curve.epochs] == [1, 5, 20]
    estimates = [each.band.estimate for each in curve.epochs]
    assert estimates == pytest.approx((right.mean(axis=0) / 50).tolist())
    assert {each.band.population for each in curve.epochs} == {"players"}


def test_the_band_is_for_all_epochs_at_once_and_so_wider_than_each_ones_interval() -> None:
    chance = np.random.default_rng(1)
    right = chance.binomial(50, [0.9, 0.7, 0.6], (12, 3))
    (curve,) = curves(judged(right, 50, [1, 5, 20]))
    shares = right[:, 1] / 50
    low, high = ttest_1samp(shares, 0).confidence_interval()
    band = curve.epochs[1].band
    assert band.low is not None
    assert band.high is not None
    assert band.low < low < high < band.high
    assert "Šidák" in band.method


def test_the_trend_is_the_slope_of_the_means_with_players_as_their_own_controls() -> None:
    chance = np.random.default_rng(2)
    right = chance.binomial(100, [0.9, 0.75, 0.6], (14, 3))
    (curve,) = curves(judged(right, 100, [1, 4, 32]))
    own = [linregress([0, 2, 5], each / 100).slope for each in right]
    interval = ttest_1samp(own, 0).confidence_interval()
    found = curve.per_doubling
    assert found.estimate == pytest.approx(np.mean(own))
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), rel=1e-3)
    assert curve.p < 0.001


def test_few_players_have_a_curve_of_their_own() -> None:
    (curve,) = curves(judged(np.array([[45, 40, 30]] * 2), 50, [1, 5, 20]))
    assert {each.band.population for each in curve.epochs} == {"these players"}
    assert curve.per_doubling.low is not None


@pytest.mark.parametrize(("epochs", "run"), [([1, 5], RUN), ([0, 5, 20], RUN), ([1, 5, 20], None)])
def test_it_takes_three_epochs_of_one_run(epochs: list[int], run: str | None) -> None:
    right = np.full((12, len(epochs)), 30)
    assert curves(judged(right, 50, epochs, run)) == ()


def test_each_run_has_its_own_curve() -> None:
    one = judged(np.full((3, 3), 30), 50, [1, 2, 3], "one")
    other = judged(np.full((3, 4), 20), 50, [1, 2, 3, 4], "other")
    assert [(each.run, len(each.epochs)) for each in curves([*one, *other])] == [
        ("one", 3),
        ("other", 4),
    ]
