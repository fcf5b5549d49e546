"""The schedule of lab: balanced to the trial, matched in class, and the same for the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

from game.rules.schedule import Schedule, schedule
from game.rules.study import Study
from game.rules.trials import PlannedTrial
from tests.rules.samples import forger
from tests.rules.studies import (
    CLEAR,
    EARLY,
    a_thousand,
    against,
    digit_of,
    main,
    study,
    told,
)

EXPECTED = [
    ("practice", True, None, 3539),
    ("practice", False, 185791365, None),
    ("practice", True, None, 521),
    ("practice", True, None, 2509),
    ("practice", False, 916772661, None),
    ("practice", False, 551239327, None),
    ("main", True, None, 3039),
    ("main", True, None, 2001),
    ("main", False, 152508128, None),
]


def blocks(schedule: Schedule) -> list[list[PlannedTrial]]:
    """The trials of each block from 1 on."""
    last = schedule.trials[-1].block
    return [[t for t in schedule.trials if t.block == block] for block in range(1, last + 1)]


def even(counts: Iterable[int]) -> bool:
    """Whether no two counts differ by more than one."""
    each = list(counts)
    return max(each) - min(each) <= 1


def test_real_and_fake_are_one_to_one_in_every_forgers_share_over_a_thousand_seeds() -> None:
    for found in a_thousand():
        shares = Counter((trial.checkpoint_id, trial.is_real) for trial in main(found))
        assert len(set(shares.values())) == 1
        assert sum(shares.values()) == found.wanted == found.main_trials


def test_every_block_is_half_real_over_a_thousand_seeds() -> None:
    for found in a_thousand():
        for block in blocks(found):
            mains = [trial for trial in block if trial.phase == "main"]
            assert 2 * sum(trial.is_real for trial in mains) == len(mains)


@pytest.mark.parametrize("forgers", [1, 2, 3, 4, 5, 7])
def test_forgers_are_spread_over_the_blocks_as_evenly_as_can_be(forgers: int) -> None:
    ids = [each.id for each in against(forgers)]
    for seed in range(20):
        for block in blocks(told(study(seed, against(forgers), 140))):
            mains = [trial for trial in block if trial.phase == "main"]
            whose = Counter((trial.checkpoint_id, trial.is_real) for trial in mains)
            for kind in (True, False):
                assert even(whose[name, kind] for name in ids)
            if len(mains) == 20:
                assert even(whose[name, True] + whose[name, False] for name in ids)


@pytest.mark.parametrize("conditional", [True, False])
@pytest.mark.parametrize("forgers", [1, 3])
def test_for_each_forger_the_reals_are_of_the_fakes_classes(
    forgers: int, conditional: bool
) -> None:
    for seed in range(40):
        found = told(study(seed, against(forgers, conditional=conditional)))
        for each in against(forgers):
            mine = [trial for trial in main(found) if trial.checkpoint_id == each.id]
            reals, fakes = (
                Counter(digit_of(trial) for trial in mine if trial.is_real is kind)
                for kind in (True, False)
            )
            assert reals == fakes


def test_practice_comes_first_then_blocks_of_twenty_with_a_catch_trial_in_each() -> None:
    trials = told(study()).trials
    assert [trial.number for trial in trials] == list(range(1, 112))
    assert [(t.block, t.phase) for t in trials[:6]] == [(0, "practice")] * 6
    assert sum(trial.is_real for trial in trials[:6]) == 3
    for number, block in enumerate(blocks(told(study())), 1):
        assert Counter(trial.phase for trial in block) == {"main": 20, "catch": 1}
        assert trials.index(block[0]) == 6 + 21 * (number - 1)


def test_practice_is_matched_in_class_and_takes_turns_among_the_forgers() -> None:
    for seed in range(30):
        practice = told(study(seed, against(3))).trials[:6]
        reals, fakes = (
            sorted((t.checkpoint_id, digit_of(t)) for t in practice if t.is_real is kind)
            for kind in (True, False)
        )
        assert reals == fakes
        assert len({name for name, _ in reals}) == 3


@pytest.mark.parametrize(
    ("forgers", "asked", "comes_to"),
    [(1, 100, 100), (3, 100, 102), (2, 1, 4), (3, 6, 6), (4, 9, 16)],
)
def test_trials_are_rounded_up_to_twice_the_number_of_forgers(
    forgers: int, asked: int, comes_to: int
) -> None:
    found = told(study(7, against(forgers), asked))
    assert (found.wanted, found.main_trials, found.used_up) == (comes_to, comes_to, False)


def test_a_hundred_trials_are_the_default() -> None:
    assert Study(7, against()).main_trials == 100


def test_a_last_block_that_is_not_full_has_its_catch_trial_and_its_balance() -> None:
    last = blocks(told(study(7, against(3), 100)))[-1]
    assert Counter((t.phase, t.is_real) for t in last if t.phase == "main") == {
        ("main", True): 1,
        ("main", False): 1,
    }
    assert len(last) == 3


def test_catch_trials_are_early_fakes_or_unmistakable_reals_half_and_half() -> None:
    for found in a_thousand()[:200]:
        catches = [trial for trial in found.trials if trial.phase == "catch"]
        assert even(Counter(trial.is_real for trial in catches).values())
        for trial in catches:
            assert trial.checkpoint_id == EARLY.id
            assert trial.real_index in CLEAR if trial.is_real else trial.digit_seed is not None


def test_without_an_early_forger_all_catch_trials_are_real_and_the_other_way_round() -> None:
    reals = told(Study(7, against(), catch_forger=None, unmistakable=CLEAR)).trials
    assert [t.is_real for t in reals if t.phase == "catch"] == [True] * 5
    fakes = told(Study(7, against(), catch_forger=EARLY, unmistakable=())).trials
    assert [t.is_real for t in fakes if t.phase == "catch"] == [False] * 5
    neither = told(Study(7, against()))
    assert (len(neither.trials), neither.used_up) == (106, False)
    assert [t.number for t in neither.trials] == list(range(1, 107))


def test_the_catch_forger_may_be_measured_too() -> None:
    for seed in range(20):
        trials = told(Study(seed, (*against(), EARLY), 100, EARLY, ())).trials
        shown = [(t.checkpoint_id, t.digit_seed) for t in trials if not t.is_real]
        assert len(set(shown)) == len(shown)


def test_no_two_forgers_show_fakes_of_the_same_seed() -> None:
    # Two epochs of one run draw much the same digit from the same seed.
    for seed in range(30):
        trials = told(study(seed, (*against(3), EARLY))).trials
        seeds = [trial.digit_seed for trial in trials if not trial.is_real]
        assert len(set(seeds)) == len(seeds)


def test_a_conditional_forger_is_asked_for_the_class_that_its_seed_ends_in() -> None:
    fakes = [trial for trial in main(told(study())) if trial.digit_seed is not None]
    assert all(t.digit_label == (t.digit_seed or 0) % 10 for t in fakes)
    plain = main(told(study(7, against(conditional=False))))
    assert {trial.digit_label for trial in plain} == {None}


def test_beside_a_forger_of_one_digit_stand_reals_of_that_digit_alone() -> None:
    found = told(Study(7, (forger(digit=3),), 100, EARLY, CLEAR))
    shown = {t.real_index // 500 for t in found.trials if t.real_index is not None}
    assert shown == {3}
    assert found.main_trials == 100


def test_only_what_nobody_can_know_beforehand_has_to_be_read() -> None:
    plain = against(2, conditional=False)
    asked = schedule(study(7, plain), {})
    assert (asked.trials, asked.used_up) == ((), False)
    assert len(asked.unread) == 2 * (25 + 3)
    known = {(name, seed): seed % 10 for name, seed in asked.unread}
    found = schedule(study(7, plain), known)
    assert found.unread == ()
    shown = {(t.checkpoint_id, t.digit_seed) for t in main(found) if not t.is_real}
    assert shown <= known.keys()


def test_the_same_study_gives_the_same_schedule_however_its_forgers_are_ordered() -> None:
    forgers = against(3)
    assert told(study(7, forgers)) == told(study(7, forgers[::-1]))
    assert told(study(7, forgers)) != told(study(8, forgers))


def test_the_schedule_of_a_seed_never_changes_between_versions() -> None:
    first = told(study()).trials[:9]
    assert [(t.phase, t.is_real, t.digit_seed, t.real_index) for t in first] == EXPECTED


def test_a_study_of_nobody_or_of_one_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="forgers: expected different checkpoints, found none"):
        Study(7, ())
    with pytest.raises(ValueError, match="forgers"):
        Study(7, against() * 2)
    with pytest.raises(ValueError, match="trials: expected 1 or more, found 0"):
        Study(7, against(), 0)
