"""Keys can be given to every action, and never mean two things on one screen."""

from __future__ import annotations

import pytest

from game.scenes.actions import Action, Context, Picked, Pressed
from game.scenes.adjust import ROWS, Row
from game.scenes.bindings import ACTIONS, ERASER, SLOTS, Bindings
from game.scenes.effects import Arrange
from game.scenes.rebind import LINES, ORDER, RESTORE, Listen, Rebind
from game.scenes.title import ITEMS, Item
from tests.scenes.player import Player

REAL, GO_ON = ORDER.index(Action.SAY_REAL), ORDER.index(Action.GO_ON)


def on_keys() -> Player:
    player = Player().does(Picked(ITEMS.index(Item.SETTINGS)), Picked(ROWS.index(Row.KEYS)))
    assert isinstance(player.scene, Rebind)
    return player


def listening(action: Action, slot: int = 0) -> Player:
    player = on_keys().does(*[Action.DOWN] * ORDER.index(action))
    return player.does(*[Action.RIGHT] * slot, Action.GO_ON)


def keys(player: Player) -> Bindings:
    return player.scene.desk.settings.keys


@pytest.mark.parametrize("action", ORDER)
def test_every_action_takes_another_key_by_pressing_it(action: Action) -> None:
    player = listening(action).does(Pressed("q"))
    assert isinstance(player.scene, Rebind)
    assert keys(player).of(action)[0] == "q"
    assert player.done(Arrange)[-1].settings.keys == keys(player)
    for context in ACTIONS[action].contexts - {Context.TEXT}:
        assert keys(player).meaning("q", context) is action


def test_a_key_that_another_action_has_is_refused_with_the_name_of_that_action() -> None:
    player = listening(Action.SAY_REAL).does(Pressed("m"))
    assert isinstance(player.scene, Listen)
    assert player.scene.word == "That key means “Mute”. Press another."
    assert keys(player) == Bindings()


def test_actions_that_never_meet_may_share_a_key() -> None:
    player = listening(Action.SAY_FAKE).does(Pressed("down"))
    assert keys(player).meaning("down", Context.PLAY) is Action.SAY_FAKE
    assert keys(player).meaning("down", Context.MENU) is Action.DOWN


def test_a_second_key_is_added_and_can_be_taken_away_but_never_the_last() -> None:
    player = listening(Action.MUTE, slot=1).does(Pressed("x"))
    assert keys(player).of(Action.MUTE) == ("m", "x")
    player.does(Action.GO_ON, Pressed(ERASER))
    assert keys(player).of(Action.MUTE) == ("m",)
    player.does(Action.LEFT, Action.GO_ON, Pressed(ERASER))
    assert isinstance(player.scene, Listen)
    assert keys(player).of(Action.MUTE) == ("m",)


def test_the_key_for_back_leaves_all_as_it_was_and_can_itself_be_another() -> None:
    player = listening(Action.SAY_REAL).does(Pressed("escape"))
    assert isinstance(player.scene, Rebind)
    assert keys(player) == Bindings()
    player = listening(Action.BACK).does(Pressed("tab"))
    assert keys(player).meaning("tab", Context.PLAY) is Action.BACK
    assert keys(player).meaning("escape", Context.PLAY) is None


def test_a_key_that_the_action_has_already_changes_nothing() -> None:
    player = listening(Action.SAY_REAL).does(Pressed("r"))
    assert isinstance(player.scene, Rebind)
    assert keys(player) == Bindings()


def test_one_line_restores_every_key() -> None:
    player = listening(Action.SAY_REAL).does(Pressed("q"), *[Action.UP] * (REAL + 1), Action.GO_ON)
    assert isinstance(player.scene, Rebind)
    assert player.scene.focus == RESTORE
    assert keys(player) == Bindings()


def test_a_click_on_a_slot_listens_for_it_and_one_elsewhere_does_not_any_more() -> None:
    player = on_keys().does(Picked(GO_ON * SLOTS + 1))
    assert isinstance(player.scene, Listen)
    assert (player.scene.action, player.scene.page.slot) == (Action.GO_ON, 1)
    assert isinstance(player.does(Action.BACK).scene, Rebind)


def test_the_page_goes_round() -> None:
    player = on_keys().does(*[Action.DOWN] * LINES)
    assert isinstance(player.scene, Rebind)
    assert player.scene.focus == 0


def test_while_a_text_is_typed_letters_are_letters_and_one_gets_out_all_the_same() -> None:
    odd = Bindings().rebound(Action.GO_ON, 0, "g").rebound(Action.GO_ON, 1, None)
    odd = odd.rebound(Action.BACK, 0, "b")
    for letter in ("g", "b", "space", "[4]", "h"):
        assert odd.meaning(letter, Context.TEXT) is None
    assert odd.meaning("return", Context.TEXT) is Action.GO_ON
    assert odd.meaning("escape", Context.TEXT) is Action.BACK
    assert odd.shown(Action.GO_ON, Context.TEXT) == ("return",)
    assert odd.shown(Action.GO_ON, Context.PLAY) == ("g",)


@pytest.mark.parametrize(
    "keys", [(), ("a", "b", "c"), ("a", "a"), ("m",), (ERASER,), ("",), ("x" * 99,)]
)
def test_keys_that_nobody_could_play_with_are_refused_in_words(keys: tuple[str, ...]) -> None:
    rows = tuple(
        keys if action is Action.SAY_REAL else each.keys for action, each in ACTIONS.items()
    )
    with pytest.raises(ValueError, match=r"keys of genuine: expected .*found"):
        Bindings(rows)
