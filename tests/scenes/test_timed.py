"""Timed as it is played: its frames are counted, and its levels follow the answers."""

from __future__ import annotations

from itertools import groupby

import pytest

from game.rules.frames import frames_of
from game.rules.news import SupplyFailed
from game.scenes.actions import Action, Picked
from game.scenes.adjust import ROWS, Row
from game.scenes.effects import AskDigit, BeginSession, EndSession, Record
from game.scenes.glimpse import Glimpse
from game.scenes.help_card import HelpCard
from game.scenes.mishap import Mishap
from game.scenes.pause import ITEMS
from game.scenes.phases import Phase
from game.scenes.settings import Settings
from game.scenes.thresholds import Thresholds
from game.scenes.title import Title
from tests.scenes.frames import Watcher, begun, game_of, rows


def seen(watcher: Watcher) -> list[tuple[Phase, int]]:
    """What the plate has shown one after another, and for how many frames."""
    return [(phase, len(list(frames))) for (phase, _), frames in groupby(watcher.plate)]


@pytest.mark.parametrize(("hz", "digit", "mask"), [(60.0, 30, 2), (144.0, 72, 4), (59.94, 30, 2)])
def test_mark_digit_and_masks_are_in_sight_for_whole_frames_of_the_display(
    hz: float, digit: int, mask: int
) -> None:
    watcher = begun(Watcher(hz=hz)).until(Phase.QUESTION).frame()
    assert seen(watcher) == [
        (Phase.FIXATION, digit),
        (Phase.DIGIT, digit),
        *[(Phase.MASKS, mask)] * 4,
        (Phase.QUESTION, 1),
    ]


def test_the_exposure_that_is_recorded_is_what_the_clock_has_seen() -> None:
    watcher = begun().glimpses(right=True)
    (row,) = rows(watcher)
    assert row.exposure_ms == pytest.approx(500.0)
    assert (row.outcome, row.dropped_frames, row.feedback_shown) == ("answered", 0, False)


def test_response_time_counts_from_onset() -> None:
    watcher = begun().until(Phase.DIGIT).frame(4).waits(0.007)
    watcher.does(Action.SAY_REAL)
    assert rows(watcher) == []
    assert isinstance(watcher, Watcher)
    watcher.until(Phase.ANSWERED)
    (row,) = rows(watcher)
    assert row.response_ms == pytest.approx(3 * 1000 / 60 + 7)
    assert row.said_real is True
    assert row.exposure_ms == pytest.approx(507.0)  # the digit stays for its time all the same


def test_nothing_can_be_answered_before_the_digit_or_twice() -> None:
    watcher = begun().frame(10)
    watcher.does(Action.SAY_REAL)
    watcher.until(Phase.DIGIT).frame(2)
    watcher.does(Action.SAY_FAKE, Action.SAY_REAL, Action.SAY_REAL)
    watcher.until(Phase.ANSWERED)
    watcher.does(Action.SAY_REAL)
    assert [row.said_real for row in rows(watcher)] == [False]


def test_the_next_mark_comes_by_itself_and_nothing_is_told() -> None:
    watcher = begun().glimpses(right=False)
    assert watcher.phase is Phase.FIXATION
    assert watcher.glimpse.session.number == 2


def test_the_level_moves_with_the_answers_and_the_next_digit_is_in_sight_for_that() -> None:
    watcher = begun()
    for right in (False, True, True):
        watcher.glimpses(right=right)
    watcher.glimpses(right=True)
    assert game_of(watcher).staircases[0][1].levels == (500.0, 530.0, 520.0, 510.0)
    shown = [count for phase, count in seen(watcher) if phase is Phase.DIGIT]
    assert shown == [frames_of(level, 60) for level in (500, 530, 520, 510)] == [30, 32, 31, 31]


def test_each_forger_has_a_level_of_its_own() -> None:
    watcher = begun(Watcher("ab"))
    for _ in range(6):
        watcher.glimpses(right=True)
    counts = [len(stairs.levels) for _, stairs in game_of(watcher).staircases]
    assert sum(counts) == 6
    assert all(counts)


def test_help_does_not_cover_a_glimpse() -> None:
    watcher = begun().until(Phase.DIGIT).frame()
    watcher.does(Action.HELP)
    assert not isinstance(watcher.scene, HelpCard)


@pytest.mark.parametrize("settings", [Settings(no_flashes=True), Settings(masks=False)])
def test_masks_are_left_out_where_the_player_wants_none(settings: Settings) -> None:
    watcher = begun(Watcher(settings=settings)).glimpses(right=True)
    assert [phase for phase, _ in seen(watcher)] == [
        Phase.FIXATION,
        Phase.DIGIT,
        Phase.QUESTION,
        Phase.ANSWERED,
    ]
    (row,) = rows(watcher)
    assert row.exposure_ms == pytest.approx(500.0)


