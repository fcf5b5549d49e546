"""The reals that may be shown, and walks through them that favour none."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from game.rules.reals import Beside, common_reals, walk
from tests.rules.observers import sigmas
from tests.rules.samples import forger
from tests.rules.studies import against


def test_a_walk_comes_to_every_place_once() -> None:
    assert sorted(walk(range(50), "some key")) == list(range(50))
    assert list(walk((), "some key")) == []


def test_a_walk_is_its_keys_alone_and_is_drawn_as_far_as_needed() -> None:
    whole = list(walk(range(50), "some key"))
    assert list(islice(walk(range(50), "some key"), 7)) == whole[:7]
    assert list(walk(range(50), "another key")) != whole


def test_every_place_comes_first_second_and_last_equally_often() -> None:
    walks = [list(walk(range(10), f"key {number}")) for number in range(2_000)]
    for when in (0, 1, 9):
        counts = Counter(each[when] for each in walks)
        assert all(sigmas(counts[place], 200, 180) < 4.5 for place in range(10))


def test_classes_are_kept_apart_and_those_that_nobody_draws_are_empty() -> None:
    everything = common_reals(Beside.of(against(2)))
    assert [len(places) for places in everything] == [60] * 10
    assert all(place // 500 == digit for digit, places in enumerate(everything) for place in places)
    threes = common_reals(Beside.of((forger(digit=3),)))
    assert [len(places) for places in threes] == [0, 0, 0, 500, 0, 0, 0, 0, 0, 0]
