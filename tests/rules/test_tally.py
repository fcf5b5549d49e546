"""The tally counts reals and fakes apart."""

from __future__ import annotations

from game.rules.tally import Tally, tally
from tests.rules.samples import answered


def test_a_fake_called_real_counts_as_fooled() -> None:
    assert tally([answered(is_real=False, said_real=True)]) == Tally(0, 0, 1, 1)


def test_a_real_called_fake_counts_as_doubted() -> None:
    assert tally([answered(is_real=True, said_real=False)]) == Tally(1, 1, 0, 0)


def test_right_answers_are_what_is_left() -> None:
    counts = tally([answered(is_real=real, said_real=True) for real in (True, True, False)])
    assert (counts.right_reals, counts.right_fakes) == (2, 0)


def test_only_answered_main_trials_count() -> None:
    trials = [
        answered(is_real=True, said_real=None, outcome="timeout"),
        answered(is_real=True, said_real=None, outcome="void"),
        answered(is_real=True, said_real=True, phase="practice"),
        answered(is_real=False, said_real=False, phase="catch"),
    ]
    assert tally(trials) == Tally(0, 0, 0, 0)


def test_a_trial_without_an_answer_is_not_correct() -> None:
    assert not answered(is_real=False, said_real=None, outcome="timeout").correct


def test_the_accuracy_is_over_both_kinds() -> None:
    counts = Tally(reals=10, doubted=2, fakes=30, fooled=8)
    assert (counts.right, counts.answered) == (30, 40)
    assert counts.accuracy.estimate == 0.75
    assert counts.accuracy.low < 0.75 < counts.accuracy.high
