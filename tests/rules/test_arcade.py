"""Arcade: three lives, points and streaks."""

from __future__ import annotations

from game.rules.arcade import Arcade


def after(answers: str, limit: int | None = None) -> Arcade:
    game = Arcade(limit=limit)
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
