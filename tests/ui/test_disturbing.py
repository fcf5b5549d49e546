"""What disturbs a window, so that nobody can say what has been seen of it."""

from __future__ import annotations

import time

import pygame
import pytest

from game.scenes.actions import Context
from game.ui.window import Window


def after(event: int, window: Window) -> bool:
    """Whether the window says that it was disturbed, once this has happened to it."""
    list(window.intents(Context.PLAY, time.perf_counter()))
    window.disturbed()
    pygame.event.post(pygame.Event(event))
    list(window.intents(Context.PLAY, time.perf_counter()))
    return window.disturbed()


@pytest.mark.parametrize("event", [pygame.WINDOWFOCUSLOST, pygame.WINDOWMINIMIZED])
def test_a_window_that_is_left_is_disturbed(window: Window, event: int) -> None:
    assert after(event, window)
    assert not window.disturbed()


@pytest.mark.parametrize("event", [pygame.WINDOWFOCUSGAINED, pygame.WINDOWRESTORED])
def test_a_window_that_is_come_back_to_is_disturbed_for_its_digit_may_not_have_been_seen(
    window: Window, event: int
) -> None:
    assert after(event, window)


@pytest.mark.parametrize("event", [pygame.WINDOWMOVED, pygame.WINDOWSIZECHANGED])
def test_a_window_that_is_moved_or_resized_is_disturbed(window: Window, event: int) -> None:
    assert after(event, window)


def test_a_mouse_that_comes_over_the_window_disturbs_nothing(window: Window) -> None:
    assert not after(pygame.WINDOWENTER, window)
