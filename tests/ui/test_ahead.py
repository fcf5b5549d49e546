"""What is kept of a drawing, and what is made before it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pygame
import pytest

from game.scenes.actions import Action
from game.scenes.question import Question
from game.scenes.reveal import Reveal
from game.scenes.settings import Settings
from game.ui import painter, plate, stamp
from game.ui.page import Page
from tests.scenes.player import Player
from tests.ui.screens import every_screen

SIZE = (1280, 800)


@pytest.fixture(autouse=True)
def _fonts() -> Iterator[None]:
    pygame.font.init()
    yield
    stamp._falling.cache_clear()


def page(size: tuple[int, int] = SIZE, settings: Settings | None = None) -> Page:
    return Page(pygame.Surface(size, depth=32), settings=settings or Settings())


def made(on: Page, words: str) -> tuple[str, int, object]:
    return words, on.measure.width, object()


def test_a_piece_is_made_once_for_the_same_measure_palette_and_inputs() -> None:
    first = page().kept(made, "evidence")
    assert page().kept(made, "evidence") is first
    others = (
        page().kept(made, "genuine"),
        page((800, 600)).kept(made, "evidence"),
        page(settings=Settings(text_size=150)).kept(made, "evidence"),
        page(settings=Settings(palette="high contrast")).kept(made, "evidence"),
    )
    assert all(other is not first for other in others)


def test_a_piece_is_drawn_apart_from_the_page_and_offers_nothing_on_it() -> None:
    whole = page()
    part = whole.piece((40, 30))
    part.surface.fill("red")
    part.offer(part.surface.get_rect(), Action.HELP)
    assert part.measure == whole.measure
    assert whole.targets == []
    assert whole.surface.get_at((0, 0)) == pygame.Color("black")


def test_while_a_question_is_open_both_stamps_are_made_all_the_way_down() -> None:
    question = every_screen()["question"]
    assert isinstance(question, Question)
    surface = pygame.Surface(SIZE, depth=32)
    steps = sum(1 for _ in painter.ahead(surface, question))
    before = stamp._falling.cache_info().misses
    assert steps == before == 2 * (stamp.STEPS + 1)
    falling = every_screen()["reveal falling"]
    assert isinstance(falling, Reveal)
    for age in (0.0, 0.02, 0.05, 0.08, 0.12, 0.16):
        painter.draw(surface, replace(falling, age=age))
    assert stamp._falling.cache_info().misses == before


def test_while_a_reveal_is_read_the_next_plate_is_made() -> None:
    player = Player().starts().does(Action.SAY_REAL)
    reveal = player.scene
    assert isinstance(reveal, Reveal)
    surface = pygame.Surface(SIZE, depth=32)
    plate._large.cache_clear()
    for _ in painter.ahead(surface, reveal):
        pass
    made_ahead = plate._large.cache_info().misses
    player.does(Action.GO_ON)
    assert isinstance(player.scene, Question)
    painter.draw(surface, player.scene)
    assert made_ahead == plate._large.cache_info().misses == 1
