"""Settings: every one can be changed by keys alone, holds at once, and stays in its range."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from game.scenes.actions import Action, Picked, Resized
from game.scenes.adjust import CHOICES, DOORS, ROWS, Adjust, Row, turned
from game.scenes.effects import Arrange, AskPlayers, Play
from game.scenes.name_entry import NameEntry
from game.scenes.rebind import Rebind
from game.scenes.reveal import STAMP_SECONDS, Reveal
from game.scenes.settings import Settings
from game.scenes.tidings import PlayersReady, SettingsUnkept
from game.scenes.title import ITEMS, Item, Title
from tests.scenes.player import Player


def adjusting(row: Row) -> Player:
    player = Player().does(Picked(ITEMS.index(Item.SETTINGS)))
    return player.does(*[Action.DOWN] * ROWS.index(row))


def test_every_setting_has_a_line_of_its_own_but_what_no_player_sets() -> None:
    assert {row.field for row in Row} == {each.name for each in fields(Settings)} - {"introduced"}


@pytest.mark.parametrize("row", [row for row in Row if row not in DOORS])
def test_a_change_holds_at_once_and_is_handed_on_to_be_kept(row: Row) -> None:
    player = adjusting(row)
    before = player.scene.desk.settings
    player.does(Action.LEFT)
    after = player.scene.desk.settings
    changed = [
        each.name
        for each in fields(Settings)
        if getattr(before, each.name) != getattr(after, each.name)
    ]
    if row in (Row.TEXT, Row.PALETTE):  # at their first value already
        after = player.does(Action.RIGHT).scene.desk.settings
        changed = [row.field] if getattr(after, row.field) != getattr(before, row.field) else []
    assert changed == [row.field]
    assert player.done(Arrange) == [Arrange(after)]


@pytest.mark.parametrize("row", CHOICES)
def test_arrows_stop_at_both_ends_and_enter_goes_round(row: Row) -> None:
    first, last = CHOICES[row][0], CHOICES[row][-1]
    change: dict[str, Any] = {row.field: last}
    at_end = replace(Settings(), **change)
    assert turned(at_end, row, 1, around=False) == at_end
    assert getattr(turned(at_end, row, 1, around=True), row.field) == first


def test_from_a_size_that_the_mouse_gave_the_arrows_lead_to_the_next_one_of_the_list() -> None:
    odd = Settings(window=(1100, 700))
    assert turned(odd, Row.WINDOW, 1, around=False).window == (1024, 768)
    assert turned(odd, Row.WINDOW, -1, around=False).window == (800, 600)


def test_a_click_focuses_a_line_with_many_values_and_ticks_a_box_at_once() -> None:
    player = adjusting(Row.PLAYER).does(Picked(ROWS.index(Row.TEXT)))
    assert player.scene.desk.settings.text_size == 100
    assert player.does(Picked(ROWS.index(Row.TEXT))).scene.desk.settings.text_size == 125
    assert player.does(Picked(ROWS.index(Row.FLASHES))).scene.desk.settings.no_flashes


def test_doors_lead_to_the_name_and_the_keys_and_back() -> None:
    player = adjusting(Row.PLAYER).does(Action.GO_ON)
    assert isinstance(player.scene, NameEntry)
    assert player.done(AskPlayers) == [AskPlayers()]
    assert isinstance(player.does(Action.BACK).scene, Adjust)
    assert isinstance(player.does(Action.DOWN, Action.GO_ON).scene, Rebind)
    title = player.does(Action.BACK, Action.BACK).scene
    assert title == Title(title.desk, focus=ITEMS.index(Item.SETTINGS))


def test_a_new_volume_is_heard_unless_it_is_mute() -> None:
    player = adjusting(Row.VOLUME).does(Action.LEFT)
    assert len(player.done(Play)) == 1
    assert len(player.does(Action.MUTE, Action.LEFT).done(Play)) == 1


def test_a_window_of_another_size_is_kept_and_never_below_the_smallest() -> None:
    player = Player().starts().does(Resized((1000, 700)), Resized((300, 900)))
    assert [arranged.settings.window for arranged in player.done(Arrange)] == [
        (1000, 700),
        (640, 900),
    ]


@pytest.mark.parametrize("wish", ["reduced_motion", "no_flashes"])
def test_whoever_wants_it_still_sees_the_stamp_where_it_lands(wish: str) -> None:
    player = Player()
    change: dict[str, Any] = {wish: True}
    desk = player.scene.desk
    player.scene = player.scene.at(desk.arranged(replace(desk.settings, **change)))
    reveal = player.starts().answers(right=True).scene
    assert isinstance(reveal, Reveal)
    assert reveal.age == STAMP_SECONDS
    assert player.waits(1.0).scene == reveal


def test_a_name_that_is_signed_is_kept() -> None:
    player = Player().does(Picked(ITEMS.index(Item.PLAYER)), Action.ERASE, Action.GO_ON)
    assert player.done(Arrange)[-1].settings.player == "Ad"
    assert player.scene == Title(player.scene.desk, ITEMS.index(Item.PLAYER))


def test_earlier_players_are_offered_the_last_first_and_one_click_signs() -> None:
    player = (
        Player().does(Picked(ITEMS.index(Item.PLAYER))).hear(PlayersReady(("Ben", "Ada", "Cy")))
    )
    drafts = []
    for action in (Action.DOWN, Action.DOWN, Action.UP, Action.UP):
        player.does(action)
        assert isinstance(player.scene, NameEntry)
        drafts.append(player.scene.draft)
    assert drafts == ["Cy", "Ben", "Cy", "Ada"]
    assert player.does(Picked(0)).scene.desk.player == "Ben"


def test_without_earlier_players_the_arrows_leave_the_name_alone() -> None:
    player = Player().does(Picked(ITEMS.index(Item.PLAYER)))
    before = player.scene
    assert player.does(Action.DOWN, Action.UP, Picked(0)).scene == before


def test_what_is_wrong_with_the_settings_stands_on_the_desk_until_they_were_looked_at() -> None:
    player = Player().hear(SettingsUnkept("No."))
    assert player.scene.desk.notice == "No."
    player.does(Picked(ITEMS.index(Item.SETTINGS)))
    assert player.scene.desk.notice == "No."
    assert player.does(Action.BACK).scene.desk.notice == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("volume", 101),
        ("scale", -1),
        ("text_size", 110),
        ("palette", "neon"),
        ("window", (639, 480)),
        ("window", (20_000, 480)),
        ("player", ""),
        ("player", "A\u6f22"),
    ],
)
def test_a_value_out_of_range_is_refused_by_name(field: str, value: object) -> None:
    change: dict[str, Any] = {field: value}
    with pytest.raises(ValueError, match=f"^{field}: expected .*found"):
        Settings(**change)
