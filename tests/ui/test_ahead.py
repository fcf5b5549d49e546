"""What is kept of a drawing, and what is made before it is needed."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pygame
import pytest

from game.scenes.actions import Action
from game.scenes.question import Question
from game.scenes.reveal import Reveal
from game.scenes.settings import Settings
from game.ui import painter, plate, stamp
from game.ui.album import Album
from game.ui.page import Page
from tests.scenes.player import Player
from tests.ui.screens import every_screen

SIZE = (1280, 800)


@pytest.fixture(autouse=True)
def _nothing_made(monkeypatch: pytest.MonkeyPatch) -> None:
    pygame.font.init()
    monkeypatch.setattr(stamp, "FALLS", Album(pixels=3_000_000))
    monkeypatch.setattr(plate, "PLATES", Album(pixels=5_000_000))


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


def noted(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> list[object]:
    """The calls of a function of a module, from now on."""
    calls: list[object] = []
    original = getattr(module, name)

    def called(*inputs: object) -> object:
        calls.append(inputs)
        return original(*inputs)

    monkeypatch.setattr(module, name, called)
    return calls


def test_while_a_question_is_open_both_stamps_are_made_all_the_way_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    question, falling = every_screen()["question"], every_screen()["reveal falling"]
    assert isinstance(falling, Reveal)
    turned = noted(monkeypatch, stamp, "_turned")
    surface = pygame.Surface(SIZE, depth=32)
    at_once = [len(turned) for _ in painter.ahead(surface, question)]
    assert at_once == [*range(1, 2 * (stamp.STEPS + 1) + 1)], "one at a step"
    for age in (0.0, 0.02, 0.05, 0.08, 0.12, 0.16):
        painter.draw(surface, replace(falling, age=age))
    assert len(turned) == len(at_once)


def test_where_nothing_is_told_after_an_answer_no_stamp_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    turned = noted(monkeypatch, stamp, "_turned")
    for name, told in (("lab question", False), ("lab practice", True)):
        for _ in painter.ahead(pygame.Surface(SIZE, depth=32), every_screen()[name]):
            pass
        assert bool(turned) is told


def test_while_a_reveal_is_read_the_next_plate_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    player = Player().starts().does(Action.SAY_REAL)
    reveal = player.scene
    assert isinstance(reveal, Reveal)
    made_plates = noted(monkeypatch, plate, "_made")
    surface = pygame.Surface(SIZE, depth=32)
    for _ in painter.ahead(surface, reveal):
        pass
    assert len(made_plates) == 1
    player.does(Action.GO_ON)
    assert isinstance(player.scene, Question)
    painter.draw(surface, player.scene)
    assert len(made_plates) == 1


def test_an_album_keeps_what_was_used_last_as_far_as_there_is_room() -> None:
    album = Album(pixels=300)
    first, second, third, large = (
        lambda side=side: pygame.Surface((side, side)) for side in (10, 11, 12, 40)
    )
    kept = album.get("first", first)
    album.get("second", second)
    assert album.get("first", first) is kept
    album.get("third", third)
    assert album.get("first", first) is kept, "the second made room"
    album.get("large", large)
    assert album.get("first", first) is not kept, "what is larger than all the room is alone"
