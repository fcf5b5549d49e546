"""Turning to another sheet: short, cheap, between menus alone, and not where still is wanted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pygame
import pytest

from game.scenes.actions import Action, Picked
from game.scenes.screen import Screen
from game.scenes.settings import Settings
from game.scenes.title import ITEMS, Item
from game.ui import painter, turning
from game.ui import window as windows
from game.ui.window import Window
from tests.scenes.player import Player
from tests.ui.screens import every_screen

WITH_DIGITS = ("Question", "Answering", "Reveal", "Opening", "Glimpse", "Interval", "Rating")
FRAME = 1 / 60
SIZE = (1280, 800)


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.now = 5.0
        patch.setattr(windows.time, "perf_counter", lambda: self.now)  # type: ignore[attr-defined]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def pages(settings: Settings | None = None) -> tuple[Screen, Screen]:
    player = Player()
    player.scene = player.scene.at(player.scene.desk.arranged(settings or Settings()))
    return player.scene, player.does(Picked(ITEMS.index(Item.SETTINGS))).scene


def shown(window: Window) -> bytes:
    return pygame.image.tobytes(window._window.get_surface(), "RGB")


def drawn(scene: Screen, window: Window) -> bytes:
    surface = pygame.Surface(window.size, depth=32)
    painter.draw(surface, scene)
    return pygame.image.tobytes(surface, "RGB")


def test_a_sheet_slides_in_and_comes_to_rest_as_if_it_had_been_there_at_once(
    window: Window, clock: Clock
) -> None:
    title, settings = pages()
    window.present(title)
    assert window.present(settings)
    looks = [shown(window)]
    for _ in range(12):
        clock.now += FRAME
        assert not window.present(settings)
        looks.append(shown(window))
    moving = [look for look in looks if look != drawn(settings, window)]
    assert 0 < len(moving) * FRAME <= 0.2
    assert looks[-1] == looks[-2] == drawn(settings, window)


@pytest.mark.parametrize("field", ["reduced_motion", "no_flashes"])
def test_who_wants_it_still_has_the_sheet_at_once(field: str, window: Window, clock: Clock) -> None:
    still: dict[str, Any] = {field: True}
    title, settings = pages(replace(Settings(), **still))
    window.present(title)
    window.present(settings)
    assert shown(window) == drawn(settings, window)


def test_where_there_is_a_digit_nothing_turns() -> None:
    screens = every_screen()
    kinds = {type(scene).__name__: scene for scene in screens.values()}
    assert not any(kinds[name].turns for name in WITH_DIGITS if name in kinds)
    question, title = screens["question"], screens["title"]
    assert not turning.due(title, question, SIZE)
    assert not turning.due(question, screens["pause"], SIZE)
    assert not turning.due(screens["pause"], question, SIZE)
    assert not turning.due(screens["reveal over"], screens["summary"], SIZE)
    assert turning.due(screens["summary"], title, SIZE)
    assert not turning.due(screens["summary"], title, (3840, 2160))


def test_a_digit_is_there_at_once_from_the_title(window: Window, clock: Clock) -> None:
    player = Player()
    window.present(player.scene)
    question = player.does(Action.GO_ON).scene
    window.present(question)
    assert shown(window) == drawn(question, window)


def test_what_is_meant_meanwhile_is_shown_at_once(window: Window, clock: Clock) -> None:
    title, settings = pages()
    window.present(title)
    window.present(settings)
    clock.now += FRAME
    moved = Player(settings).does(Action.DOWN).scene
    assert window.present(moved)
    assert shown(window) == drawn(moved, window)


def test_a_click_meets_a_line_where_it_comes_to_rest(window: Window, clock: Clock) -> None:
    title, settings = pages()
    window.present(settings)
    window.present(title)
    surface = pygame.Surface(window.size, depth=32)
    assert window._targets == painter.draw(surface, title)


def test_a_sheet_is_drawn_once_however_long_it_slides(
    window: Window, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    title, settings = pages()
    window.present(title)
    times: list[Screen] = []
    draw = painter.draw

    def counted(surface: pygame.Surface, scene: Screen, *rest: Any) -> Any:
        times.append(scene)
        return draw(surface, scene, *rest)

    monkeypatch.setattr(painter, "draw", counted)
    window.present(settings)
    for _ in range(12):
        clock.now += FRAME
        window.present(settings)
    assert times == [settings]


def test_the_first_sheet_of_all_does_not_slide(window: Window, clock: Clock) -> None:
    title, _ = pages()
    window.present(title)
    assert shown(window) == drawn(title, window)
