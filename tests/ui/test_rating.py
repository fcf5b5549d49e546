"""How sure one is can be said by figure, by arrow, by mouse and by pad."""

from __future__ import annotations

import pygame
import pytest

from game.scenes.actions import Action, Context, Picked
from game.scenes.bindings import Bindings
from game.scenes.rating import RATINGS
from game.ui import painter
from game.ui.controls import Controls
from tests.scenes.examinees import in_lab


def pressed(key: int) -> pygame.Event:
    return pygame.Event(pygame.KEYDOWN, key=key, mod=0, unicode="")


@pytest.mark.parametrize("figure", range(4))
def test_figures_rate_on_both_blocks_of_keys_and_mean_nothing_elsewhere(figure: int) -> None:
    for first in (pygame.K_1, pygame.K_KP_1):
        event = pressed(first + figure)
        assert Controls().intent(event, Context.RATING, ()) is RATINGS[figure]
        for context in (Context.PLAY, Context.MENU, Context.TEXT):
            assert Controls().intent(event, context, ()) is None


def test_arrows_move_and_do_not_answer() -> None:
    keys = Bindings()
    assert keys.meaning("left", Context.RATING) is Action.LEFT
    assert keys.meaning("right", Context.RATING) is Action.RIGHT
    assert keys.meaning("r", Context.RATING) is None
    assert keys.meaning("return", Context.RATING) is Action.GO_ON


def test_the_key_that_answered_is_no_arrow_while_it_is_held() -> None:
    hand = Controls()
    assert hand.intent(pressed(pygame.K_LEFT), Context.PLAY, ()) is Action.SAY_REAL
    assert hand.intent(pressed(pygame.K_LEFT), Context.RATING, ()) is None
    hand.intent(pygame.Event(pygame.KEYUP, key=pygame.K_LEFT), Context.RATING, ())
    assert hand.intent(pressed(pygame.K_LEFT), Context.RATING, ()) is Action.LEFT


@pytest.mark.parametrize(
    ("button", "action"),
    [
        (pygame.CONTROLLER_BUTTON_DPAD_LEFT, Action.LEFT),
        (pygame.CONTROLLER_BUTTON_RIGHTSHOULDER, Action.RIGHT),
        (pygame.CONTROLLER_BUTTON_A, Action.GO_ON),
        (pygame.CONTROLLER_BUTTON_START, Action.PAUSE),
    ],
)
def test_a_pad_moves_and_chooses(button: int, action: Action) -> None:
    event = pygame.Event(pygame.CONTROLLERBUTTONDOWN, button=button, instance_id=0)
    assert Controls().intent(event, Context.RATING, ()) is action


def test_every_grade_can_be_clicked_and_the_answers_cannot_any_more() -> None:
    scene = in_lab(sure=True).answers(right=True).scene
    targets = painter.draw(pygame.Surface((800, 600), depth=32), scene)
    intents = {target.intent for target in targets}
    assert {Picked(grade) for grade in range(4)} <= intents
    assert not intents & {Action.SAY_REAL, Action.SAY_FAKE}
