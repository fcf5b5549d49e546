"""Timed: balanced, interleaved, and what went wrong comes again and moves nothing."""

from __future__ import annotations

import random
from collections import Counter
from functools import reduce
from itertools import pairwise

import pytest

from game.rules.seen import Seen
from game.rules.staircase import Staircase
from game.rules.timed import SOONEST, Timed, timed
from game.rules.trials import AnsweredTrial, PlannedTrial
from tests.rules.observers import Glimpser, judged, sigmas
from tests.rules.samples import forger
from tests.rules.studies import against


def digit(trial: PlannedTrial) -> tuple[object, ...]:
    return trial.checkpoint_id, trial.is_real, trial.digit_seed, trial.real_index


def played(session: Timed, spoilt: float = 0.0, half_way_ms: float = 400) -> list[AnsweredTrial]:
    """A whole session, in which a share of the exposures goes wrong."""
    chance, trials = random.Random(2), []
    observer = Glimpser(half_way_ms, 60, 0, random.Random(3))
    while not session.over:
        (planned,) = session.upcoming(1)
        trial = observer.judge(planned, session.level_ms)
        if chance.random() < spoilt:
            trial = judged(planned, trial.said_real, "void")
        trials.append(trial)
        session = session.then(trial)
    return trials


@pytest.mark.parametrize("forgers", [1, 2, 3])
def test_every_checkpoint_gets_as_many_reals_as_fakes_and_as_many_as_the_others(
    forgers: int,
) -> None:
    for seed in range(12):
        trials = timed(seed, against(forgers)).upcoming(10_000)
        shares = Counter((trial.checkpoint_id, trial.is_real) for trial in trials)
        assert set(shares.values()) == {75}
        assert len(shares) == 2 * forgers


def test_every_block_of_fifty_is_half_real_and_there_is_a_break_after_it() -> None:
    session, breaks = timed(7, against(2)), []
    trials = session.upcoming(1_000)
    assert Counter((t.block, t.is_real) for t in trials) == {
        (block, kind): 25 for block in range(1, 7) for kind in (True, False)
    }
    while not session.over:
        if session.at_break:
            breaks.append(session.asked)
        session = session.then(judged(session.upcoming(1)[0], True))
    assert breaks == [50, 100, 150, 200, 250]


def test_trials_are_numbered_and_main_and_no_digit_comes_twice() -> None:
    trials = timed(7, against(3)).upcoming(1_000)
    assert [trial.number for trial in trials] == list(range(1, 451))
    assert {trial.phase for trial in trials} == {"main"}
    assert len({(t.digit_seed, t.real_index) for t in trials}) == len(trials)


def test_a_pool_that_is_walked_through_is_walked_through_again() -> None:
    trials = timed(7, (forger(reals=40),)).upcoming(1_000)
    shown = Counter(trial.real_index for trial in trials if trial.is_real)
    assert sum(shown.values()) == 75
    assert max(shown.values()) == 2


def test_the_plan_is_the_seeds_alone() -> None:
    assert timed(7, against(2)) == timed(7, against(2))
    assert timed(7, against(2)) != timed(8, against(2))


def test_nothing_that_was_seen_comes_again_while_there_is_something_else() -> None:
    forgers = (forger(reals=100),)
    first = timed(7, forgers, 80).upcoming(80)
    second = timed(7, forgers, 80, Seen.of(first)).upcoming(80)
    assert not any(trial in Seen.of(first) for trial in second)
    seen = Seen.of((*first, *second))
    third = timed(7, forgers, 80, seen).upcoming(80)
    again = [trial in seen for trial in third if trial.is_real]
    # When the reals that are left have been shown, all may come again.
    left = 100 - len(seen.reals)
    assert (again[:left], any(again[left:])) == ([False] * left, True)
    assert not any(trial in seen for trial in third if not trial.is_real)


def test_neither_the_truth_nor_the_forger_follows_from_what_went_before() -> None:
    changes = turns = count = 0
    for seed in range(120):
        trials = timed(seed, against(2), 100).upcoming(100)
        for start in (0, 50):
            for one, other in pairwise(trials[start : start + 50]):
                changes += one.is_real != other.is_real
                turns += one.checkpoint_id != other.checkpoint_id
                count += 1
    blocks, ones = 240, 25
    mean = 2 * ones * ones / 50
    variance = 2 * ones**2 * (2 * ones**2 - 50) / (50**2 * 49)
    assert sigmas(changes, blocks * mean, blocks * variance) < 4
    assert sigmas(turns, blocks * mean, blocks * variance) < 4


