"""A gamepad that SDL makes up is plugged into the running window, pressed, and pulled out."""

from __future__ import annotations

import ctypes
import time
from pathlib import Path

import pytest

from game.scenes.actions import Action, Context, Intent
from game.ui.window import Window

MAPS = Path("/proc/self/maps")
GAMECONTROLLER, AXES, BUTTONS = 1, 6, 15
A, START, LEFT_SHOULDER, DOWN = 0, 6, 9, 12
"""Buttons of SDL's virtual pad, in the order of SDL_GameControllerButton."""


def library() -> ctypes.CDLL:
    """The SDL that pygame has loaded."""
    lines = MAPS.read_text("utf-8").splitlines() if MAPS.exists() else []
    names = {line.split()[-1] for line in lines if "libSDL2-2" in line}
    if len(names) != 1:
        pytest.skip("pygame's SDL cannot be found in this process")
    return ctypes.CDLL(names.pop())


class VirtualPad:
    """A pad without a hand."""

    def __init__(self, sdl: ctypes.CDLL) -> None:
        self._sdl = sdl
        sdl.SDL_JoystickFromInstanceID.restype = ctypes.c_void_p
        sdl.SDL_JoystickSetVirtualButton.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_uint8]
        self._index = sdl.SDL_JoystickAttachVirtual(GAMECONTROLLER, AXES, BUTTONS, 0)
        if self._index < 0:
            pytest.skip("this SDL has no virtual pads")
        self._instance = sdl.SDL_JoystickGetDeviceInstanceID(self._index)

    def set(self, button: int, down: bool) -> None:
        joystick = self._sdl.SDL_JoystickFromInstanceID(self._instance)
        assert joystick, "the window has not opened the pad"
        self._sdl.SDL_JoystickSetVirtualButton(joystick, button, int(down))

    def pull_out(self) -> None:
        self._sdl.SDL_JoystickDetachVirtual(self._index)


def meant(window: Window, context: Context, seconds: float = 0.1) -> list[Intent]:
    return list(window.intents(context, time.perf_counter() + seconds))


def test_a_pad_that_comes_while_running_answers_once_a_press_and_may_come_again(
    window: Window,
) -> None:
    window.listen_to_pads()
    for _ in range(2):
        meant(window, Context.PLAY)
        pad = VirtualPad(library())
        meant(window, Context.PLAY)
        for button, action in (
            (LEFT_SHOULDER, Action.SAY_REAL),
            (A, Action.GO_ON),
            (START, Action.PAUSE),
        ):
            pad.set(button, down=True)
            assert meant(window, Context.PLAY) == [action]
            pad.set(button, down=False)
            assert meant(window, Context.PLAY) == []
        pad.set(DOWN, down=True)
        assert meant(window, Context.MENU)[0] is Action.DOWN
        pad.pull_out()
        assert meant(window, Context.MENU) == []
