"""A game from the first question to the summary and on to the next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.rules.arcade import Arcade
from game.rules.news import DigitReady, FramesDropped, LeaderboardReady, Recorded
from game.scenes import case
from game.scenes.actions import Action
from game.scenes.answering import Answering
from game.scenes.effects import (
    AskDigit,
    AskLeaderboard,
    BeginSession,
    EndSession,
    Play,
    Quit,
    Record,
    Sound,
)
from game.scenes.pause import Pause
from game.scenes.question import Question
from game.scenes.reveal import STAMP_SECONDS, Reveal
from game.scenes.summary import Summary
from game.scenes.title import Title
from game.scenes.tray import AHEAD
from tests.rules.samples import forger
from tests.scenes.player import Player, desk, pixels, stream


def test_space_on_the_title_shows_the_first_question_with_its_digit() -> None:
    player = Player().starts()
    assert isinstance(player.scene, Question)
    assert player.scene.digit == DigitReady(1, pixels(1), 0.25)


def test_digits_are_asked_for_ahead_of_need_and_in_the_order_of_the_stream() -> None:
    player = Player()
    asked = player.done(AskDigit)
    named = stream(player)
    assert [ask.trial for ask in asked] == [named.trial(p, p + 1) for p in range(AHEAD)]


def test_an_answer_asks_for_one_more_digit() -> None:
    player = Player().starts()
    player.answers(right=True)
    assert len(player.done(AskDigit)) == AHEAD + 1


@pytest.mark.parametrize("action", [Action.SAY_REAL, Action.SAY_FAKE])
def test_an_answer_is_recorded_as_it_was_said(action: Action) -> None:
    player = Player().starts().waits(0.75).does(action)
    (record,) = player.done(Record)
    trial = record.trial
    assert trial.said_real is (action is Action.SAY_REAL)
    assert trial.planned == stream(player).trial(0, 1)
    assert (trial.outcome, trial.feedback_shown, trial.validity) == ("answered", True, 0.25)


def test_response_time_counts_from_the_first_sight_of_the_digit() -> None:
    player = Player().does(Action.GO_ON).waits(5.0).sees().waits(0.5).sees().waits(0.25)
    player.does(Action.SAY_REAL)
    assert player.done(Record)[0].trial.response_ms == pytest.approx(750.0)


def test_a_digit_that_is_not_in_sight_cannot_be_answered() -> None:
    player = Player().does(Action.GO_ON, Action.SAY_REAL)
    assert player.done(Record) == []


def test_a_digit_that_has_not_come_cannot_be_answered() -> None:
    player = Player(digits=False).does(Action.GO_ON).sees().does(Action.SAY_FAKE)
    assert isinstance(player.scene, Question)
    assert player.done(Record) == []


def test_frames_that_were_late_while_the_digit_was_in_sight_are_recorded() -> None:
    player = Player().does(Action.GO_ON).hear(FramesDropped(9)).sees().hear(FramesDropped(2))
    player.does(Action.SAY_REAL)
    assert player.done(Record)[0].trial.dropped_frames == 2


def test_nothing_is_revealed_before_the_answer_is_durable() -> None:
    player = Player(durable=False).starts().answers(right=True)
    assert isinstance(player.scene, Answering)
    player.does(Action.GO_ON, Action.SAY_FAKE, Action.BACK, Action.HELP).waits(9.0)
    assert isinstance(player.scene, Answering)
    uuid = player.done(Record)[0].session_uuid
    player.hear(Recorded("another session", 1)).hear(Recorded(uuid, 2))
    assert isinstance(player.scene, Answering)
    player.hear(Recorded(uuid, 1))
    assert isinstance(player.scene, Reveal)


def test_an_answer_is_sent_once_however_often_the_key_is_pressed() -> None:
    player = Player(durable=False).starts().answers(right=True)
    player.does(Action.SAY_REAL, Action.SAY_FAKE)
    assert len(player.done(Record)) == 1


def test_answer_keys_mean_nothing_at_the_reveal() -> None:
    player = Player().starts().answers(right=True)
    before = player.scene
    assert player.does(Action.SAY_REAL, Action.SAY_FAKE).scene == before


def test_space_means_nothing_at_a_question() -> None:
    player = Player().starts()
    before = player.scene
    assert player.does(Action.GO_ON).scene == before


def test_the_stamp_lands_and_then_stands_still() -> None:
    player = Player().starts().answers(right=True)
    assert player.waits(STAMP_SECONDS / 2).scene != player.waits(1.0).scene
    settled = player.scene
    assert player.waits(1.0).scene == settled


def test_space_goes_on_from_a_reveal_before_the_stamp_has_landed() -> None:
    player = Player().starts().answers(right=True).does(Action.GO_ON)
    assert isinstance(player.scene, Question)
    assert player.scene.digit is not None


def test_right_and_wrong_and_the_end_have_sounds_of_their_own() -> None:
    player = Player().starts().answers(right=True).does(Action.GO_ON).sees().loses()
    heard = [play.sound for play in player.done(Play)]
    assert heard == [Sound.RIGHT, Sound.WRONG, Sound.WRONG, Sound.GAME_OVER]


def test_a_muted_game_makes_no_sound() -> None:
    player = Player().does(Action.MUTE).starts().answers(right=True)
    assert player.done(Play) == []


def test_three_wrong_answers_end_the_session_and_ask_for_the_leaderboard_after_it() -> None:
    player = Player().starts().loses().does(Action.GO_ON)
    assert isinstance(player.scene, Summary)
    assert player.effects[-2:] == [
        EndSession(player.scene.session.uuid),
        AskLeaderboard("arcade"),
    ]
    assert player.scene.board == ()


def test_a_leaderboard_of_another_mode_is_not_shown() -> None:
    player = Player().starts().loses().does(Action.GO_ON)
    before = player.scene
    assert player.hear(LeaderboardReady("ladder", ())).scene == before


def test_the_summary_shows_what_was_mistaken_real_or_fake_as_it_was_shown() -> None:
    player = Player().starts().loses().does(Action.GO_ON)
    assert isinstance(player.scene, Summary)
    mistaken = player.scene.session.mistaken
    wrong = [record.trial for record in player.done(Record)]
    assert {trial.planned.is_real for trial in wrong} == {True, False}
    assert [finding.trial for finding in mistaken] == wrong
    assert [finding.pixels for finding in mistaken] == [
        pixels(finding.trial.planned.number) for finding in mistaken
    ]


def test_a_further_game_is_a_session_of_its_own_that_continues_the_stream() -> None:
    player = Player().starts().loses().does(Action.GO_ON, Action.GO_ON).sees()
    assert isinstance(player.scene, Question)
    player.answers(right=True)
    first, second = player.done(BeginSession)
    assert first.session_uuid != second.session_uuid
    trials = [record.trial.planned for record in player.done(Record)]
    assert [trial.number for trial in trials] == [1, 2, 3, 1]
    named = stream(player)
    assert trials == [named.trial(place, trial.number) for place, trial in enumerate(trials)]


def test_a_session_begins_when_its_first_digit_is_seen_and_only_then() -> None:
    player = Player().does(Action.GO_ON).waits(2.0)
    assert player.done(BeginSession) == []
    player.sees().sees()
    (begun,) = player.done(BeginSession)
    assert (begun.player, begun.mode, begun.seed) == ("Ada", "arcade", 7)
    assert begun.started_at == player.now
    player.answers(right=True).does(Action.GO_ON).sees()
    assert len(player.done(BeginSession)) == 1


def test_a_limit_of_trials_ends_the_session_and_space_begins_another() -> None:
    step = case.begin(desk(limit=2).against((forger(),))[0])
    player = Player(step.scene)
    for ticket in range(1, 7):
        player.hear(DigitReady(ticket, pixels(ticket), 0.25))
    player.sees().answers(right=True).does(Action.GO_ON).sees().answers(right=True)
    player.does(Action.GO_ON)
    assert isinstance(player.scene, Summary)
    assert isinstance(player.does(Action.GO_ON).scene, Question)


def test_closing_the_window_in_a_game_ends_the_session_and_then_the_program() -> None:
    for player in (Player().starts(), Player().starts().answers(right=True)):
        uuid = player.done(BeginSession)[0].session_uuid
        player.does(Action.CLOSE)
        assert player.effects[-2:] == [EndSession(uuid), Quit()]


def test_closing_while_an_answer_is_under_way_ends_the_session_after_it() -> None:
    player = Player(durable=False).starts().answers(right=True).does(Action.CLOSE)
    kinds = [type(effect) for effect in player.effects]
    assert kinds.index(Record) < kinds.index(EndSession) < kinds.index(Quit)


def test_closing_before_anything_was_seen_ends_no_session() -> None:
    player = Player().does(Action.GO_ON, Action.CLOSE)
    assert player.done(EndSession) == []


def test_time_in_a_pause_is_no_response_time_and_the_digit_waits() -> None:
    player = Player().starts().waits(0.5).does(Action.BACK)
    assert isinstance(player.scene, Pause)
    player.waits(60.0).sees().does(Action.GO_ON).sees().waits(0.25).does(Action.SAY_REAL)
    assert player.done(Record)[0].trial.response_ms == pytest.approx(750.0)


def test_escape_from_a_pause_ends_the_session_and_shows_the_title() -> None:
    player = Player().starts().does(Action.BACK, Action.BACK)
    assert isinstance(player.scene, Title)
    assert len(player.done(EndSession)) == 1


def test_a_digit_that_was_seen_and_left_is_not_asked_again() -> None:
    player = Player().starts().does(Action.BACK, Action.BACK).starts().does(Action.SAY_REAL)
    (record,) = player.done(Record)
    assert record.trial.planned == stream(player).trial(1, 1)


def test_a_digit_that_comes_while_help_is_open_is_there_afterwards() -> None:
    player = Player(digits=False).does(Action.GO_ON).sees().does(Action.HELP)
    player.hear(DigitReady(1, pixels(1), 0.5)).does(Action.BACK)
    assert isinstance(player.scene, Question)
    assert player.scene.digit is not None


def streak(*, limits: bool = True) -> Player:
    """A player with three right answers in a row, before the fourth digit."""
    player = Player()
    settings = replace(player.scene.desk.settings, time_limits=limits)
    player.scene = player.scene.at(player.scene.desk.arranged(settings))
    player.starts()
    for _ in range(3):
        player.answers(right=True).does(Action.GO_ON).sees()
    return player


def question_of(player: Player) -> Question:
    assert isinstance(player.scene, Question)
    return player.scene


def test_nobody_is_hurried_before_three_right_answers_in_a_row() -> None:
    player = Player().starts()
    for _ in range(600):
        player.waits(1.0)
    assert question_of(player).seconds_left is None
    assert not player.done(Record)


def test_time_that_runs_out_is_a_wrong_answer_that_says_nothing() -> None:
    player = streak()
    for _ in range(39):
        player.waits(0.25)
    assert question_of(player).seconds_left == 1
    player.waits(0.25)
    assert isinstance(player.scene, Reveal)
    trial = player.done(Record)[-1].trial
    assert (trial.outcome, trial.said_real, trial.response_ms) == ("timeout", None, None)
    game = player.scene.session.game
    assert isinstance(game, Arcade)
    assert (game.score, game.lives, game.streak) == (3, 2, 0)
    player.does(Action.GO_ON).sees()
    assert question_of(player).session.number == 5


def test_an_answer_in_time_is_an_answer() -> None:
    player = streak()
    for _ in range(39):
        player.waits(0.25)
    player.answers(right=True, after=0.2)
    assert player.done(Record)[-1].trial.outcome == "answered"


def test_where_limits_are_switched_off_one_thinks_for_as_long_as_one_likes() -> None:
    player = streak(limits=False)
    for _ in range(600):
        player.waits(1.0)
    assert question_of(player).seconds_left is None


def test_a_machine_that_slept_takes_no_time_to_think_away() -> None:
    player = streak().waits(3_600.0)
    assert question_of(player).seconds_left == 9
