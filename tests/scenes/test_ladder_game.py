"""A game of ladder: level, landing, the next level, and the end."""

from __future__ import annotations

import pytest

from game.rules.ladder import DIGITS, ENOUGH, Ladder
from game.scenes.actions import Action, Picked
from game.scenes.effects import BeginSession, EndSession, Quit, Record
from game.scenes.landing import Landing
from game.scenes.pause import Pause
from game.scenes.question import Question
from game.scenes.summary import Summary
from game.scenes.title import Title
from tests.rules.samples import forger
from tests.scenes.climbers import RUNGS, climbed, in_mode, plays_level
from tests.scenes.player import Player


def landed(*right: int) -> tuple[Player, Landing]:
    player = climbed(in_mode("ladder"), *right)
    assert isinstance(player.scene, Landing)
    return player, player.scene


def ended(*right: int) -> Ladder:
    player = climbed(in_mode("ladder"), *right)
    assert isinstance(player.scene, Summary)
    game = player.scene.session.game
    assert isinstance(game, Ladder)
    return game


def test_eight_of_ten_lead_to_a_landing_between_the_epoch_passed_and_the_next() -> None:
    _, landing = landed(ENOUGH)
    assert landing.passed.forger == forger("a")
    assert (landing.passed.right, landing.passed.answered) == (ENOUGH, DIGITS)
    assert landing.coming == forger("b")
    _, higher = landed(ENOUGH, DIGITS)
    assert (higher.passed.forger, higher.coming) == (forger("b"), forger("c"))


def test_seven_of_ten_lead_to_no_landing_but_to_the_end() -> None:
    game = ended(ENOUGH - 1)
    assert game.last_passed is None


def test_space_climbs_on_to_the_next_epoch_whose_first_digit_is_there() -> None:
    player, _ = landed(ENOUGH)
    player.does(Action.GO_ON)
    assert isinstance(player.scene, Question)
    assert player.scene.digit is not None
    trial = player.scene.session.trial
    assert (trial.number, trial.block, trial.checkpoint_id) == (DIGITS + 1, 2, "b" * 12)


def test_a_whole_climb_is_one_session_with_every_digit_of_every_epoch() -> None:
    player = climbed(in_mode("ladder"), *[DIGITS] * len(RUNGS))
    assert isinstance(player.scene, Summary)
    assert len(player.done(BeginSession)) == len(player.done(EndSession)) == 1
    shown = [record.trial.planned for record in player.done(Record)]
    assert [trial.number for trial in shown] == list(range(1, DIGITS * len(RUNGS) + 1))
    assert [trial.checkpoint_id[0] for trial in shown] == [r for r in RUNGS for _ in range(DIGITS)]


def test_the_score_is_the_last_epoch_that_was_passed() -> None:
    assert ended(9, 8, 3).score == ord("b")
    top = ended(*[ENOUGH] * len(RUNGS))
    assert (top.score, top.reached_the_top) == (ord("d"), True)


@pytest.mark.parametrize("key", [Action.BACK, Action.PAUSE])
def test_a_landing_is_set_aside_and_taken_up_again(key: Action) -> None:
    player, before = landed(ENOUGH)
    assert isinstance(player.does(key).scene, Pause)
    assert player.does(Picked(0)).scene == before


def test_leaving_from_a_landing_ends_the_session_and_the_next_goes_on_behind_it() -> None:
    player, _ = landed(ENOUGH)
    player.does(Action.BACK, Action.BACK)
    assert isinstance(player.scene, Title)
    assert len(player.done(EndSession)) == 1
    assert player.scene.desk.position == DIGITS


def test_closing_the_window_at_a_landing_ends_the_session() -> None:
    player, _ = landed(ENOUGH)
    player.does(Action.CLOSE)
    assert [type(effect) for effect in player.effects[-2:]] == [EndSession, Quit]


def test_answers_mean_nothing_at_a_landing() -> None:
    player, before = landed(ENOUGH)
    assert player.does(Action.SAY_REAL, Action.SAY_FAKE, Action.UP).scene == before


def test_after_the_end_space_climbs_from_the_first_epoch_again() -> None:
    player = climbed(in_mode("ladder"), ENOUGH, 0).does(Action.GO_ON)
    assert isinstance(player.scene, Question)
    assert player.scene.session.trial.checkpoint_id == "a" * 12
    assert isinstance(plays_level(player, DIGITS).scene, Landing)
