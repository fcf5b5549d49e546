"""Every screen is drawn on any surface, keeps to it, and shows digits as they are."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from typing import Any

import pygame
import pytest

from game.scenes.actions import Action, Picked
from game.scenes.question import Question
from game.scenes.reveal import Reveal
from game.scenes.screen import Screen
from game.scenes.settings import Settings
from game.ui import painter, paper, plate
from game.ui.measure import Measure
from game.ui.page import Page
from tests.scenes.player import Player, pixels
from tests.ui.screens import LONG, every_screen

SIZES = [(640, 480), (800, 600), (1280, 800), (1600, 600), (600, 1300)]
TEXTS = (100, 150)


@lru_cache
def screens(player: str = "Ada", text_size: int = 100) -> dict[str, Screen]:
    """Every screen, made once: nothing that is drawn changes it."""
    return every_screen(player, Settings(text_size=text_size))


NAMES = list(screens())


def drawn(scene: object, size: tuple[int, int] = (800, 600)) -> pygame.Surface:
    surface = pygame.Surface(size, depth=32)
    painter.draw(surface, scene)  # type: ignore[arg-type]
    return surface


def content(surface: pygame.Surface) -> bytes:
    return pygame.image.tobytes(surface, "RGB")


def written(
    name: str, size: tuple[int, int], text_size: int, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[str, pygame.Rect]]:
    """The lines and the pieces with words on a screen with long names, and where they stand."""
    lines: list[tuple[str, pygame.Rect]] = []
    write = Page.text

    def watched(self: Page, text: str, *rest: Any, **anchor: Any) -> pygame.Rect:
        rect = write(self, text, *rest, **anchor)
        if self.surface.get_size() == size:  # what is drawn aside keeps to its own bounds
            lines.append((text, rect))
        return rect

    put = Page.put

    def noticed(self: Page, piece: pygame.Surface, **anchor: Any) -> pygame.Rect:
        rect = put(self, piece, **anchor)
        if self.surface.get_size() == size:
            lines.append(("a piece", rect))
        return rect

    monkeypatch.setattr(Page, "text", watched)
    monkeypatch.setattr(Page, "put", noticed)
    drawn(screens(LONG, text_size)[name], size)
    return lines


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_written_beyond_the_sheet_or_over_another_line(
    name: str, text: int, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = paper.sheet(Measure(*size))
    lines = written(name, size, text, monkeypatch)
    assert lines
    assert [said for said, rect in lines if not sheet.contains(rect)] == []
    # Letters fill the middle of a line's height; the rest may overlap.
    inner = [(said, rect.inflate(0, -rect.height // 2)) for said, rect in lines]
    over = [(a, b) for (a, one), (b, other) in combinations(inner, 2) if one.colliderect(other)]
    assert over == []


def test_a_window_that_is_far_too_small_is_drawn_all_the_same() -> None:
    for size in ((200, 120), (480, 400), (1200, 120)):
        for scene in screens(LONG, 150).values():
            drawn(scene, size)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_scene_is_drawn_the_same_twice(name: str) -> None:
    scene = screens()[name]
    assert content(drawn(scene)) == content(drawn(scene))


def test_a_screen_fills_a_4k_display() -> None:
    surface = drawn(Player().starts().scene, (3840, 2160))
    assert plate_of(surface).width >= 1_200


def plate_of(surface: pygame.Surface) -> pygame.Rect:
    """The black square around the middle of a question."""
    middle = surface.get_width() // 2
    rows = [y for y in range(surface.get_height()) if surface.get_at((middle, y))[:3] == (0, 0, 0)]
    left = middle
    while surface.get_at((left - 1, rows[len(rows) // 2]))[:3] == (0, 0, 0):
        left -= 1
    return pygame.Rect(left, rows[0], 2 * (middle - left), rows[-1] - rows[0])


@pytest.mark.parametrize("scale", [1, 3, 16])
def test_a_digit_is_enlarged_by_a_whole_factor_without_a_grey_that_it_has_not(scale: int) -> None:
    digit = bytes(range(256)) * 3 + bytes(16)
    made = plate.plate(digit, scale)
    assert made.get_size() == (30 * scale, 30 * scale)
    for place, grey in enumerate(digit):
        x, y = (place % 28 + 1) * scale, (place // 28 + 1) * scale
        corners = {(x, y), (x + scale - 1, y), (x, y + scale - 1), (x + scale - 1, y + scale - 1)}
        assert {made.get_at(corner)[:3] for corner in corners} == {(grey, grey, grey)}


def test_a_real_and_a_fake_of_the_same_pixels_look_the_same_to_the_pixel() -> None:
    surfaces: dict[bool, pygame.Surface] = {}
    player = Player().starts()
    while len(surfaces) < 2:
        assert isinstance(player.scene, Question)
        desk = player.scene.desk
        is_real = desk.tray.slots[0].trial.is_real
        slot = desk.tray.slots[0]
        assert slot.digit is not None
        news = type(slot.digit)(slot.ticket, pixels(11), 0.0 if is_real else 1.0)
        shown = player.scene.at(replace(desk, tray=desk.tray.received(news)))
        made = drawn(shown)
        # The exhibit's number and the score go on, whatever the truth is.
        surfaces.setdefault(is_real, made.subsurface(plate_of(made)).copy())
        player.answers(right=True).does(Action.GO_ON).sees()
    assert content(surfaces[True]) == content(surfaces[False])


def test_a_question_looks_the_same_whatever_the_validity_is() -> None:
    looks = set()
    for validity in (0.01, 0.99):
        player = Player().starts()
        slot = player.scene.desk.tray.slots[0]
        assert slot.digit is not None
        news = type(slot.digit)(slot.ticket, slot.digit.pixels, validity)
        looks.add(content(drawn(player.hear(news).scene)))
    assert len(looks) == 1


def test_right_and_wrong_differ_without_colour() -> None:
    shapes = []
    for right in (True, False):
        reveal = Player().starts().answers(right=right).waits(1).scene
        assert isinstance(reveal, Reveal)
        grey = pygame.transform.grayscale(drawn(reveal))
        shapes.append(content(grey))
    assert shapes[0] != shapes[1]


@pytest.mark.parametrize("right", [True, False])
def test_a_stamp_that_is_drawn_where_it_moves_lands_as_if_all_had_been_drawn(right: bool) -> None:
    player = Player().starts().answers(right=right)
    moved = pygame.Surface((800, 600), depth=32)
    before: Screen | None = None
    for _ in range(14):
        painter.draw(moved, player.scene, before=before)
        assert content(moved) == content(drawn(player.scene))
        before = player.scene
        player.waits(0.015)


def targets_of(name: str) -> list[object]:
    surface = pygame.Surface((800, 600), depth=32)
    return [target.intent for target in painter.draw(surface, screens()[name])]


def test_the_answers_can_be_clicked_while_they_are_open_and_only_then() -> None:
    answers = {Action.SAY_REAL, Action.SAY_FAKE}
    assert answers <= set(targets_of("question"))
    for name in ("question under way", "answering", "reveal right"):
        assert not answers & set(targets_of(name))


def test_a_click_anywhere_on_a_reveal_goes_on() -> None:
    assert targets_of("reveal right")[-1] is Action.GO_ON


def test_every_line_of_a_menu_can_be_clicked() -> None:
    assert {Picked(item) for item in range(6)} <= set(targets_of("title"))
    assert {Picked(item) for item in range(3)} <= set(targets_of("pause"))


def test_what_the_mouse_is_on_looks_different() -> None:
    scene = Player().starts().scene
    plain, hovered = pygame.Surface((800, 600)), pygame.Surface((800, 600))
    targets = painter.draw(plain, scene)
    over = next(target.rect for target in targets if target.intent is Action.SAY_REAL)
    painter.draw(hovered, scene, pointer=over.center)
    assert content(plain) != content(hovered)
