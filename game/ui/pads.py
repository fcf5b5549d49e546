"""Pads: gamepads that come and go, and what their buttons mean."""

from __future__ import annotations

import pygame

from game.scenes.actions import Action, Context, Intent

A, B, Y = pygame.CONTROLLER_BUTTON_A, pygame.CONTROLLER_BUTTON_B, pygame.CONTROLLER_BUTTON_Y
X, SELECT = pygame.CONTROLLER_BUTTON_X, pygame.CONTROLLER_BUTTON_BACK
START = pygame.CONTROLLER_BUTTON_START
LEFT_SHOULDER = pygame.CONTROLLER_BUTTON_LEFTSHOULDER
RIGHT_SHOULDER = pygame.CONTROLLER_BUTTON_RIGHTSHOULDER
ANYWHERE = {A: Action.GO_ON, B: Action.BACK, START: Action.PAUSE, Y: Action.HELP}
AT_REST = {X: Action.KEEP, SELECT: Action.REGISTER}
"""What buttons mean in menus beside that."""
CROSS = {
    pygame.CONTROLLER_BUTTON_DPAD_UP: Action.UP,
    pygame.CONTROLLER_BUTTON_DPAD_DOWN: Action.DOWN,
    pygame.CONTROLLER_BUTTON_DPAD_LEFT: Action.LEFT,
    pygame.CONTROLLER_BUTTON_DPAD_RIGHT: Action.RIGHT,
}
SHOULDERS = {LEFT_SHOULDER: Action.LEFT, RIGHT_SHOULDER: Action.RIGHT}
ANSWERS = {Action.LEFT: Action.SAY_REAL, Action.RIGHT: Action.SAY_FAKE}
LISTS = (Context.MENU, Context.TEXT, Context.RATING)
UNMAPPED = {0: A, 1: B, 2: X, 3: Y, 4: LEFT_SHOULDER, 5: RIGHT_SHOULDER, 6: SELECT, 7: START}
"""The usual places of the buttons on a pad that SDL does not know."""
HATS = {(0, 1): Action.UP, (0, -1): Action.DOWN, (-1, 0): Action.LEFT, (1, 0): Action.RIGHT}
OUT, BACK_IN = 0.6, 0.4
"""How far a stick leaves its middle to mean a direction, and comes back to mean none."""
FIRST_REPEAT, NEXT_REPEAT = 0.40, 0.12
"""Seconds that a direction is held before a list moves on, and from then on."""


class Pads:
    """Turns the events of gamepads into intents; a button that is held is one press."""

    def __init__(self) -> None:
        """No pad is known yet."""
        self._controllers: dict[int, object] = {}
        self._joysticks: dict[int, object] = {}
        self._stick = [0.0, 0.0]
        self._leaning: Action | None = None
        self._held: tuple[Action, Context] | None = None
        self._due: float | None = None

    def look(self) -> None:
        """Begin to hear of pads: those that are there are told as if they had just come."""
        try:
            # Here and not above: the first frame does without.
            from pygame._sdl2 import controller

            pygame.joystick.init()
            controller.init()
        except (ImportError, pygame.error):
            return  # without pads there are still keys and mouse

    def intent(self, event: pygame.Event, context: Context) -> Intent | None:
        """What the player meant by an event of a pad; None for what means nothing here."""
        match event.type:
            case pygame.CONTROLLERDEVICEADDED | pygame.JOYDEVICEADDED:
                self._came(event)
            case pygame.CONTROLLERDEVICEREMOVED | pygame.JOYDEVICEREMOVED:
                self._controllers.pop(event.instance_id, None)
                self._joysticks.pop(event.instance_id, None)
                self.let_go()
            case pygame.CONTROLLERBUTTONDOWN:
                return self._pressed(event.button, context)
            case pygame.CONTROLLERBUTTONUP if event.button in CROSS:
                self._held = None
            case pygame.CONTROLLERAXISMOTION if event.axis in (0, 1):
                return self._leant(event.axis, event.value / 32_768, context)
            case _ if getattr(event, "instance_id", None) not in self._controllers:
                return self._unmapped(event, context)
        return None

    def repeated(self, now: float, context: Context) -> Intent | None:
        """The direction that is held, if it is time for it again; ``now`` in seconds."""
        if self._held is None or self._held[1] is not context:
            self._held = self._due = None
            return None
        if self._due is None:
            self._due = now + FIRST_REPEAT
        if now < self._due:
            return None
        self._due = now + NEXT_REPEAT
        return self._held[0]

    def let_go(self) -> None:
        """Nothing is held any more: the pad or the window's focus has gone."""
        self._held = self._leaning = None
        self._stick = [0.0, 0.0]

    def _unmapped(self, event: pygame.Event, context: Context) -> Intent | None:
        """A pad whose layout SDL does not know; for others these events only repeat theirs."""
        match event.type:
            case pygame.JOYBUTTONDOWN:
                return self._pressed(UNMAPPED.get(event.button), context)
            case pygame.JOYHATMOTION:
                direction = HATS.get(tuple(event.value))
                if direction is None:
                    self._held = None
                    return None
                return self._directed(direction, context)
            case pygame.JOYAXISMOTION if event.axis in (0, 1):
                return self._leant(event.axis, event.value, context)
        return None

    def _pressed(self, button: int | None, context: Context) -> Intent | None:
        if button in CROSS:
            return self._directed(CROSS[button], context)
        if button in SHOULDERS:
            direction = SHOULDERS[button]
            if context is Context.PLAY:
                return ANSWERS[direction]
            return direction if context in (Context.MENU, Context.RATING) else None
        if context is Context.NAMING and button != B:
            return None
        if button in AT_REST:
            return AT_REST[button] if context is Context.MENU else None
        return ANYWHERE.get(button) if button is not None else None

    def _directed(self, direction: Action, context: Context) -> Intent | None:
        """The cross answers in play, and moves in lists, there for as long as it is held."""
        if context is Context.PLAY:
            return ANSWERS.get(direction)
        if context not in LISTS:
            return None
        self._held, self._due = (direction, context), None
        return direction

    def _leant(self, axis: int, value: float, context: Context) -> Intent | None:
        """The stick moves in lists; it never answers, for it may be touched by chance."""
        self._stick[axis] = value
        far = max(range(2), key=lambda each: abs(self._stick[each]))
        reach = self._stick[far]
        if abs(reach) < BACK_IN:
            if self._leaning is not None:
                self._leaning = self._held = None
            return None
        if self._leaning is not None or abs(reach) < OUT:
            return None
        ends = ((Action.LEFT, Action.RIGHT), (Action.UP, Action.DOWN))[far]
        self._leaning = ends[reach > 0]
        return self._directed(self._leaning, context) if context in LISTS else None

    def _came(self, event: pygame.Event) -> None:
        """Open a pad; as a plain joystick only if SDL does not know its layout."""
        from pygame._sdl2 import controller

        try:
            if event.type == pygame.CONTROLLERDEVICEADDED:
                pad = controller.Controller(event.device_index)
                self._controllers[pad.as_joystick().get_instance_id()] = pad
            elif not controller.is_controller(event.device_index):
                joystick = pygame.joystick.Joystick(event.device_index)
                self._joysticks[joystick.get_instance_id()] = joystick
        except pygame.error:
            return  # it went as fast as it came
