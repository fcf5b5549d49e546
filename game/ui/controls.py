"""Controls: the one place that knows which key, button or click means what."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.scenes.actions import Action, Context, Intent, Typed
from game.ui.page import Target

Keys = dict[int, Action]

ALWAYS: Keys = {
    pygame.K_RETURN: Action.GO_ON,
    pygame.K_KP_ENTER: Action.GO_ON,
    pygame.K_ESCAPE: Action.BACK,
    pygame.K_F11: Action.FULL_SCREEN,
    pygame.K_F1: Action.HELP,
}
UNLESS_TYPING: Keys = {
    pygame.K_SPACE: Action.GO_ON,
    pygame.K_m: Action.MUTE,
    pygame.K_h: Action.HELP,
}
KEYS: dict[Context, Keys] = {
    Context.PLAY: {
        **ALWAYS,
        **UNLESS_TYPING,
        pygame.K_LEFT: Action.SAY_REAL,
        pygame.K_r: Action.SAY_REAL,
        pygame.K_RIGHT: Action.SAY_FAKE,
        pygame.K_f: Action.SAY_FAKE,
    },
    Context.MENU: {
        **ALWAYS,
        **UNLESS_TYPING,
        pygame.K_UP: Action.UP,
        pygame.K_DOWN: Action.DOWN,
        pygame.K_LEFT: Action.LEFT,
        pygame.K_RIGHT: Action.RIGHT,
    },
    Context.TEXT: {**ALWAYS, pygame.K_BACKSPACE: Action.ERASE},
}
SHORTCUTS = pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META
"""With these held a key belongs to the system, not to the game."""


REPEATED = (Action.ERASE,)
"""What goes on for as long as its key is held; anywhere else a held key is one press."""


class Controls:
    """Turns events into intents, and remembers which keys are down."""

    def __init__(self) -> None:
        """Nothing is held."""
        self._held: set[int] = set()

    def intent(
        self, event: pygame.Event, context: Context, targets: Sequence[Target]
    ) -> Intent | None:
        """What the player meant; None for what means nothing here."""
        if event.type == pygame.QUIT:
            return Action.CLOSE
        if event.type == pygame.KEYDOWN:
            return self._pressed(event, context)
        if event.type == pygame.KEYUP:
            self._held.discard(event.key)
        elif event.type == pygame.WINDOWFOCUSLOST:
            self._held.clear()
        elif event.type == pygame.TEXTINPUT and context is Context.TEXT:
            return Typed(event.text)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
            target = target_at(event.pos, targets)
            return target.intent if target else None
        elif event.type == pygame.MOUSEWHEEL and context is Context.MENU and event.y:
            return Action.UP if event.y > 0 else Action.DOWN
        return None

    def _pressed(self, event: pygame.Event, context: Context) -> Intent | None:
        action = KEYS[context].get(event.key)
        if event.key in self._held and action not in REPEATED:
            return None
        self._held.add(event.key)
        return None if event.mod & SHORTCUTS else action


def target_at(place: tuple[int, int], targets: Sequence[Target]) -> Target | None:
    """The uppermost target at a place."""
    return next((target for target in targets if target.rect.collidepoint(place)), None)
