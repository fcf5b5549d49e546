"""Wilson's interval, against published figures and what it promises."""

from __future__ import annotations

from math import comb

import pytest

from game.rules.proportion import wilson


@pytest.mark.parametrize(
    ("successes", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_it_gives_newcombes_published_intervals(
    successes: int, of: int, low: float, high: float
) -> None:
    share = wilson(successes, of)
    assert [share.low, share.high] == pytest.approx([low, high], abs=5e-5)


def test_right_and_wrong_are_mirror_images() -> None:
    some, rest = wilson(7, 30), wilson(23, 30)
    assert [some.low, some.high] == pytest.approx([1 - rest.high, 1 - rest.low])


def test_all_and_none_reach_the_end_of_the_scale() -> None:
    assert (wilson(0, 10).low, wilson(10, 10).high) == (0, 1)
    assert wilson(0, 10).high < 0.5 < wilson(10, 10).low


def test_of_nothing_everything_is_possible() -> None:
    share = wilson(0, 0)
    assert (share.estimate, share.low, share.high) == (None, 0, 1)


def test_a_higher_level_is_a_wider_interval() -> None:
    assert wilson(5, 20, 0.99).low < wilson(5, 20, 0.95).low < wilson(5, 20, 0.8).low


def test_more_successes_than_trials_are_refused() -> None:
    with pytest.raises(ValueError, match="successes: expected 0 to 3, found 4"):
        wilson(4, 3)


@pytest.mark.parametrize("truth", [0.5, 0.6, 0.75, 0.9])
def test_it_holds_the_truth_about_as_often_as_it_promises(truth: float) -> None:
    of = 100
    held = sum(
        comb(of, k) * truth**k * (1 - truth) ** (of - k)
        for k in range(of + 1)
        if wilson(k, of).low <= truth <= wilson(k, of).high
    )
    assert 0.93 < held < 0.97
