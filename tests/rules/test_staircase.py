"""The staircase rests where three of four answers are right, and says when it cannot get there."""

from __future__ import annotations

import math
import random
from statistics import fmean, pstdev

import pytest

from game.rules.staircase import CEILING_MS, FLOOR_MS, Censored, Staircase
from tests.rules.observers import Glimpser


def climbed(observer: Glimpser, answers: int) -> Staircase:
    stairs = Staircase()
    for _ in range(answers):
        stairs = stairs.then(correct=observer.is_right(stairs.level_ms))
    return stairs


def after(answers: str) -> Staircase:
    stairs = Staircase()
    for answer in answers:
        stairs = stairs.then(correct=answer == "r")
    return stairs


def test_a_right_answer_takes_ten_ms_off_and_a_wrong_one_adds_thirty() -> None:
    assert after("").level_ms == 500
    assert after("r").level_ms == 490
    assert after("w").level_ms == 530
    assert after("rrrw").level_ms == 500


def test_the_level_stays_between_a_tenth_of_a_second_and_a_second() -> None:
    assert after("r" * 100).level_ms == FLOOR_MS
    assert after("w" * 100).level_ms == CEILING_MS
    assert after("r" * 100 + "w").level_ms == 130
    assert after("w" * 100 + "r").level_ms == 990


def test_it_keeps_the_level_at_which_each_answer_was_given() -> None:
    stairs = after("rwr")
    assert stairs.levels == (500, 490, 520)
    assert stairs.rights == (True, False, True)


@pytest.mark.parametrize(
    ("half_way_ms", "spread_ms", "lapse"),
    [(300, 20, 0), (500, 80, 0), (500, 150, 0), (650, 60, 0), (400, 60, 0.04)],
)
def test_it_converges_where_three_of_four_are_right(
    half_way_ms: float, spread_ms: float, lapse: float
) -> None:
    chance = random.Random(7)
    observer = Glimpser(half_way_ms, spread_ms, lapse, chance)
    runs = [climbed(observer, 400) for _ in range(24)]
    late = [right for stairs in runs for right in stairs.rights[100:]]
    # What is right and wrong must make up for each other but for where the levels ended.
    net = sum(stairs.level_ms - stairs.levels[100] for stairs in runs)
    assert sum(late) / len(late) == pytest.approx(0.75 - net / 40 / len(late))
    assert abs(sum(late) / len(late) - 0.75) < 0.01
    thresholds = [stairs.threshold.ms for stairs in runs if stairs.threshold]
    true_ms = half_way_ms + spread_ms * math.log(0.5 / (0.5 - lapse))
    standard_error = pstdev(thresholds) / math.sqrt(len(thresholds))
    # The levels lie on a curve and not on a line: a bias of a few ms is the method's.
    assert abs(fmean(thresholds) - true_ms) < 4 * standard_error + 0.05 * spread_ms
    assert standard_error < 10


def test_the_target_does_not_hang_on_how_steep_the_observer_is() -> None:
    shares = []
    for spread_ms in (15, 60, 200):
        runs = [climbed(Glimpser(500, spread_ms, 0, random.Random(s)), 300) for s in range(10)]
        shares.append(fmean(right for stairs in runs for right in stairs.rights[100:]))
    assert all(abs(share - 0.75) < 0.015 for share in shares)


def test_there_is_no_threshold_before_a_hundred_answers() -> None:
    assert after("rrrw" * 24 + "rrr").threshold is None
    found = after("rrrw" * 25).threshold
    assert found is not None
    assert (found.counted, found.censored) == (50, None)


def test_the_threshold_is_the_mean_level_of_the_later_half() -> None:
    found = after("w" * 20 + "rrrw" * 25).threshold
    assert found is not None
    assert found.ms == pytest.approx(fmean(after("w" * 20 + "rrrw" * 25).levels[60:]))


@pytest.mark.parametrize(
    ("half_way_ms", "answers", "at_least", "at_most"),
    [
        (1e9, 100, 0.9, 1),
        (1_100, 100, 0.8, 1),
        (1e9, 150, 0.98, 1),
        (1_100, 150, 0.98, 1),
        (900, 150, 0, 0.12),
        (800, 150, 0, 0.02),
    ],
)
def test_a_threshold_beyond_a_second_is_called_censored(
    half_way_ms: float, answers: int, at_least: float, at_most: float
) -> None:
    chance = random.Random(9)
    found = [climbed(Glimpser(half_way_ms, 100, 0, chance), answers).threshold for _ in range(80)]
    above = fmean(each is not None and each.censored is Censored.ABOVE for each in found)
    assert at_least <= above <= at_most


@pytest.mark.parametrize(
    ("half_way_ms", "at_least", "at_most"),
    [(60, 0.98, 1), (80, 0.98, 1), (115, 0, 0.1), (150, 0, 0)],
)
def test_a_threshold_below_a_tenth_of_a_second_is_called_censored_too(
    half_way_ms: float, at_least: float, at_most: float
) -> None:
    chance = random.Random(9)
    found = [climbed(Glimpser(half_way_ms, 10, 0, chance), 150).threshold for _ in range(80)]
    below = fmean(each is not None and each.censored is Censored.BELOW for each in found)
    assert at_least <= below <= at_most
