"""The loop in a window that nobody sees: what happens to it reaches the scenes, once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import replace

import pygame

from game.rules.news import DigitReady, News, Recorded
from game.scenes import case
from game.scenes.actions import Action
from game.scenes.bindings import Bindings
from game.scenes.desk import Desk
from game.scenes.effects import Arrange, AskDigit, Effect, Record
from game.scenes.pause import Pause
from game.scenes.question import Question
from game.scenes.screen import Screen, Step
from game.scenes.settings import Settings
from game.scenes.title import Title
from game.ui.loop import Loop
from game.ui.window import Window
from tests.rules.samples import forger
from tests.scenes.player import desk, pixels

PATIENCE = 4
"""Frames between two events: what they cause has been seen by then."""
A, B = pygame.CONTROLLER_BUTTON_A, pygame.CONTROLLER_BUTTON_B
START = pygame.CONTROLLER_BUTTON_START
LEFT, DOWN = pygame.CONTROLLER_BUTTON_DPAD_LEFT, pygame.CONTROLLER_BUTTON_DPAD_DOWN
RIGHT_SHOULDER = pygame.CONTROLLER_BUTTON_RIGHTSHOULDER


class Hand:
    """A world that gives what is asked for, and posts one event after another."""

    def __init__(self, window: Window, *events: pygame.Event) -> None:
        self.interrupted = False
        self.effects: list[Effect] = []
        self._window = window
        self._events = deque(events)
        self._news: deque[News] = deque()
        self._frames = 0

    @property
    def over(self) -> bool:
        return not self._events and self._frames > PATIENCE

    def carry_out(self, effect: Effect) -> None:
        self.effects.append(effect)
        match effect:
            case AskDigit(ticket):
                self._news.append(DigitReady(ticket, pixels(ticket), 0.5))
            case Record(uuid, trial):
                self._news.append(Recorded(uuid, trial.planned.number))
            case Arrange(settings):
                self._window.arrange(settings)

    def news(self) -> Iterable[News]:
        self._frames += 1
        if self._frames > PATIENCE and self._events:
            pygame.event.post(self._events.popleft())
            self._frames = 0
        told = tuple(self._news)
        self._news.clear()
        return told

    def first_frame_shown(self) -> None:
        self._window.listen_to_pads()

    @property
    def said(self) -> list[bool | None]:
        return [effect.trial.said_real for effect in self.effects if isinstance(effect, Record)]


class Seen(Loop):
    """The loop, with every scene in sight."""

    def __init__(self, window: Window, world: Hand, scene: Screen) -> None:
        super().__init__(window, world, scene)
        self.scenes = [scene]

    def _take(self, step: Step) -> None:
        super()._take(step)
        self.scenes.append(step.scene)


def run(window: Window, step: Step, *events: pygame.Event) -> tuple[Screen, Hand]:
    """The screen that is shown in the end, and what was asked for on the way."""
    loop, hand = ran(window, step, *events)
    return loop.scenes[-1], hand


def ran(window: Window, step: Step, *events: pygame.Event) -> tuple[Seen, Hand]:
    hand = Hand(window, *events)
    for effect in step.effects:
        hand.carry_out(effect)
    loop = Seen(window, hand, step.scene)
    loop.run()
    return loop, hand


def opened(settings: Settings | None = None) -> Step:
    fresh: Desk = desk().arranged(settings or Settings(window=(640, 480)))
    against, asks = fresh.against((forger("a"),))
    step = case.begin(against)
    return Step(step.scene, (*asks, *step.effects))


def pressed(button: int) -> pygame.Event:
    return pygame.Event(pygame.CONTROLLERBUTTONDOWN, button=button, instance_id=0)


def released(button: int) -> pygame.Event:
    return pygame.Event(pygame.CONTROLLERBUTTONUP, button=button, instance_id=0)


def key(code: int) -> pygame.Event:
    return pygame.Event(pygame.KEYDOWN, key=code, mod=0)


def nothing(count: int) -> list[pygame.Event]:
    return [pygame.Event(pygame.USEREVENT)] * count


def test_a_pad_answers_once_a_press_and_goes_on(window: Window) -> None:
    events = [pressed(RIGHT_SHOULDER), *nothing(8), pressed(A), pressed(LEFT), *nothing(8)]
    scene, hand = run(window, opened(), *events, pressed(A), released(LEFT))
    assert hand.said == [False, True]
    assert isinstance(scene, Question)


def test_start_pauses_and_goes_on_and_b_goes_back(window: Window) -> None:
    scene, _ = run(window, opened(), pressed(START))
    assert isinstance(scene, Pause)
    scene, hand = run(window, opened(), pressed(START), pressed(START), pressed(LEFT))
    assert hand.said == [True]
    scene, _ = run(window, opened(), pressed(B), pressed(B))
    assert isinstance(scene, Title)


def test_a_cross_that_is_held_goes_through_a_menu(window: Window) -> None:
    loop, _ = ran(window, Step(Title(desk())), pressed(DOWN), *nothing(12))
    focused = {scene.focus for scene in loop.scenes if isinstance(scene, Title)}
    assert focused >= {0, 1, 2, 3}


def test_a_key_that_was_bound_answers_and_the_one_before_does_not(window: Window) -> None:
    keys = Bindings().rebound(Action.SAY_REAL, 0, "q")
    settings = Settings(window=(640, 480), keys=keys)
    window.arrange(settings)
    for code, said in ((pygame.K_q, [True]), (pygame.K_LEFT, []), (pygame.K_f, [False])):
        _, hand = run(window, opened(settings), key(code))
        assert hand.said == said
        run(window, Step(Title(desk())))  # what is shown already would not be presented again


def test_the_window_follows_the_settings_and_the_settings_the_window(window: Window) -> None:
    large = replace(Settings(), window=(800, 600))
    window.arrange(large)
    assert window.size == (800, 600)
    title = Step(Title(desk().arranged(Settings())))
    resized = pygame.Event(pygame.WINDOWSIZECHANGED, x=800, y=600)
    scene, hand = run(window, title, resized)
    assert scene.desk.settings.window == (800, 600)
    assert [effect for effect in hand.effects if isinstance(effect, Arrange)] != []


def test_the_full_screen_is_taken_and_left(window: Window) -> None:
    scene, _ = run(window, Step(Title(desk())), key(pygame.K_F11))
    assert scene.desk.settings.full_screen
    window.arrange(replace(scene.desk.settings, full_screen=False, window=(700, 500)))
    window.arrange(replace(scene.desk.settings, full_screen=False, window=(640, 480)))
    assert window.size == (640, 480)
