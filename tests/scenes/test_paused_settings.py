"""Settings in the middle of a case: opened from the pause, and left for it again."""

from __future__ import annotations

import pytest

from game.scenes.actions import Action, Intent, Picked
from game.scenes.adjust import ROWS, Adjust, Row
from game.scenes.effects import EndSession, Quit
from game.scenes.pause import ITEMS, Pause
from game.scenes.question import Question
from tests.scenes.player import Player

OPEN = (Action.BACK, Picked(ITEMS.index("Settings")))
KEYS = Picked(ROWS.index(Row.KEYS))


def test_settings_opened_from_a_pause_lead_back_to_it_and_to_the_same_question() -> None:
    player = Player().starts()
    before = player.scene
    assert isinstance(before, Question)
    assert isinstance(player.does(*OPEN).scene, Adjust)
    paused = player.does(Action.BACK).scene
    assert isinstance(paused, Pause)
    assert ITEMS[paused.focus] == "Settings"
    assert player.does(Picked(0)).scene == before


def test_what_is_changed_in_a_pause_holds_in_the_case() -> None:
    player = Player().starts().does(*OPEN, Picked(ROWS.index(Row.MOTION)))
    player.does(Action.BACK, Picked(0))
    assert isinstance(player.scene, Question)
    assert player.scene.desk.settings.reduced_motion


def test_whose_case_it_is_stays_as_it_was_recorded() -> None:
    player = Player().starts().does(*OPEN)
    before = player.scene
    assert player.does(Picked(ROWS.index(Row.PLAYER))).scene == before
    assert player.does(Action.GO_ON).scene == before


@pytest.mark.parametrize("deeper", [(), (KEYS,), (KEYS, Action.GO_ON)])
def test_closing_the_window_there_ends_the_session(deeper: tuple[Intent, ...]) -> None:
    player = Player().starts().does(*OPEN, *deeper, Action.CLOSE)
    assert [type(effect) for effect in player.effects[-2:]] == [EndSession, Quit]
