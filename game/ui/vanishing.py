"""A display that goes away: Xlib ends the program on the spot, unless something is done first."""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import pygame

HANDLER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)
XLIB = "libX11.so.6"
"""The one that SDL opens too."""

_kept: list[object] = []
"""What Xlib calls must outlive it."""


def when_it_vanishes(act: Callable[[], object]) -> None:
    """Have ``act`` called, in whatever call to the display that is found in; nothing without X11.

    When it returns the program ends with exit code 1 and none of Python's own goodbyes.
    """
    if pygame.display.get_driver() != "x11":
        return
    try:
        ask = ctypes.CDLL(XLIB).XSetIOErrorHandler
    except (OSError, AttributeError):
        return

    def handle(_display: int | None) -> int:
        act()
        return 0

    handler = HANDLER(handle)
    _kept.append(handler)
    ask.argtypes, ask.restype = [HANDLER], ctypes.c_void_p
    ask(handler)
