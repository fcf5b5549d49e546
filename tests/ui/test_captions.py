"""The title bar says what is shown, and never the truth before the answer."""

from __future__ import annotations

from game.scenes.actions import Action, Picked
from game.scenes.adjust import ROWS, Row
from game.scenes.question import Question
from game.scenes.title import ITEMS, Item
from game.ui.captions import caption
from tests.scenes.player import Player


def test_a_question_is_captioned_by_its_number_alone() -> None:
    captions: dict[bool, set[str]] = {True: set(), False: set()}
    for seed_step in range(8):
        player = Player()
        for _ in range(seed_step):
            player.starts().does(Action.BACK, Action.BACK)
        player.starts()
        assert isinstance(player.scene, Question)
        desk = player.scene.desk
        is_real = desk.tray.slots[0].trial.is_real
        captions[is_real].add(caption(player.scene))
    assert captions[True] == captions[False] == {"Exhibit 1"}


def test_a_digit_under_way_a_reveal_and_a_summary_are_captioned() -> None:
    assert caption(Player(digits=False).does(Action.GO_ON).scene) == "Exhibit 1 is on its way"
    assert caption(Player().starts().answers(right=False).scene) == "Exhibit 1: wrong"
    over = Player().starts().loses().does(Action.GO_ON)
    assert caption(over.scene) == "Case closed: 0 right"


def test_the_title_adds_nothing() -> None:
    assert caption(Player().scene) == ""


def test_the_screens_of_the_settings_are_captioned() -> None:
    player = Player().does(Picked(ITEMS.index(Item.SETTINGS)))
    said = [caption(player.scene)]
    for intent in (Picked(ROWS.index(Row.KEYS)), Action.GO_ON):
        said.append(caption(player.does(intent).scene))
    assert said == ["Settings", "Keys", "Press a key"]