@pytest.mark.parametrize("trials", [1, 7, 30])
def test_a_session_ends_after_as_many_answers_as_were_asked_for(trials: int) -> None:
    assert len(played(timed(7, against(2), trials))) == trials
    assert len(timed(7, against(2), trials).upcoming(1_000)) == trials
    answers = played(timed(7, against(2), trials), spoilt=0.3)
    assert sum(trial.outcome == "answered" for trial in answers) == trials


def test_each_checkpoint_has_a_staircase_of_its_own() -> None:
    session = timed(7, against(2), 40)
    levels = dict.fromkeys(("k" * 12, "l" * 12), 500.0)
    while not session.over:
        (planned,) = session.upcoming(1)
        name = planned.checkpoint_id
        assert session.level_ms == levels[name]
        right = name == "k" * 12
        levels[name] = min(levels[name] - 10 if right else levels[name] + 30, 1_000)
        session = session.then(judged(planned, planned.is_real is right))
    assert levels == {"k" * 12: 300, "l" * 12: 1000}
    assert {name: stairs.level_ms for name, stairs in session.staircases} == levels


@pytest.mark.parametrize("outcome", ["void", "timeout"])
def test_a_void_trial_moves_nothing_and_its_digit_comes_again_later(outcome: str) -> None:
    session = timed(7, against())
    planned = session.upcoming(1)[0]
    after = session.then(judged(planned, planned.is_real, outcome))
    assert after.staircases == session.staircases
    assert after.left == session.left
    coming = after.upcoming(1_000)
    places = [place for place, trial in enumerate(coming) if digit(trial) == digit(planned)]
    assert len(places) == 1
    assert places[0] >= SOONEST
    assert coming[0].number == 2
    assert [digit(t) for t in coming[:SOONEST]] == [
        digit(t) for t in session.upcoming(1 + SOONEST)[1:]
    ]


def test_a_void_trial_near_the_end_comes_last() -> None:
    session = timed(7, against(), 4)
    for _ in range(3):
        session = session.then(judged(session.upcoming(1)[0], True))
    (last,) = session.upcoming(10)
    session = session.then(judged(last, None, "void"))
    assert [digit(trial) for trial in session.upcoming(10)] == [digit(last)]
    assert session.upcoming(1)[0].number == 5
    assert session.then(judged(session.upcoming(1)[0], True)).over


def test_answers_stay_balanced_however_many_exposures_go_wrong() -> None:
    for seed in range(4):
        trials = played(timed(seed, against(2)), spoilt=0.3)
        assert [trial.planned.number for trial in trials] == list(range(1, len(trials) + 1))
        counted = Counter(
            (t.planned.checkpoint_id, t.planned.is_real) for t in trials if t.outcome == "answered"
        )
        assert set(counted.values()) == {75}
        blocks = [trial.planned.block for trial in trials]
        assert blocks == sorted(blocks)


def test_a_session_led_through_its_trials_stands_where_it_stood() -> None:
    session = timed(7, against(2))
    trials = played(session, spoilt=0.2)
    for closed in (0, 1, 50, len(trials)):
        resumed = reduce(Timed.then, trials[:closed], timed(7, against(2)))
        assert [t.planned for t in trials[closed : closed + 1]] == list(resumed.upcoming(1))
    assert resumed.over


def test_an_observers_thresholds_are_found_for_each_checkpoint() -> None:
    half_ways = {"k" * 12: 250.0, "l" * 12: 600.0}
    session, chance = timed(7, against(2), 600), random.Random(5)
    while not session.over:
        (planned,) = session.upcoming(1)
        observer = Glimpser(half_ways[planned.checkpoint_id], 40, 0, chance)
        session = session.then(observer.judge(planned, session.level_ms))
    for name, half_way in half_ways.items():
        found = session.staircase(name).threshold
        assert found is not None
        assert found.censored is None
        assert found.ms == pytest.approx(half_way, abs=40)


def test_a_session_against_nobody_or_of_no_trials_is_refused() -> None:
    with pytest.raises(ValueError, match="forgers: expected one or more, found none"):
        timed(7, ())
    with pytest.raises(ValueError, match="trials: expected 1 or more, found 0"):
        timed(7, against(), 0)


def test_before_the_first_answer_every_staircase_is_at_its_start() -> None:
    assert {stairs for _, stairs in timed(7, against(2)).staircases} == {Staircase()}
