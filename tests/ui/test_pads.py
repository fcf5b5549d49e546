"""Gamepads answer, move and repeat; one press is one answer. Events stand in for the device."""

from __future__ import annotations

from typing import Any

import pygame
import pytest

from game.scenes.actions import Action, Context, Intent
from game.ui.controls import Controls
from game.ui.pads import FIRST_REPEAT, NEXT_REPEAT, Pads

PLAY, MENU, TEXT, NAMING = Context.PLAY, Context.MENU, Context.TEXT, Context.NAMING
A, B, START = pygame.CONTROLLER_BUTTON_A, pygame.CONTROLLER_BUTTON_B, pygame.CONTROLLER_BUTTON_START
LEFT, RIGHT = pygame.CONTROLLER_BUTTON_DPAD_LEFT, pygame.CONTROLLER_BUTTON_DPAD_RIGHT
DOWN = pygame.CONTROLLER_BUTTON_DPAD_DOWN
X, SELECT = pygame.CONTROLLER_BUTTON_X, pygame.CONTROLLER_BUTTON_BACK
SHOULDERS = (pygame.CONTROLLER_BUTTON_LEFTSHOULDER, pygame.CONTROLLER_BUTTON_RIGHTSHOULDER)


def pressed(button: int, pad: int = 0) -> pygame.Event:
    return pygame.Event(pygame.CONTROLLERBUTTONDOWN, button=button, instance_id=pad)


def released(button: int, pad: int = 0) -> pygame.Event:
    return pygame.Event(pygame.CONTROLLERBUTTONUP, button=button, instance_id=pad)


def leant(axis: int, share: float) -> pygame.Event:
    value = round(share * 32_767)
    return pygame.Event(pygame.CONTROLLERAXISMOTION, axis=axis, value=value, instance_id=0)


@pytest.mark.parametrize(
    ("button", "context", "meant"),
    [
        (SHOULDERS[0], PLAY, Action.SAY_REAL),
        (SHOULDERS[1], PLAY, Action.SAY_FAKE),
        (LEFT, PLAY, Action.SAY_REAL),
        (RIGHT, PLAY, Action.SAY_FAKE),
        (DOWN, PLAY, None),
        (A, PLAY, Action.GO_ON),
        (B, PLAY, Action.BACK),
        (START, PLAY, Action.PAUSE),
        (A, MENU, Action.GO_ON),
        (B, MENU, Action.BACK),
        (START, MENU, Action.PAUSE),
        (LEFT, MENU, Action.LEFT),
        (DOWN, MENU, Action.DOWN),
        (SHOULDERS[1], MENU, Action.RIGHT),
        (DOWN, TEXT, Action.DOWN),
        (A, TEXT, Action.GO_ON),
        (SHOULDERS[0], TEXT, None),
        (B, NAMING, Action.BACK),
        (A, NAMING, None),
        (DOWN, NAMING, None),
        (pygame.CONTROLLER_BUTTON_GUIDE, MENU, None),
        (X, MENU, Action.KEEP),
        (SELECT, MENU, Action.REGISTER),
        (X, PLAY, None),
        (SELECT, PLAY, None),
    ],
)
def test_buttons(button: int, context: Context, meant: Intent | None) -> None:
    assert Controls().intent(pressed(button), context, ()) is meant


def test_a_direction_that_is_held_moves_on_in_a_list_after_a_while() -> None:
    pads = Pads()
    assert pads.intent(pressed(DOWN), MENU) is Action.DOWN
    assert pads.repeated(5.0, MENU) is None
    assert pads.repeated(5.0 + FIRST_REPEAT - 0.01, MENU) is None
    moves = [pads.repeated(5.0 + FIRST_REPEAT + n * 0.01, MENU) for n in range(50)]
    assert moves.count(Action.DOWN) == 1 + int(0.49 / NEXT_REPEAT)
    pads.intent(released(DOWN), MENU)
    assert pads.repeated(99.0, MENU) is None


def test_an_answer_is_never_repeated_however_long_the_cross_is_held() -> None:
    pads = Pads()
    assert pads.intent(pressed(LEFT), PLAY) is Action.SAY_REAL
    assert [pads.repeated(float(n), PLAY) for n in range(9)] == [None] * 9


def test_a_direction_held_from_a_list_into_a_question_neither_answers_nor_comes_back() -> None:
    pads = Pads()
    pads.intent(pressed(LEFT), MENU)
    assert pads.repeated(0.0, MENU) is None
    assert pads.repeated(9.0, PLAY) is None
    assert pads.repeated(99.0, MENU) is None


def test_the_stick_moves_once_each_way_and_never_answers() -> None:
    pads = Pads()
    way = (0.2, 0.7, 1.0, 0.55, 0.7, 0.1, -0.9)
    assert [pads.intent(leant(1, share), MENU) for share in way] == [
        None,
        Action.DOWN,
        None,
        None,
        None,
        None,
        Action.UP,
    ]
    assert Pads().intent(leant(0, -1.0), PLAY) is None


def test_a_stick_that_is_held_moves_on() -> None:
    pads = Pads()
    assert pads.intent(leant(0, 1.0), MENU) is Action.RIGHT
    pads.repeated(0.0, MENU)
    assert pads.repeated(FIRST_REPEAT, MENU) is Action.RIGHT
    pads.intent(leant(0, 0.0), MENU)
    assert pads.repeated(9.0, MENU) is None


def test_what_is_held_when_the_pad_or_the_focus_goes_is_let_go() -> None:
    for gone in (
        pygame.Event(pygame.CONTROLLERDEVICEREMOVED, instance_id=0),
        pygame.Event(pygame.WINDOWFOCUSLOST),
    ):
        controls = Controls()
        controls.intent(pressed(DOWN), MENU, ())
        controls.intent(gone, MENU, ())
        assert controls.pads.repeated(9.0, MENU) is None


def test_a_pad_that_nobody_knows_is_read_by_the_usual_places() -> None:
    def event(kind: int, **more: Any) -> pygame.Event:
        return pygame.Event(kind, instance_id=3, **more)

    pads = Pads()
    buttons = {0: Action.GO_ON, 1: Action.BACK, 4: Action.SAY_REAL, 5: Action.SAY_FAKE, 11: None}
    for button, meant in buttons.items():
        assert pads.intent(event(pygame.JOYBUTTONDOWN, button=button), PLAY) is meant
    assert pads.intent(event(pygame.JOYHATMOTION, value=(0, -1)), MENU) is Action.DOWN
    assert pads.intent(event(pygame.JOYHATMOTION, value=(0, 0)), MENU) is None
    assert pads.repeated(9.0, MENU) is None
    assert pads.intent(event(pygame.JOYAXISMOTION, axis=1, value=-1.0), MENU) is Action.UP


def test_a_pad_that_went_as_fast_as_it_came_is_no_error() -> None:
    for kind in (pygame.CONTROLLERDEVICEADDED, pygame.JOYDEVICEADDED):
        assert Pads().intent(pygame.Event(kind, device_index=99), MENU) is None
