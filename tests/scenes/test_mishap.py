"""Digits that cannot be had close the case, and another forger is offered."""

from __future__ import annotations

import pytest

from game.rules.news import DigitReady, ForgersReady, ShelfFailed, SupplyFailed
from game.scenes.actions import Action, Picked
from game.scenes.choose import Choose
from game.scenes.effects import (
    AskDigit,
    AskForgers,
    BeginSession,
    Complain,
    EndSession,
    Quit,
    Record,
)
from game.scenes.mishap import ITEMS, Item, Mishap
from game.scenes.question import Question
from game.scenes.reveal import Reveal
from game.scenes.title import Title
from game.scenes.tray import AHEAD
from game.scenes.trouble import READING_SECONDS, Trouble
from tests.rules.samples import forger
from tests.scenes.player import Player, stream

GONE = "b.safetensors: expected the checkpoint in use; choose another"


def vanished() -> Player:
    """A player at the mishap, with one answer given, one seen and no digit left."""
    player = Player(digits=False).does(Action.GO_ON)
    player.hear(DigitReady(1, bytes(784), 0.5)).hear(SupplyFailed(GONE, (2, 3, 4, 5, 6)))
    player.sees().answers(right=True)
    assert isinstance(player.scene, Reveal)
    return player.does(Action.GO_ON).waits(0.01)


def test_what_is_at_hand_is_played_before_a_missing_digit_closes_the_case() -> None:
    player = vanished()
    assert player.scene == Mishap(player.scene.desk, GONE, "b" * 12, answers=1)
    (begun,) = player.done(BeginSession)
    assert player.effects[-2:] == [EndSession(begun.session_uuid), AskForgers()]
    assert len(player.done(Record)) == 1
    assert player.done(Quit) == []


def test_a_first_digit_that_cannot_be_had_ends_no_session_for_none_was_begun() -> None:
    player = Player(digits=False).does(Action.GO_ON).hear(SupplyFailed(GONE, (1,))).waits(0.01)
    assert isinstance(player.scene, Mishap)
    assert player.done(EndSession) == []


def test_a_failure_of_digits_that_nobody_waits_for_any_more_does_not_matter() -> None:
    player = Player(digits=False).does(Action.GO_ON).hear(SupplyFailed(GONE, (99,))).waits(0.01)
    assert isinstance(player.scene, Question)


def test_a_digit_that_came_after_all_is_examined() -> None:
    player = Player(digits=False).hear(SupplyFailed(GONE, (1,)))
    player.hear(DigitReady(1, bytes(784), 0.5)).does(Action.GO_ON).waits(0.01)
    assert isinstance(player.scene, Question)


def test_on_the_title_a_failure_waits_until_a_case_is_opened() -> None:
    player = Player(digits=False).hear(SupplyFailed(GONE, (1,))).waits(9.0)
    assert isinstance(player.scene, Title)
    player.does(Action.GO_ON).waits(0.01)
    assert isinstance(player.scene, Mishap)


def test_another_forger_is_chosen_and_played_from_the_same_place_of_the_stream() -> None:
    player = vanished()
    player.hear(ForgersReady((forger("a"), forger("c"))))
    player.digits = True
    player.effects.clear()
    player.does(Action.GO_ON)
    assert isinstance(player.scene, Choose)
    player.does(Action.LEFT, Action.LEFT, Action.GO_ON, Action.GO_ON).sees()
    assert isinstance(player.scene, Question)
    assert [ask.trial.checkpoint_id for ask in player.done(AskDigit)] == ["a" * 12] * AHEAD
    player.answers(right=True)
    assert player.done(Record)[0].trial.planned == stream(player).trial(1, 1)
    assert player.done(Complain) == []


def test_the_same_forger_can_be_tried_again() -> None:
    for way in ([Picked(ITEMS.index(Item.AGAIN))], [Action.GO_ON, Action.GO_ON, Action.GO_ON]):
        player = vanished()
        player.digits = True
        player.does(*way).sees()
        assert isinstance(player.scene, Question)
        assert player.scene.digit is not None


@pytest.mark.parametrize("news", [ForgersReady((forger("b"),)), ShelfFailed("Nothing there.")])
def test_without_another_forger_the_sentence_ends_the_program(
    news: ForgersReady | ShelfFailed,
) -> None:
    player = vanished().hear(news)
    assert player.scene == Trouble(player.scene.desk, GONE)
    assert player.done(Complain) == [Complain(GONE)]
    assert player.waits(READING_SECONDS).done(Quit) == [Quit()]


def test_who_closes_the_window_on_a_mishap_leaves_with_its_sentence() -> None:
    player = vanished().hear(ForgersReady((forger("a"),))).does(Action.CLOSE)
    assert player.done(Complain) == [Complain(GONE)]
    assert len(player.done(EndSession)) == 1


def test_escape_from_a_mishap_leads_to_the_title() -> None:
    assert isinstance(vanished().does(Action.BACK).scene, Title)
