"""Drawing without a window: fonts are ready, and nothing is shown anywhere."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from game.scenes.settings import Settings
from game.ui.opening import open_window
from game.ui.window import Window


@pytest.fixture(autouse=True, scope="session")
def _fonts() -> Iterator[None]:
    pygame.font.init()
    yield
    pygame.font.quit()


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """A window that nobody sees, with ears for gamepads."""
    from pygame._sdl2 import controller

    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("SDL_JOYSTICK_ALLOW_BACKGROUND_EVENTS", "1")
    settings = Settings(window=(640, 480))
    opened = Window(open_window(settings), settings)
    pygame.event.clear()
    yield opened
    controller.quit()
    pygame.joystick.quit()
    pygame.display.quit()
