"""Leaving waits for what is still to be kept: in sight, and for a bounded time."""

from __future__ import annotations

from game.rules.news import RecordsFailed
from game.scenes.actions import Action
from game.scenes.answering import UNSAID_SECONDS as SLOW
from game.scenes.answering import Answering
from game.scenes.effects import Abandon, Complain, Quit
from game.scenes.leaving import PATIENCE_SECONDS, UNSAID_SECONDS, Leaving
from game.scenes.reveal import Reveal
from tests.scenes.player import Player


def test_a_wait_that_is_not_worth_a_word_shows_what_was_left() -> None:
    player = Player()
    title = player.scene
    player.does(Action.BACK)
    assert player.scene.seen == title
    player.waits(UNSAID_SECONDS)
    assert player.scene.seen == player.scene
    assert isinstance(player.scene, Leaving)
    assert player.scene.left == PATIENCE_SECONDS - int(UNSAID_SECONDS)


def test_patience_has_an_end() -> None:
    player = Player().does(Action.BACK).waits(PATIENCE_SECONDS - 1)
    assert player.done(Abandon) == []
    assert player.waits(1.1).done(Abandon) == [Abandon()]


def test_only_who_has_seen_what_is_waited_for_can_leave_at_once() -> None:
    for action in (Action.BACK, Action.GO_ON, Action.CLOSE):
        player = Player().does(Action.CLOSE, action)
        assert player.done(Abandon) == []
        assert player.waits(1.0).does(action).done(Abandon) == [Abandon()]
        assert player.done(Quit) == [Quit()]


def test_what_cannot_be_kept_while_leaving_is_said() -> None:
    player = Player().does(Action.CLOSE).hear(RecordsFailed("The disk is full."))
    assert player.done(Complain) == [Complain("The disk is full.")]
    assert isinstance(player.scene, Leaving)


def test_an_answer_that_is_slow_to_be_kept_is_said_to_be() -> None:
    player = Player(durable=False).starts().answers(right=True).waits(SLOW / 2)
    quick = player.scene
    player.waits(SLOW)
    assert isinstance(player.scene, Answering)
    assert player.scene.slow
    assert player.scene != quick
    assert not isinstance(player.scene, Reveal)
