"""Opening the window: it is there, an empty sheet, before what it will show is imported."""

from __future__ import annotations

import os
import sys

import pygame

from game.scenes.settings import SMALLEST, Settings
from game.ui.quiet import libraries_silenced
from game.ui.theme import PALETTES

NAME = "Real or Fake?"
UNSEEN = ("offscreen", "dummy")
"""Drivers that SDL falls back to and that nobody can look at."""


class DisplayError(Exception):
    """No window can be opened; one sentence."""


def open_window(settings: Settings) -> pygame.Window:
    """Show a window of the settings' size with nothing on it but paper.

    DisplayError is raised if none can be opened.
    """
    _open_display()
    try:
        window = pygame.Window(NAME, fitting(settings.window), resizable=True)
    except pygame.error as fault:
        raise DisplayError(f"no window can be opened: {fault}") from fault
    window.minimum_size = SMALLEST
    window.get_surface().fill(PALETTES[settings.palette].paper)
    window.flip()
    return window


def fitting(size: tuple[int, int]) -> tuple[int, int]:
    """The size, or less where the desktop is smaller."""
    desktop = pygame.display.get_desktop_sizes()[0]
    return min(size[0], desktop[0]), min(size[1], desktop[1])


def _open_display() -> None:
    asked = os.environ.get("SDL_VIDEODRIVER")
    # Ctrl-C is Python's to hear, not SDL's.
    os.environ.setdefault("SDL_NO_SIGNAL_HANDLERS", "1")
    try:
        with libraries_silenced():
            pygame.display.init()
    except pygame.error as fault:
        raise DisplayError(f"no display to open a window on: {fault}") from fault
    driver = pygame.display.get_driver()
    if driver in UNSEEN and driver != asked:
        raise DisplayError(
            "no display to open a window on: expected a desktop session, found none; "
            "start the game from a desktop, or set DISPLAY"
        )
    if sys.platform.startswith("linux") and driver == "x11":
        # SDL would bring every frame to X11 by way of OpenGL, which costs a frame without a GPU.
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