@pytest.mark.parametrize("row", [Row.MASKS, Row.FLASHES])
def test_masks_are_those_of_the_sessions_beginning_and_are_noted_with_it(row: Row) -> None:
    settings = (Action.BACK, Picked(ITEMS.index("Settings")), Picked(ROWS.index(row)))
    watcher = begun().glimpses(right=True)
    watcher.does(*settings, Action.BACK, Picked(0), Action.GO_ON)
    watcher.glimpses(right=True)
    assert [phase for phase, _ in seen(watcher)].count(Phase.MASKS) == 2 * 4
    assert [session.masks for session in watcher.done(BeginSession)] == [True]
    watcher.does(Action.BACK, Picked(ITEMS.index("Leave the case")), Action.GO_ON)
    begun(watcher).glimpses(right=True)
    assert [phase for phase, _ in seen(watcher)].count(Phase.MASKS) == 2 * 4
    assert [session.masks for session in watcher.done(BeginSession)] == [True, False]


def test_masks_do_not_depend_on_the_digit_and_no_four_are_alike() -> None:
    watcher = begun()
    before = watcher.glimpse.masks
    other = begun(Watcher("a"))
    assert len(set(before)) == 4
    assert other.glimpse.masks == before  # the same seed and number, another digit
    watcher.glimpses(right=True)
    assert watcher.glimpse.masks != before


def test_a_session_begins_with_the_first_digit_in_sight_and_ends_when_it_is_left() -> None:
    watcher = begun().until(Phase.DIGIT)
    assert watcher.done(BeginSession) == []
    watcher.frame()
    (session,) = watcher.done(BeginSession)
    assert (session.mode, session.seed) == ("timed", 7)
    watcher.does(Action.BACK, Action.BACK)
    assert isinstance(watcher.scene, Title)
    assert len(watcher.done(EndSession)) == 1


def test_who_closes_the_window_during_a_trial_leaves_it_void() -> None:
    watcher = begun().until(Phase.DIGIT).frame(3)
    watcher.does(Action.CLOSE)
    assert [type(effect) for effect in watcher.effects[-3:-1]] == [Record, EndSession]
    assert [row.outcome for row in rows(watcher)] == ["void"]


def test_a_block_begins_when_the_player_is_ready_by_whatever_key() -> None:
    for action in (Action.GO_ON, Action.SAY_REAL, Action.SAY_FAKE):
        watcher = Watcher()
        phases = [watcher.frame(200).phase]
        watcher.does(action)
        phases.append(watcher.phase)
        assert phases == [Phase.READY, Phase.FIXATION]


def test_there_is_a_break_after_fifty_answers() -> None:
    watcher = begun(Watcher(trials=52, settings=Settings(masks=False), hz=20.0))
    for _ in range(49):
        watcher.glimpses(right=True)
    watcher.until(Phase.QUESTION).frame()
    watcher.does(Action.SAY_REAL)
    watcher.until(Phase.READY)
    assert game_of(watcher).at_break


def test_the_mark_waits_for_a_digit_that_is_not_there_yet() -> None:
    watcher = begun(Watcher(digits=False)).frame(100)
    assert watcher.phase is Phase.FIXATION
    assert seen(watcher) == [(Phase.FIXATION, 100)]
    watcher.digits = True
    for ask in watcher.done(AskDigit):
        watcher._answer(ask)
    watcher.plate.clear()
    watcher.until(Phase.DIGIT)
    assert seen(watcher) == [(Phase.FIXATION, 30)]


def test_a_digit_that_will_not_come_ends_the_case() -> None:
    watcher = begun(Watcher(digits=False))
    tickets = tuple(ask.ticket for ask in watcher.done(AskDigit))
    watcher.hear(SupplyFailed("Gone.", tickets)).waits(0.1)
    assert isinstance(watcher.scene, Mishap)


def test_an_answer_that_the_register_does_not_take_is_waited_for_with_a_word() -> None:
    watcher = begun()
    watcher.durable = False
    watcher.until(Phase.QUESTION).frame()
    watcher.does(Action.SAY_REAL)
    watcher.frame(50)
    assert not watcher.glimpse.slow
    watcher.frame(20)
    assert watcher.phase is Phase.ANSWERED
    assert watcher.glimpse.slow


def test_the_end_tells_the_thresholds_and_leads_on_to_a_session_with_another_seed() -> None:
    watcher = begun(Watcher("ab", trials=4))
    for _ in range(4):
        watcher.glimpses(right=True)
    end = watcher.scene
    assert isinstance(end, Thresholds)
    assert [(f.id[0], s.threshold) for f, s in end.staircases] == [("a", None), ("b", None)]
    assert len(watcher.done(EndSession)) == 1
    watcher.does(Action.DOWN)
    assert isinstance(watcher.scene, Thresholds)
    assert watcher.scene.focus == 1
    watcher.does(Action.GO_ON)
    assert isinstance(watcher.scene, Glimpse)
    assert watcher.scene.session.seed != end.session.seed
