"""Lab: nothing twice for one player, resumed where it stood, and inattention is noticed."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from game.rules.detection import detect
from game.rules.lab import Attention, Lab, attention
from game.rules.seen import NOTHING, Seen
from game.rules.study import Study
from game.rules.tally import tally
from game.rules.trials import AnsweredTrial, PlannedTrial
from tests.rules.observers import Observer, judged, sigmas
from tests.rules.samples import answered, few_reals, forger
from tests.rules.studies import EARLY, against, digit_of, main, study, told


def name_of(trial: PlannedTrial) -> tuple[object, ...]:
    """What tells a digit from all others."""
    if trial.is_real:
        return trial.real_pool, trial.real_index
    return trial.checkpoint_id, trial.digit_seed, trial.digit_label


def played(lab: Lab, observer: Observer) -> list[AnsweredTrial]:
    """The rest of the session, answered by an observer."""
    trials = []
    while not lab.over:
        (planned,) = lab.upcoming(1)
        trials.append(observer.judge(planned))
        lab = lab.then(trials[-1])
    return trials


def few(each: int, *, conditional: bool = True) -> Study:
    """A study of two forgers with a pool of so many digits of each class."""
    forgers = (replace(one, reals=few_reals(each)) for one in against(2, conditional=conditional))
    return Study(7, tuple(forgers), 100, EARLY, ())


@pytest.mark.parametrize("conditional", [True, False])
def test_nothing_comes_twice_in_a_session(conditional: bool) -> None:
    for seed in range(40):
        trials = told(study(seed, against(3, conditional=conditional))).trials
        assert len({name_of(trial) for trial in trials}) == len(trials)


@pytest.mark.parametrize("conditional", [True, False])
@pytest.mark.parametrize("same_seed", [True, False])
def test_nothing_comes_twice_over_all_sessions_of_a_player_until_the_reals_are_used_up(
    conditional: bool, same_seed: bool
) -> None:
    seen, shown, sessions = NOTHING, Counter[tuple[object, ...]](), []
    for number in range(15):
        seed = 7 if same_seed else number
        found = told(study(seed, against(2, conditional=conditional)), seen=seen)
        sessions.append(found)
        shown.update(map(name_of, found.trials))
        seen |= Seen.of(found.trials)
    assert max(shown.values()) == 1
    # 600 reals, some of them kept to catch: eleven sessions of 53, at least eight untouched.
    assert all(found.main_trials == 100 and not found.used_up for found in sessions[:8])
    assert sessions[-1].used_up
    assert sessions[-1].trials == ()


@pytest.mark.parametrize("conditional", [True, False])
def test_when_unseen_reals_run_short_the_session_is_shorter_and_still_balanced(
    conditional: bool,
) -> None:
    for each in range(1, 7):
        found = told(few(each, conditional=conditional))
        assert found.used_up == (found.main_trials < 100)
        assert found.main_trials <= 2 * (10 * each - 3)
        share = Counter((t.checkpoint_id, t.is_real) for t in main(found))
        assert len(set(share.values())) == 1
        for name in {trial.checkpoint_id for trial in main(found)}:
            mine = [trial for trial in main(found) if trial.checkpoint_id == name]
            assert sorted(digit_of(t) for t in mine if t.is_real) == sorted(
                digit_of(t) for t in mine if not t.is_real
            )
    assert told(few(2)).main_trials >= 24


def test_a_class_without_unseen_reals_is_passed_over_and_the_rest_goes_on() -> None:
    seen = Seen(reals=frozenset(("mnist-5000", place) for place in range(1_500, 2_000)))
    found = told(study(), seen=seen)
    assert found.main_trials == 100
    assert 3 not in {digit_of(trial) for trial in main(found)}


def test_seen_in_another_pool_is_not_seen_here() -> None:
    seen = Seen(reals=frozenset(("another pool", place) for place in range(5_000)))
    assert told(study(), seen=seen) == told(study())


def test_what_was_seen_changes_no_more_than_it_must() -> None:
    plain = told(study())
    hit = next(trial for trial in main(plain) if trial.is_real)
    other = told(study(), seen=Seen.of([hit]))
    assert name_of(hit) not in map(name_of, other.trials)
    assert [(t.phase, t.is_real, t.digit_seed) for t in other.trials] == [
        (t.phase, t.is_real, t.digit_seed) for t in plain.trials
    ]


@pytest.mark.parametrize("conditional", [True, False])
def test_a_session_closed_at_any_moment_goes_on_exactly_where_it_stood(conditional: bool) -> None:
    earlier = Seen.of(told(study(3, against(2, conditional=conditional))).trials)
    whole = told(study(7, against(2, conditional=conditional)), seen=earlier).trials
    for closed in (*range(0, len(whole), 10), len(whole)):
        recorded = whole[:closed]
        again = told(study(7, against(2, conditional=conditional)), seen=earlier)
        rest = Lab(again, asked=len(recorded)).upcoming(1_000)
        assert recorded + rest == whole


@pytest.mark.parametrize("conditional", [True, False])
def test_what_other_sessions_showed_meanwhile_is_not_shown_by_the_rest(conditional: bool) -> None:
    mine = study(7, against(2, conditional=conditional))
    whole = told(mine).trials
    for closed in (10, 50, 100):
        recorded = whole[:closed]
        # The worst that can be: the same study under the same seed, begun anew meanwhile.
        between = told(mine, seen=Seen.of(recorded)).trials
        since = Seen.of(between)
        rest = Lab(told(mine, since=since), asked=closed).upcoming(1_000)
        shown = [name_of(trial) for trial in (*recorded, *between, *rest)]
        assert len(set(shown)) == len(shown)
        resumed = (*recorded, *rest)
        assert [(t.number, t.block, t.phase, t.is_real, t.checkpoint_id) for t in resumed] == [
            (t.number, t.block, t.phase, t.is_real, t.checkpoint_id) for t in whole
        ]
        assert [digit_of(t) for t in resumed if t.phase == "main"] == [
            digit_of(t) for t in whole if t.phase == "main"
        ]


def test_resumed_twice_with_more_seen_each_time_nothing_comes_twice() -> None:
    chance = random.Random(1)
    for seed in range(20):
        mine = study(seed, against(2))
        shown = list(told(mine).trials[:30])
        since = NOTHING
        for closed in (60, 90, 200):
            # Meanwhile games of other modes have shown any reals, some of these too.
            places = frozenset(("mnist-5000", place) for place in chance.sample(range(5_000), 700))
            since |= Seen(reals=places)
            rest = Lab(told(mine, since=since), asked=len(shown)).upcoming(closed - len(shown))
            assert not any(trial in since for trial in rest)
            shown += rest
        names = [name_of(trial) for trial in shown]
        assert len(set(names)) == len(names)
        assert len(shown) == 111


def test_a_rest_for_which_nothing_is_left_ends_there_and_says_so() -> None:
    everything = Seen(reals=frozenset(("mnist-5000", place) for place in range(5_000)))
    found = told(study(), since=everything)
    assert found.used_up
    lab = Lab(found, asked=50)
    assert (lab.over, lab.feedback, lab.at_break, lab.upcoming(5)) == (True, False, False, ())


def test_there_is_a_break_after_practice_and_after_every_block_but_the_last() -> None:
    lab, breaks = Lab(told(study())), []
    observer = Observer(1.0)
    while not lab.over:
        if lab.at_break:
            breaks.append(lab.asked)
        lab = lab.then(observer.judge(*lab.upcoming(1)))
    assert breaks == [6, 27, 48, 69, 90]
    assert not lab.at_break
    assert lab.blocks == 5


def test_feedback_is_given_in_practice_alone() -> None:
    schedule = told(study())
    assert [Lab(schedule, asked).feedback for asked in range(112)] == [True] * 6 + [False] * 106


def test_a_void_trial_is_over_and_its_digit_does_not_come_again() -> None:
    lab = Lab(told(study()), asked=20)
    (spoilt,) = lab.upcoming(1)
    assert spoilt not in lab.then(judged(spoilt, None, "void")).upcoming(1_000)


@pytest.mark.parametrize(
    ("right", "catches", "flagged"),
    [(2, 4, True), (3, 4, False), (3, 5, True), (4, 5, False), (0, 3, False), (6, 8, False)],
)
def test_fewer_than_three_quarters_of_at_least_four_catch_trials_flag_a_session(
    right: int, catches: int, flagged: bool
) -> None:
    trials = [
        answered(is_real=True, said_real=place < right, phase="catch") for place in range(catches)
    ]
    assert attention(trials) == Attention(catches, right)
    assert attention(trials).flagged is flagged


def test_only_answered_catch_trials_speak_of_attention() -> None:
    trials = [
        answered(is_real=True, said_real=None, outcome="timeout", phase="catch"),
        answered(is_real=True, said_real=None, outcome="void", phase="catch"),
        answered(is_real=True, said_real=False, phase="practice"),
        answered(is_real=True, said_real=False, phase="main"),
    ]
    assert attention(trials) == Attention(0, 0)


def test_who_guesses_is_flagged_as_often_as_guessing_fails() -> None:
    guesser, sessions = Observer(0.0, 0.0, random.Random(2)), 200
    lab = Lab(told(study()))
    flagged = sum(attention(played(lab, guesser)).flagged for _ in range(sessions))
    share = 1 - (5 + 1) / 2**5  # At most three of five right.
    assert sigmas(flagged, sessions * share, sessions * share * (1 - share)) < 4


@pytest.mark.parametrize(("d_prime", "criterion"), [(0.0, 0.0), (1.0, 0.4), (2.0, -0.6)])
def test_an_observers_accuracy_sensitivity_and_bias_come_out_of_his_sessions(
    d_prime: float, criterion: float
) -> None:
    observer = Observer(d_prime, criterion, random.Random(6))
    trials = [t for seed in range(20) for t in played(Lab(told(study(seed))), observer)]
    counts = tally(trials)
    p, count = observer.accuracy, 20 * 100
    assert (counts.reals, counts.fakes) == (count / 2, count / 2)
    assert sigmas(counts.right, count * p, count * p * (1 - p)) < 4
    found = detect(counts)
    assert found is not None
    assert found.d_prime == pytest.approx(d_prime, abs=0.3)
    assert found.criterion == pytest.approx(criterion, abs=0.15)


def test_an_observers_interval_holds_his_accuracy_about_as_often_as_it_says() -> None:
    observer, held, sessions = Observer(1.0, 0.3, random.Random(8)), 0, 120
    lab = Lab(told(study()))
    for _ in range(sessions):
        share = tally(played(lab, observer)).accuracy
        held += share.low <= observer.accuracy <= share.high
    # Balanced designs spread a little less than a coin would: it holds at least as often.
    assert held / sessions > 0.95 - 4 * (0.95 * 0.05 / sessions) ** 0.5


def test_forgers_that_trained_on_the_pack_see_to_it_that_only_their_unseen_digits_are_shown() -> (
    None
):
    some = replace(forger("k", conditional=True), reals=few_reals(30))
    other = replace(forger("l", conditional=True), reals=few_reals(12))
    shown = {t.real_index for t in told(Study(7, (some, other))).trials if t.real_index is not None}
    assert all(place % 500 < 12 for place in shown)
