"""Choosing forgers: one, a whole run, or several, as the mode has it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.rules.news import ForgersChosen, ForgersReady
from game.scenes.actions import Action, Picked
from game.scenes.choose import Choose
from game.scenes.effects import AskDigit, AskFoolRates
from game.scenes.title import ITEMS, Item, Title
from tests.rules.samples import forger
from tests.scenes.climbers import RUNGS, in_mode
from tests.scenes.player import Player, desk


def choosing(mode: str) -> Player:
    return in_mode(mode).does(Picked(ITEMS.index(Item.FORGER)))


def chosen(player: Player) -> str:
    """The letters of the forgers that one plays against."""
    return "".join(each.id[0] for each in player.scene.desk.forgers)


def marked(player: Player) -> str:
    assert isinstance(player.scene, Choose)
    return "".join(each.id[0] for each in player.scene.chosen)


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        ("arcade", ("arcade", "ladder")),
        ("ladder", ("arcade", "ladder")),
        ("lab", ("lab",)),
        ("timed", ("lab",)),
    ],
)
def test_measuring_modes_are_told_what_was_measured_and_the_others_what_was_played(
    mode: str, told: tuple[str, ...]
) -> None:
    assert choosing(mode).done(AskFoolRates)[-1] == AskFoolRates(told)


def test_any_epoch_chooses_the_whole_run_for_the_ladder() -> None:
    player = choosing("ladder")
    other = replace(forger("z"), run="reference")
    player.hear(ForgersReady((other, *map(forger, RUNGS))))
    player.does(Picked(3))
    assert isinstance(player.scene, Title)
    assert [each.id[0] for each in player.scene.desk.rungs if each.run == "sgd"] == list("abdc")
    assert player.scene.desk.coming().forgers == tuple(map(forger, RUNGS))  # type: ignore[union-attr]


def test_the_whole_run_is_shown_as_chosen_for_the_ladder() -> None:
    assert sorted(marked(choosing("ladder"))) == list(RUNGS)


@pytest.mark.parametrize("mode", ["lab", "timed"])
def test_several_are_marked_one_by_one_and_played_when_one_goes_back(mode: str) -> None:
    player = choosing(mode)
    assert marked(player) == "b"
    player.does(Picked(3), Action.LEFT, Action.GO_ON)
    assert (marked(player), chosen(player)) == ("bcd", "b")
    player.does(Action.BACK)
    assert isinstance(player.scene, Title)
    assert chosen(player) == "bcd"


def test_a_mark_is_taken_away_by_the_same_key() -> None:
    player = choosing("lab").does(Picked(0), Picked(1))
    assert marked(player) == "a"
    assert chosen(player.does(Action.BACK)) == "a"


def test_the_last_mark_stays() -> None:
    player = choosing("lab").does(Action.GO_ON, Action.GO_ON, Action.GO_ON)
    assert marked(player) == "b"


def test_marks_that_have_not_changed_ask_for_nothing() -> None:
    player = choosing("timed").does(Picked(2), Picked(2))
    player.effects.clear()
    player.does(Action.BACK)
    assert player.scene == Title(player.scene.desk, focus=ITEMS.index(Item.FORGER))
    assert player.done(AskDigit) == []


def test_several_marks_are_in_the_order_of_the_shelf_however_they_were_made() -> None:
    player = choosing("lab").does(Picked(3), Picked(0), Action.BACK)
    assert chosen(player) == "abd"


def test_who_chooses_before_the_forgers_are_known_finds_the_one_in_use_marked() -> None:
    started = Player(Title(desk(), focus=0)).does(Picked(ITEMS.index(Item.KIND)), Picked(2))
    started.does(Picked(ITEMS.index(Item.FORGER)), Action.GO_ON, Action.BACK)
    assert chosen(started) == ""
    started.does(Picked(ITEMS.index(Item.FORGER)))
    started.hear(ForgersChosen((forger("b"),)))
    started.hear(ForgersReady(tuple(map(forger, RUNGS))))
    assert marked(started) == "b"
    assert chosen(started.does(Picked(0), Action.BACK)) == "ab"


def test_a_forger_from_outside_is_marked_like_any_other() -> None:
    outside = replace(forger("o"), run="diffusion", preset="", epoch=0, images_seen=0, count=400)
    player = choosing("lab").hear(ForgersReady((forger("b"), outside)))
    assert chosen(player.does(Picked(1), Action.BACK)) == "bo"
