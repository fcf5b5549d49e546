"""The chooser says how each forger has done, and that there are more than are in sight."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.rules.board import FoolRate
from game.rules.news import ForgersReady
from game.rules.proportion import wilson
from game.scenes.actions import Action, Picked
from game.scenes.choose import Choose
from game.scenes.title import ITEMS, Item
from game.ui import dossier, painter
from game.ui.page import Page
from game.ui.screens.choose import aside, fooled, question
from tests.rules.samples import forger
from tests.scenes.climbers import in_mode
from tests.scenes.player import Player


def chooser(moves: int, forgers: str = "abcdefg") -> Choose:
    player = Player().hear(ForgersReady(tuple(map(forger, forgers))))
    player.rates = (
        FoolRate("a" * 12, wilson(5, 20)),
        FoolRate("c" * 12, wilson(4, 4)),
    )
    player.does(Picked(ITEMS.index(Item.FORGER)), *[Action.LEFT] * 9, *[Action.RIGHT] * moves)
    assert isinstance(player.scene, Choose)
    return player.scene


def seen(scene: Choose, monkeypatch: pytest.MonkeyPatch) -> tuple[set[str], set[object]]:
    """The words of a small window, and what a click in it can mean."""
    words: set[str] = set()
    write = Page.text

    def watched(self: Page, text: str, *rest: object, **anchor: object) -> object:
        words.add(text)
        return write(self, text, *rest, **anchor)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Page, "text", watched)
        targets = painter.draw(pygame.Surface((800, 600), depth=32), scene)
    return words, {target.intent for target in targets if target.rect.height < 60}


def test_a_share_is_told_with_its_count_and_its_interval() -> None:
    scene = chooser(0)
    assert fooled(scene, forger("a")) == "passed 25 % of 20 (11–47 %)"
    assert fooled(scene, forger("c")) == "passed 100 % of 4 (51–100 %)"
    assert fooled(scene, forger("b")) == "not judged by anybody yet"


def test_before_the_counts_have_come_nothing_is_claimed() -> None:
    assert fooled(Choose(chooser(0).desk, "a" * 12), forger("a")) == ""


def test_arrows_say_how_many_more_there_are_on_either_side(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for moves, more, earlier in ((0, "4 more", False), (3, "2 more", True), (6, "4 more", True)):
        words, intents = seen(chooser(moves), monkeypatch)
        assert {word for word in words if word.endswith("more")} == {more}
        assert (Action.LEFT in intents) is earlier
        assert f"FORGER {moves + 1} OF 7" in words


def test_a_shelf_that_is_all_in_sight_has_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    words, _ = seen(chooser(0, "ab"), monkeypatch)
    assert not {word for word in words if word.endswith("more")}


def choosing(mode: str) -> Choose:
    scene = in_mode(mode).does(Picked(ITEMS.index(Item.FORGER))).scene
    assert isinstance(scene, Choose)
    return scene


def test_each_mode_says_what_is_chosen_and_whose_answers_are_counted() -> None:
    assert "arcade and ladder" in aside(choosing("arcade"))
    assert "whole run" in aside(choosing("ladder"))
    assert "in lab" in aside(choosing("timed"))
    assert question(choosing("lab")).endswith("1 chosen")


@pytest.mark.parametrize(("mode", "marks"), [("arcade", 1), ("ladder", 4), ("lab", 1)])
def test_what_is_chosen_has_a_tab_and_a_run_has_one_on_every_epoch(
    mode: str, marks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tabs = []
    write = Page.text

    def watched(self: Page, text: str, *rest: object, **anchor: object) -> object:
        tabs.extend([text] if text in ("IN USE", "CHOSEN") else [])
        return write(self, text, *rest, **anchor)  # type: ignore[arg-type]

    monkeypatch.setattr(Page, "text", watched)
    painter.draw(pygame.Surface((2000, 1900), depth=32), choosing(mode))
    assert tabs == ["CHOSEN" if mode == "lab" else "IN USE"] * marks


def test_a_contestant_from_outside_is_described_by_what_is_known() -> None:
    outside = replace(
        forger("o"), name="diffusion", preset="", epoch=0, images_seen=0, count=400, picture=None
    )
    assert dossier.heading(outside) == "diffusion"
    assert dossier.schooling(outside) == "400 images"
    assert dossier.origin(outside) == "from outside"


def test_a_picture_that_is_lost_is_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = replace(forger("a"), picture=str(tmp_path / "gone.png"))
    scene = chooser(0)
    shown = replace(scene, desk=replace(scene.desk, shelf=(lost,), forgers=(lost,)))
    words, _ = seen(shown, monkeypatch)
    assert any(word.startswith("No picture") for word in words)
