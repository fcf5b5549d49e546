"""Arcade: three lives, points and streaks, and less and less time to think."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest

from game.rules.arcade import Arcade, thinking_seconds
from game.rules.stream import Stream
from tests.rules.observers import Observer, sigmas
from tests.rules.samples import answered, forger


def after(answers: str, limit: int | None = None) -> Arcade:
    game = Arcade(Stream(7, (forger(),)), limit=limit)
    for answer in answers:
        game = game.answer(correct=answer == "r")
    return game


def test_a_right_answer_is_a_point_and_costs_nothing() -> None:
    assert (after("r").score, after("r").lives) == (1, 3)


def test_a_wrong_answer_costs_a_life_and_the_streak_but_no_points() -> None:
    game = after("rrw")
    assert (game.score, game.lives, game.streak, game.best_streak) == (2, 2, 0, 2)


def test_the_best_streak_is_the_longest_and_not_the_last() -> None:
    assert after("rrrwrr").best_streak == 3
    assert after("rwrrr").best_streak == 3


def test_the_third_wrong_answer_ends_the_game_and_no_other_does() -> None:
    assert not after("wrwrrr").over
    assert after("wrwrrrw").over


def test_a_limit_ends_the_game_with_lives_left() -> None:
    assert not after("rr", limit=3).over
    assert after("rrr", limit=3).over


def test_without_a_limit_a_game_goes_on_as_long_as_there_are_lives() -> None:
    assert not after("r" * 500).over


def test_before_three_right_answers_in_a_row_one_may_think_for_as_long_as_one_likes() -> None:
    for answers in ("", "r", "rr", "rrrw", "rrrwrr"):
        assert after(answers).thinking_seconds is None


def test_the_time_to_think_starts_at_ten_seconds_and_shrinks_with_every_right_answer() -> None:
    times = [after("r" * streak).thinking_seconds or 0 for streak in range(3, 43)]
    assert times[0] == 10
    assert all(later < earlier for earlier, later in pairwise(times))


def test_the_time_to_think_never_falls_below_two_seconds() -> None:
    assert thinking_seconds(10_000) == pytest.approx(2)
    assert all(thinking_seconds(streak) >= 2 for streak in range(3, 10_000))


def test_a_wrong_answer_gives_the_whole_time_to_think_back() -> None:
    assert after("rrrrrwrrr").thinking_seconds == 10


def test_the_limit_to_thinking_can_be_switched_off() -> None:
    assert dataclasses.replace(after("rrrrr"), hurried=False).thinking_seconds is None


def test_a_timeout_costs_a_life_and_the_streak_whatever_the_digit_was() -> None:
    for is_real in (True, False):
        late = answered(is_real=is_real, said_real=None, outcome="timeout")
        game = after("rrr").then(late)
        assert (game.score, game.lives, game.streak) == (3, 2, 0)


def test_a_void_trial_uses_up_a_digit_and_nothing_else() -> None:
    for said_real in (None, True, False):
        spoilt = answered(is_real=True, said_real=said_real, outcome="void")
        game = after("rr").then(spoilt)
        assert game == dataclasses.replace(after("rr"), asked=3)


def test_an_observer_scores_what_his_accuracy_promises() -> None:
    # Three lives: right answers before the third wrong one, a negative binomial count.
    observer = Observer(d_prime=1.5, criterion=0.3)
    p, games, total = observer.accuracy, 250, 0
    for seed in range(games):
        game = Arcade(Stream(seed, (forger(reals=60),)))
        while not game.over:
            (trial,) = game.upcoming(1)
            game = game.then(observer.judge(trial))
        total += game.score
    expected = games * 3 * p / (1 - p)
    assert sigmas(total, expected, games * 3 * p / (1 - p) ** 2) < 4
