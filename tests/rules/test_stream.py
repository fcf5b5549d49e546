"""The stream is named by its seed, and nothing in its order tells the truth."""

from __future__ import annotations

import math
from itertools import pairwise

from game.rules.stream import SEEDS, Stream
from tests.rules.samples import forger

MANY = 6_000
EXPECTED = [
    (False, 1167690099, None),
    (True, None, 2220),
    (False, 1910470447, None),
    (True, None, 4753),
    (False, 526318356, None),
    (False, 92402959, None),
]


def truths(seed: int, count: int) -> list[bool]:
    stream = Stream(seed, (forger(),))
    return [stream.trial(position, 1).is_real for position in range(count)]


def sigmas(count: int, of: int, share: float = 0.5) -> float:
    """How many standard deviations a count is from what chance gives."""
    return abs(count - of * share) / math.sqrt(of * share * (1 - share))


def test_the_same_seed_and_position_give_the_same_trial_whatever_was_asked_before() -> None:
    forwards = [Stream(7, (forger(),)).trial(position, 1) for position in range(200)]
    backwards = [Stream(7, (forger(),)).trial(position, 1) for position in reversed(range(200))]
    assert forwards == backwards[::-1]


def test_another_seed_gives_another_stream() -> None:
    assert truths(7, 64) != truths(8, 64)


def test_the_sequence_of_a_seed_never_changes_between_versions() -> None:
    trials = [Stream(7, (forger(),)).trial(position, position + 1) for position in range(6)]
    assert [(t.is_real, t.digit_seed, t.real_index) for t in trials] == EXPECTED


def test_real_or_fake_is_a_fair_coin() -> None:
    assert sigmas(sum(truths(1, MANY)), MANY) < 4


def test_neither_the_last_truths_nor_the_position_predict_the_next() -> None:
    coins = truths(2, MANY)
    for lag in (1, 2, 3, 10):
        same = sum(a == b for a, b in zip(coins, coins[lag:], strict=False))
        assert sigmas(same, MANY - lag) < 4
    after_three = [
        d for a, b, c, d in zip(coins, coins[1:], coins[2:], coins[3:], strict=False) if a == b == c
    ]
    assert sigmas(sum(after_three), len(after_three)) < 4
    for step in (2, 10):
        for start in range(step):
            some = coins[start::step]
            assert sigmas(sum(some), len(some)) < 4.5


def test_runs_of_one_kind_are_as_long_as_a_coin_makes_them() -> None:
    changes = sum(a != b for a, b in pairwise(truths(3, MANY)))
    assert sigmas(changes, MANY - 1) < 4


def test_neighbouring_seeds_share_nothing() -> None:
    same = sum(
        a == b
        for seed in range(50)
        for a, b in zip(truths(seed, 50), truths(seed + 1, 50), strict=True)
    )
    assert sigmas(same, 50 * 50) < 4


def test_seeds_of_fakes_cover_their_whole_range_evenly() -> None:
    stream = Stream(4, (forger(),))
    seeds = [t.digit_seed for t in (stream.trial(p, 1) for p in range(MANY)) if t.digit_seed]
    assert all(0 <= seed < SEEDS for seed in seeds)
    for bit in range(31):
        assert sigmas(sum(seed >> bit & 1 for seed in seeds), len(seeds)) < 4.5


def test_no_real_digit_comes_twice_before_the_pool_is_walked_through() -> None:
    stream = Stream(5, (forger(reals=300),))
    for lap in range(3):
        trials = [stream.trial(lap * 300 + place, 1) for place in range(300)]
        indices = [trial.real_index for trial in trials if trial.is_real]
        assert len(set(indices)) == len(indices)


def test_a_trial_says_either_where_a_real_lies_or_what_makes_a_fake() -> None:
    stream = Stream(6, (forger(),))
    for position in range(200):
        trial = stream.trial(position, 9)
        assert (trial.number, trial.block, trial.phase) == (9, 1, "main")
        assert (trial.real_pool is None) == (trial.real_index is None) == (not trial.is_real)
        assert (trial.digit_seed is None) == trial.is_real


def test_a_conditional_forger_is_asked_for_the_class_that_its_seed_ends_in() -> None:
    stream = Stream(6, (forger(conditional=True),))
    for trial in (stream.trial(position, 1) for position in range(200)):
        if trial.digit_seed is None:
            assert trial.digit_label is None
        else:
            assert trial.digit_label == trial.digit_seed % 10


def test_an_unconditional_forger_is_asked_for_no_class() -> None:
    stream = Stream(6, (forger(),))
    assert all(stream.trial(position, 1).digit_label is None for position in range(200))


def test_several_forgers_take_even_turns_and_the_coin_does_not_depend_on_them() -> None:
    alone, both = Stream(7, (forger("a"),)), Stream(7, (forger("a"), forger("b")))
    trials = [both.trial(position, 1) for position in range(4_000)]
    assert [t.is_real for t in trials] == [alone.trial(p, 1).is_real for p in range(4_000)]
    for kind in (True, False):
        whose = [t.checkpoint_id == "a" * 12 for t in trials if t.is_real is kind]
        assert sigmas(sum(whose), len(whose)) < 4


def test_only_digits_that_none_of_the_forgers_trained_on_are_shown() -> None:
    stream = Stream(8, (forger("a", reals=500), forger("b", reals=100)))
    shown = {stream.trial(position, 1).real_index for position in range(600)} - {None}
    assert shown <= set(range(100))
    assert len(shown) > 90


def test_beside_a_forger_of_one_digit_stand_reals_of_that_digit_alone() -> None:
    stream = Stream(9, (forger(digit=3),))
    indices = [stream.trial(position, 1).real_index for position in range(1_000)]
    shown = [index for index in indices if index is not None]
    assert {index // 500 for index in shown} == {3}
    assert len(set(shown)) > 300


def test_beside_forgers_of_two_digits_stand_reals_of_both() -> None:
    stream = Stream(10, (forger("a", digit=3), forger("b", digit=7)))
    shown = {stream.trial(position, 1).real_index for position in range(1_000)} - {None}
    assert {index // 500 for index in shown if index is not None} == {3, 7}


def test_beside_a_forger_of_all_digits_stand_reals_of_all_whoever_else_plays() -> None:
    stream = Stream(11, (forger("a"), forger("b", digit=7)))
    shown = {stream.trial(position, 1).real_index for position in range(1_000)} - {None}
    assert {index // 500 for index in shown if index is not None} == set(range(10))
