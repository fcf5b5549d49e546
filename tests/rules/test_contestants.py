"""Contestants from outside have so many images and no more; for the rest they are forgers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import islice

from game.rules.fakes import draw
from game.rules.forgers import Forger, RealPool
from game.rules.schedule import schedule
from game.rules.seen import NOTHING, Seen
from game.rules.stream import Stream
from game.rules.study import Study
from game.rules.timed import timed
from tests.rules.samples import forger

VAE = replace(forger("b"), count=40)
POOL = RealPool("reals-0", (tuple(range(300)), *[()] * 9), "/reals.npy")


def one_class(name: str, count: int) -> Forger:
    return replace(forger(name), count=count, digit=0, reals=POOL)


def test_a_contestants_seeds_are_the_places_of_its_images() -> None:
    trials = [Stream(5, (VAE,)).trial(at, at + 1) for at in range(1_000)]
    seeds = Counter(trial.digit_seed for trial in trials if not trial.is_real)
    assert set(seeds) == set(range(40))


def test_beside_a_contestant_a_checkpoint_draws_any_seed() -> None:
    stream = Stream(5, (forger("a"), VAE))
    fakes = [t for t in (stream.trial(at, at + 1) for at in range(400)) if not t.is_real]
    by_forger = {
        name: [t.digit_seed or 0 for t in fakes if t.checkpoint_id == name * 12] for name in "ab"
    }
    assert max(by_forger["b"]) < 40
    assert max(by_forger["a"]) > 2**30
    assert len(by_forger["a"]) > 60
    assert len(by_forger["b"]) > 60


def test_each_image_is_drawn_once_and_those_seen_never() -> None:
    drawn = [fake.seed for fake in draw("key", VAE, {}, NOTHING, most=100)]
    assert sorted(drawn) == list(range(40))
    seen = Seen(fakes=frozenset((VAE.id, seed, None) for seed in range(10)))
    left = [fake.seed for fake in draw("key", VAE, {}, seen, most=100)]
    assert left == [seed for seed in drawn if seed >= 10]
    assert [fake.seed for fake in islice(draw("key", VAE, {}, NOTHING, most=7), 20)] == drawn[:7]


def test_a_study_beside_reals_from_outside_needs_no_class_read() -> None:
    study = Study(3, (one_class("a", 100), one_class("b", 80)), trials=60)
    planned = schedule(study, {})
    assert not planned.unread
    assert planned.main_trials == 60
    reals = [trial for trial in planned.trials if trial.is_real]
    assert {trial.real_pool for trial in reals} == {"reals-0"}
    assert len({trial.real_index for trial in reals}) == len(reals)


def test_a_study_ends_for_all_alike_when_a_contestant_has_no_more_images() -> None:
    study = Study(3, (one_class("a", 500), one_class("b", 12)), trials=200)
    planned = schedule(study, {})
    assert planned.used_up
    fakes = [t for t in planned.trials if not t.is_real and t.phase == "main"]
    counts = Counter(trial.checkpoint_id for trial in fakes)
    assert counts["a" * 12] == counts["b" * 12]
    assert 0 < counts["b" * 12] <= 12


def test_timed_shows_a_contestants_images_again_once_all_of_them_have_been_shown() -> None:
    planned = timed(5, (forger("a"), VAE), trials=200).queue
    seeds = [t.digit_seed for t in planned if t.checkpoint_id == VAE.id and not t.is_real]
    assert len(seeds) == 50
    assert sorted(seeds[:40]) == list(range(40))  # type: ignore[type-var]
    assert len(set(seeds[40:])) == 10
    assert seeds[40:] != seeds[:10]


def test_a_contestant_and_a_checkpoint_stand_in_one_study() -> None:
    study = Study(3, (forger("a"), VAE), trials=40)
    classes: dict[tuple[str, int], int] = {}
    planned = schedule(study, classes)
    while planned.unread:
        classes |= {name: name[1] % 10 for name in planned.unread}
        planned = schedule(study, classes)
    assert planned.main_trials == 40
    shares = Counter((t.checkpoint_id, t.is_real) for t in planned.trials if t.phase == "main")
    assert set(shares.values()) == {10}
