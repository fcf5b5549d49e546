"""A look that went wrong: its trial is void, moves nothing, and its digit comes again."""

from __future__ import annotations

import pytest

from game.rules.timed import SOONEST
from game.scenes.actions import Action
from game.scenes.pause import Pause
from game.scenes.phases import Phase
from tests.scenes.frames import begun, game_of, rows


def test_a_frame_dropped_while_the_digit_is_in_sight_voids_the_trial_and_moves_nothing() -> None:
    watcher = begun().until(Phase.DIGIT).frame(5)
    watcher.does(Action.SAY_REAL)
    watcher.frame(late=2)
    assert watcher.phase is Phase.VOID  # the digit goes at once
    (row,) = rows(watcher)
    assert (row.outcome, row.said_real, row.response_ms, row.dropped_frames) == (
        "void",
        None,
        None,
        2,
    )
    assert row.exposure_ms == pytest.approx(7 * 1000 / 60)
    watcher.until(Phase.FIXATION)
    assert game_of(watcher).level_ms == 500.0
    assert game_of(watcher).left == 150


def test_the_digit_of_a_void_trial_comes_again_later_under_another_number() -> None:
    watcher = begun().until(Phase.DIGIT).frame(5).frame(late=1).until(Phase.FIXATION)
    for _ in range(26):
        watcher.glimpses(right=True)
    first, *others = (row.planned for row in rows(watcher))
    again = [
        n
        for n, t in enumerate(others)
        if (t.digit_seed, t.real_index) == (first.digit_seed, first.real_index)
    ]
    assert len(again) == 1
    assert again[0] >= SOONEST
    assert [t.number for t in others] == list(range(2, 28))


def test_a_digit_that_was_in_sight_for_a_frame_too_long_or_too_short_is_void() -> None:
    for first in (0.4 / 60, 1.6 / 60):  # how long its first frame really was
        watcher = begun().until(Phase.DIGIT).frame()
        watcher.waits(first - 1 / 60)
        watcher.until(Phase.VOID)
        (row,) = rows(watcher)
        assert row.outcome == "void"
        assert row.exposure_ms == pytest.approx(500 - 1000 / 60 + 1000 * first)


def test_a_frame_that_is_late_before_the_digit_or_under_the_masks_spoils_nothing() -> None:
    watcher = begun().frame(3).frame(late=1).until(Phase.DIGIT).frame(late=1)
    watcher.until(Phase.MASKS).frame(2).frame(late=1)
    watcher.glimpses(right=True)
    assert [row.outcome for row in rows(watcher)] == ["answered"]


@pytest.mark.parametrize("phase", [Phase.DIGIT, Phase.MASKS, Phase.QUESTION])
def test_a_window_that_is_covered_resized_or_left_during_a_trial_voids_it(phase: Phase) -> None:
    watcher = begun().until(phase).frame().frame(disturbed=True).frame()
    assert watcher.phase is Phase.VOID
    assert [row.outcome for row in rows(watcher)] == ["void"]


def test_what_happens_to_the_window_before_the_digit_is_in_sight_spoils_nothing() -> None:
    watcher = begun().frame(disturbed=True).glimpses(right=True)
    assert [row.outcome for row in rows(watcher)] == ["answered"]


@pytest.mark.parametrize("phase", [Phase.DIGIT, Phase.MASKS, Phase.QUESTION])
def test_a_machine_that_slept_during_a_trial_voids_it(phase: Phase) -> None:
    watcher = begun().until(phase).frame()
    watcher.waits(3_600.0).does(Action.SAY_REAL)
    watcher.frame()
    assert [(row.outcome, row.said_real) for row in rows(watcher)] == [("void", None)]


@pytest.mark.parametrize("phase", [Phase.DIGIT, Phase.MASKS, Phase.QUESTION])
def test_a_pause_during_a_trial_voids_it_and_the_player_begins_the_next(phase: Phase) -> None:
    watcher = begun().until(phase).frame()
    watcher.does(Action.BACK)
    assert isinstance(watcher.scene, Pause)
    assert [row.outcome for row in rows(watcher)] == ["void"]
    watcher.does(Action.GO_ON)
    assert watcher.phase is Phase.READY
    assert watcher.glimpse.session.number == 2
    watcher.does(Action.GO_ON)
    watcher.glimpses(right=True)
    assert [row.planned.number for row in rows(watcher)] == [1, 2]


def test_a_pause_between_trials_spoils_nothing() -> None:
    watcher = begun().frame(5)
    watcher.does(Action.BACK, Action.GO_ON)
    assert rows(watcher) == []
    assert watcher.glimpse.session.number == 1


def test_trials_that_are_void_in_a_row_are_counted_until_one_is_answered() -> None:
    watcher = begun()
    counted = []
    for answered_before in (False, False, False, True):
        if answered_before:
            watcher.glimpses(right=True)
        watcher.until(Phase.DIGIT).frame(5).frame(late=1).frame()
        assert watcher.phase is Phase.VOID
        counted.append(watcher.glimpse.disturbed)
        watcher.until(Phase.FIXATION)
    assert counted == [1, 2, 3, 1]
