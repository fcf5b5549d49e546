"""The kind of case is chosen on a screen of its own, and opened from the title at once."""

from __future__ import annotations

import pytest

from game.rules.arcade import Arcade
from game.rules.lab import Lab
from game.rules.ladder import Ladder
from game.rules.timed import Timed
from game.scenes.actions import Action, Picked
from game.scenes.effects import AskDigit
from game.scenes.modes import KINDS, Modes
from game.scenes.question import Question
from game.scenes.title import ITEMS, Item, Title
from tests.scenes.climbers import in_mode
from tests.scenes.player import Player


def chooser() -> Player:
    return Player().does(Picked(ITEMS.index(Item.KIND)))


def test_every_mode_that_there_is_can_be_chosen() -> None:
    modes = {Arcade.mode, Ladder.mode, Lab.mode, Timed.mode}
    assert {kind.mode for kind in KINDS} == modes
    assert {in_mode(mode).scene.desk.mode for mode in modes} == modes


def test_the_mode_that_is_played_is_in_focus() -> None:
    player = in_mode("timed").does(Picked(ITEMS.index(Item.KIND)))
    assert isinstance(player.scene, Modes)
    assert KINDS[player.scene.focus].mode == "timed"


def test_the_focus_goes_round() -> None:
    player = chooser().does(Action.UP)
    assert isinstance(player.scene, Modes)
    assert player.scene.focus == len(KINDS) - 1
    assert player.does(Action.DOWN).scene == chooser().scene


def test_a_choice_leads_to_the_title_where_a_case_of_it_is_opened_at_once() -> None:
    player = in_mode("ladder")
    assert player.scene == Title(player.scene.desk)
    player.does(Action.GO_ON)
    assert isinstance(player.scene, Question)
    assert player.scene.session.game.mode == "ladder"


def test_the_first_digits_are_asked_for_when_the_mode_is_chosen() -> None:
    player = Player()
    player.effects.clear()
    in_mode("ladder", player)
    assert player.done(AskDigit)[0].forger.id == "a" * 12


@pytest.mark.parametrize("way", [Action.GO_ON, Action.BACK])
def test_the_mode_that_is_played_already_asks_for_nothing(way: Action) -> None:
    player = chooser()
    player.effects.clear()
    assert isinstance(player.does(way).scene, Title)
    assert player.effects == []
    assert player.scene.desk.mode == "arcade"


def test_escape_leads_back_to_the_line_that_was_taken() -> None:
    player = chooser().does(Action.DOWN, Action.BACK)
    assert player.scene == Title(player.scene.desk, focus=ITEMS.index(Item.KIND))
    assert player.scene.desk.mode == "arcade"
