"""My statistics: whoever sits at the desk has their own, a mode at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.rules.news import StatisticsReady
from game.rules.tally import Tally
from game.scenes.actions import Action, Picked, Typed
from game.scenes.effects import AskStatistics
from game.scenes.name_entry import NameEntry
from game.scenes.register import LEAVES, Leaf, Register
from game.scenes.statistics import Statistics
from game.scenes.title import ITEMS, Item, Title
from tests.scenes.player import Player
from tests.ui.register_screens import career


def looking(player: Player | None = None) -> Player:
    """Somebody who looks at their own."""
    player = player or Player()
    player.career = career(player.scene.desk.player)
    return player.does(Picked(ITEMS.index(Item.REGISTER)), Picked(LEAVES.index(Leaf.MINE)))


def screen(player: Player) -> Statistics:
    assert isinstance(player.scene, Statistics)
    return player.scene


def test_they_are_those_of_the_player_at_the_desk() -> None:
    player = looking()
    assert player.done(AskStatistics) == [AskStatistics("Ada")]
    shown = screen(player).shown
    assert shown is not None
    assert shown.mode == "arcade"
    assert shown.counts == Tally(168, 34, 231, 62)


def test_the_arrows_go_round_the_modes_and_a_click_takes_one() -> None:
    player = looking()
    modes = [screen(player.does(Action.DOWN)).mode for _ in range(3)]
    assert modes == ["ladder", "lab", "arcade"]
    assert screen(player.does(Action.UP)).mode == "lab"
    assert screen(player.does(Picked(len(LEAVES) + 1))).mode == "ladder"


@pytest.mark.parametrize(("mode", "shown"), [("lab", "lab"), ("timed", "arcade")])
def test_they_open_at_the_mode_that_is_played_if_it_has_a_share(mode: str, shown: str) -> None:
    player = Player()
    player.scene = player.scene.at(replace(player.scene.desk, mode=mode))
    assert screen(looking(player)).mode == shown


def test_another_examiner_is_signed_and_sees_his_own() -> None:
    player = looking().does(Action.GO_ON)
    assert isinstance(player.scene, NameEntry)
    player.career = career("Grace")
    player.does(*[Action.ERASE] * 3, Typed("Grace"), Action.GO_ON)
    assert screen(player).shown is None  # never another's under their name
    player.waits(0.01)
    assert player.done(AskStatistics) == [AskStatistics("Ada"), AskStatistics("Grace")]
    assert screen(player).shown is not None
    assert player.waits(1.0).done(AskStatistics)[2:] == []
    assert player.scene.desk.player == "Grace"


def test_late_statistics_of_the_examiner_before_are_not_shown() -> None:
    player = looking().hear(StatisticsReady(career("Somebody else")))
    assert screen(player).shown is None


def test_the_leaf_before_is_that_of_the_examiners_and_back_leads_where_it_came_from() -> None:
    player = looking().does(Action.LEFT)
    assert isinstance(player.scene, Register)
    assert player.scene.leaf is Leaf.EXAMINERS
    player.does(Action.RIGHT, Action.BACK)
    assert isinstance(player.scene, Title)
