"""The chooser says how each forger has done, and that there are more than are in sight."""

from __future__ import annotations

import pygame
import pytest

from game.rules.news import FoolCount, ForgersReady
from game.scenes.actions import Action, Picked
from game.scenes.choose import Choose
from game.scenes.title import ITEMS, Item
from game.ui import painter
from game.ui.page import Page
from game.ui.screens.choose import ENOUGH, fooled
from tests.rules.samples import forger
from tests.scenes.player import Player


def chooser(moves: int, forgers: str = "abcdefg") -> Choose:
    player = Player().hear(ForgersReady(tuple(map(forger, forgers))))
    player.counts = (
        FoolCount("a" * 12, fakes=ENOUGH, called_real=5, players=2),
        FoolCount("c" * 12, fakes=ENOUGH - 1, called_real=19, players=1),
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


def test_a_share_is_told_of_enough_answers_only() -> None:
    scene = chooser(0)
    assert fooled(scene, forger("a")) == "25 % of 20 fakes passed"
    assert fooled(scene, forger("c")) == "not enough answers yet (19)"
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
