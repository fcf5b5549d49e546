"""Keys, buttons and clicks mean what product and screen say, once a press."""

from __future__ import annotations

import pygame
import pytest

from game.scenes.actions import Action, Context, Typed
from game.ui.controls import Controls
from game.ui.page import Target

PLAY, MENU, TEXT = Context.PLAY, Context.MENU, Context.TEXT


def down(key: int, mod: int = 0) -> pygame.Event:
    return pygame.Event(pygame.KEYDOWN, key=key, mod=mod)


def up(key: int) -> pygame.Event:
    return pygame.Event(pygame.KEYUP, key=key, mod=0)


def click(place: tuple[int, int], button: int = 1) -> pygame.Event:
    return pygame.Event(pygame.MOUSEBUTTONDOWN, pos=place, button=button)


@pytest.mark.parametrize(
    ("key", "action"),
    [
        (pygame.K_LEFT, Action.SAY_REAL),
        (pygame.K_r, Action.SAY_REAL),
        (pygame.K_RIGHT, Action.SAY_FAKE),
        (pygame.K_f, Action.SAY_FAKE),
        (pygame.K_SPACE, Action.GO_ON),
        (pygame.K_RETURN, Action.GO_ON),
        (pygame.K_KP_ENTER, Action.GO_ON),
        (pygame.K_ESCAPE, Action.BACK),
        (pygame.K_F11, Action.FULL_SCREEN),
        (pygame.K_m, Action.MUTE),
        (pygame.K_h, Action.HELP),
        (pygame.K_F1, Action.HELP),
        (pygame.K_q, None),
        (pygame.K_UP, None),
    ],
)
def test_keys_in_play(key: int, action: Action | None) -> None:
    assert Controls().intent(down(key), PLAY, ()) is action


def test_arrows_move_in_a_menu_and_letters_do_not_answer_there() -> None:
    arrows = {
        pygame.K_LEFT: Action.LEFT,
        pygame.K_RIGHT: Action.RIGHT,
        pygame.K_UP: Action.UP,
        pygame.K_DOWN: Action.DOWN,
        pygame.K_r: None,
        pygame.K_f: None,
    }
    assert {key: Controls().intent(down(key), MENU, ()) for key in arrows} == arrows


def test_letters_are_letters_while_a_text_is_typed() -> None:
    controls = Controls()
    for key in (pygame.K_r, pygame.K_f, pygame.K_m, pygame.K_h, pygame.K_SPACE):
        assert controls.intent(down(key), TEXT, ()) is None
    typed = pygame.Event(pygame.TEXTINPUT, text="r")
    assert controls.intent(typed, TEXT, ()) == Typed("r")
    assert controls.intent(typed, PLAY, ()) is None


def test_a_text_is_erased_taken_and_left_by_keys() -> None:
    keys = {
        pygame.K_BACKSPACE: Action.ERASE,
        pygame.K_RETURN: Action.GO_ON,
        pygame.K_ESCAPE: Action.BACK,
    }
    assert {key: Controls().intent(down(key), TEXT, ()) for key in keys} == keys


def test_a_held_key_is_one_press_even_from_one_screen_to_the_next() -> None:
    controls = Controls()
    pressed = [controls.intent(down(pygame.K_LEFT), context, ()) for context in (PLAY, MENU, PLAY)]
    assert pressed == [Action.SAY_REAL, None, None]
    controls.intent(up(pygame.K_LEFT), PLAY, ())
    assert controls.intent(down(pygame.K_LEFT), PLAY, ()) is Action.SAY_REAL


def test_a_held_backspace_goes_on_erasing_and_a_held_enter_signs_once() -> None:
    controls = Controls()
    held = [controls.intent(down(pygame.K_BACKSPACE), TEXT, ()) for _ in range(3)]
    assert held == [Action.ERASE] * 3
    signed = [controls.intent(down(pygame.K_RETURN), TEXT, ()) for _ in range(3)]
    assert signed == [Action.GO_ON, None, None]


def test_a_key_that_was_down_when_the_window_lost_the_focus_is_up_again() -> None:
    controls = Controls()
    controls.intent(down(pygame.K_f), PLAY, ())
    controls.intent(pygame.Event(pygame.WINDOWFOCUSLOST), PLAY, ())
    assert controls.intent(down(pygame.K_f), PLAY, ()) is Action.SAY_FAKE


@pytest.mark.parametrize("mod", [pygame.KMOD_LCTRL, pygame.KMOD_LALT, pygame.KMOD_LMETA])
def test_shortcuts_of_the_system_are_no_answers(mod: int) -> None:
    assert Controls().intent(down(pygame.K_r, mod), PLAY, ()) is None


def test_capital_letters_answer_too() -> None:
    assert Controls().intent(down(pygame.K_r, pygame.KMOD_LSHIFT), PLAY, ()) is Action.SAY_REAL


def test_a_click_means_the_uppermost_place_that_it_hits() -> None:
    upper = Target(pygame.Rect(0, 0, 10, 10), Action.SAY_REAL)
    lower = Target(pygame.Rect(0, 0, 100, 100), Action.GO_ON)
    places = {(5, 5): Action.SAY_REAL, (50, 50): Action.GO_ON, (200, 5): None}
    for place, action in places.items():
        assert Controls().intent(click(place), PLAY, (upper, lower)) is action


def test_other_buttons_of_the_mouse_mean_nothing() -> None:
    everywhere = Target(pygame.Rect(0, 0, 100, 100), Action.GO_ON)
    assert Controls().intent(click((5, 5), button=3), PLAY, (everywhere,)) is None


def test_the_wheel_moves_in_menus_and_does_not_answer() -> None:
    wheel = pygame.Event(pygame.MOUSEWHEEL, x=0, y=-1)
    assert Controls().intent(wheel, MENU, ()) is Action.DOWN
    assert Controls().intent(wheel, PLAY, ()) is None


def test_the_close_button_closes_in_every_context() -> None:
    for context in Context:
        assert Controls().intent(pygame.Event(pygame.QUIT), context, ()) is Action.CLOSE
