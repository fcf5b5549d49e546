"""The register and the statistics say what is known in words, and what is not yet."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pygame
import pytest

from game.rules.career import Career
from game.rules.detection import detect
from game.rules.proportion import wilson
from game.rules.tally import Tally
from game.scenes.actions import Action, Intent, Picked
from game.scenes.name_entry import NameEntry
from game.scenes.register import LEAVES, Register
from game.scenes.screen import Screen
from game.scenes.settings import Settings
from game.scenes.statistics import Statistics
from game.scenes.title import ITEMS, Item
from game.ui import course, painter
from game.ui.casefile import parties
from game.ui.page import Page
from game.ui.particulars import ENOUGH, ability, leaning
from game.ui.plainly import LEFT
from tests.scenes.player import Player, desk
from tests.ui.register_screens import boards, career, of_the_register

MOVES: tuple[Intent, ...] = (
    Action.LEFT,
    Action.RIGHT,
    Action.UP,
    Action.DOWN,
    Action.GO_ON,
    Action.BACK,
    Action.KEEP,
)
Words = Callable[..., list[str]]


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> Words:
    """What is written on a screen."""
    said: list[str] = []
    write = Page.text

    def watched(self: Page, text: str, *rest: Any, **anchor: Any) -> pygame.Rect:
        said.append(text)
        return write(self, text, *rest, **anchor)

    def of(scene: Screen, size: tuple[int, int] = (1280, 800)) -> list[str]:
        said.clear()
        painter.draw(pygame.Surface(size, depth=32), scene)
        return list(said)

    monkeypatch.setattr(Page, "text", watched)
    return of


def screen(name: str) -> Screen:
    return of_the_register(Player, "Ada")[name]


def test_the_figures_of_enough_answers_stand_with_their_intervals(words: Words) -> None:
    said = words(screen("statistics"))
    assert {"76 %", "72–80, 399 digits in 14 sessions", "80 %", "73–85"} <= set(said)
    assert {"1.2 s", "median of 303", "fairly well"} <= set(said)
    assert "40 % of 62" in said


def test_of_few_answers_no_share_is_told_but_how_few_they_are(words: Words) -> None:
    said = words(screen("statistics of little"))
    assert {"11 judged", f"Too few for figures: {ENOUGH} will do.", "too few yet (5)"} <= set(said)
    assert not [each for each in said if re.search(r"^\d+ %|% of \d", each)]


def test_sessions_that_were_left_out_are_told(words: Words) -> None:
    said = " ".join(words(screen("statistics of little")))
    assert "2 sessions left out for missed catch trials." in said


@pytest.mark.parametrize("text_size", [100, 150])
def test_the_note_keeps_only_whole_sentences_where_there_is_little_room(
    words: Words, text_size: int
) -> None:
    scene = screen("statistics")
    assert isinstance(scene, Statistics)
    much = replace(career("Ada").modes[0], mode="lab", flagged=12)
    large = replace(
        scene.at(scene.desk.arranged(Settings(player="Ada", text_size=text_size))),
        mode="lab",
        career=Career("Ada", (much,)),
    )
    said = " ".join(words(large, (640, 480)))
    assert "12 sessions left out for missed catch trials." in said
    assert ("no share." in said) is (text_size == 100)
    assert "Blind; a study counts when it is over." in said
    assert "\u2026" not in said.partition("12 sessions left")[2]


def test_a_mode_without_answers_says_so(words: Words) -> None:
    assert "You have judged nothing on the ladder yet." in words(screen("statistics of nothing"))


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (Tally(50, 25, 50, 25), "not shown yet"),
        (Tally(10, 3, 10, 4), "not shown yet"),
        (Tally(200, 70, 200, 70), "a little"),
        (Tally(200, 40, 200, 40), "fairly well"),
        (Tally(200, 20, 200, 20), "well"),
        (Tally(200, 6, 200, 6), "very well"),
        (Tally(200, 140, 200, 140), "the wrong way round"),
    ],
)
def test_d_prime_is_told_in_words_that_its_interval_bears(counts: Tally, said: str) -> None:
    found = detect(counts)
    assert found is not None
    assert ability(found) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (Tally(100, 10, 100, 50), "towards genuine"),
        (Tally(100, 50, 100, 10), "towards forged"),
        (Tally(100, 20, 100, 22), "none shown"),
        (Tally(5, 0, 5, 2), "none shown"),
    ],
)
def test_a_leaning_is_told_where_the_interval_leaves_no_doubt(counts: Tally, said: str) -> None:
    found = detect(counts)
    assert found is not None
    assert leaning(found) == said


def test_the_players_best_stays_in_sight_with_its_own_place(words: Words) -> None:
    said = words(screen("register"))
    assert said[said.index("Ada") - 1] == "17"
    assert "16" not in said


def test_modes_that_measure_are_said_not_to_be_ranked(words: Words) -> None:
    for name in ("register", "register of the ladder", "register by examiner", "register empty"):
        assert "Lab and timed are not ranked" in " ".join(words(screen(name)))


def test_a_case_that_was_left_with_lives_is_marked_on_every_board_and_the_mark_explained(
    words: Words,
) -> None:
    for name in ("register", "register of one forger", "register by examiner"):
        said = words(screen(name))
        assert any(each.startswith("41+") for each in said)
        assert LEFT in " ".join(said)
    assert LEFT not in " ".join(words(screen("register of the ladder")))


def test_an_empty_register_says_how_to_come_into_it(words: Words) -> None:
    assert any(
        "No case has been closed in arcade yet." in each for each in words(screen("register empty"))
    )


def test_the_scale_of_a_course_begins_below_every_interval_and_holds_a_coins_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    write = Page.text

    def watched(self: Page, text: str, *rest: Any, **anchor: Any) -> pygame.Rect:
        said.append(text)
        return write(self, text, *rest, **anchor)

    monkeypatch.setattr(Page, "text", watched)
    for rights, foot in ((29, "40 %"), (15, "30 %"), (6, "0 %")):
        said.clear()
        page = Page(pygame.Surface((600, 600), depth=32))
        shares = [wilson(rights, 30), wilson(30, 30)]
        course.draw(page, shares, ("first", "last"), page.surface.get_rect())
        assert said == ["100 %", "a coin", foot, "100 %", "first", "last"]


def test_whoever_leafs_about_at_random_comes_everywhere_and_breaks_nothing() -> None:
    chance = random.Random(3)
    surface = pygame.Surface((640, 480), depth=32)
    player = Player()
    player.boards, player.career = boards("Ada"), career("Ada")
    moves = (*MOVES, *map(Picked, range(len(LEAVES) + 12)))
    seen: set[str] = set()
    for _ in range(1_500):
        if not isinstance(player.scene, Register | Statistics | NameEntry):
            player.does(Picked(ITEMS.index(Item.REGISTER)))
        player.does(chance.choice(moves)).waits(0.1)
        seen.add(type(player.scene).__name__)
        if chance.random() < 0.05:
            painter.draw(surface, player.scene)
    assert seen >= {"Register", "Statistics", "NameEntry", "Title"}


def test_answers_on_their_way_are_said_before_the_names() -> None:
    usual = desk()
    assert parties(usual).startswith("ADA V.")
    assert parties(replace(usual, undelivered=1)).startswith("1 ANSWER ON ITS WAY · ADA V.")
    assert parties(replace(usual, undelivered=3)).startswith("3 ANSWERS ON THEIR WAY · ADA V.")
