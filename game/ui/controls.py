"""Controls: what the player means by keys, mouse and gamepads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import pygame

from game.scenes.actions import Action, Context, Intent, Pressed, Typed
from game.scenes.bindings import Bindings
from game.ui.pads import Pads
from game.ui.page import Target

SHORTCUTS = pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META
"""With these held a key belongs to the system, not to the game."""
REPEATED = (Action.ERASE,)
"""What goes on for as long as its key is held; anywhere else a held key is one press."""


class Controls:
    """Turns events into intents, and remembers which keys are down."""

    def __init__(self, bindings: Bindings | None = None) -> None:
        """Nothing is held."""
        self.bindings = bindings or Bindings()
        self.pads = Pads()
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
            self.pads.let_go()
        elif event.type == pygame.TEXTINPUT and context is Context.TEXT:
            return Typed(event.text)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
            target = target_at(event.pos, targets)
            return target.intent if target else None
        elif event.type == pygame.MOUSEWHEEL and context is Context.MENU and event.y:
            return Action.UP if event.y > 0 else Action.DOWN
        else:
            return self.pads.intent(event, context)
        return None

    def _pressed(self, event: pygame.Event, context: Context) -> Intent | None:
        key = key_name(event.key)
        action = self.bindings.meaning(key, context)
        if event.key in self._held and action not in REPEATED:
            return None
        self._held.add(event.key)
        if event.mod & SHORTCUTS or not key:
            return None
        return Pressed(key) if context is Context.NAMING else action


@lru_cache(maxsize=256)
def key_name(code: int) -> str:
    """A key by the name that bindings have for it; empty for one that cannot be bound.

    >>> key_name(pygame.K_KP_ENTER), key_name(pygame.K_r), key_name(0x44F) == chr(0x44F)
    ('return', 'r', True)
    """
    if code == pygame.K_KP_ENTER:
        return "return"
    if name := pygame.key.name(code):
        return name
    # Keys of other alphabets have no name, but a code that is their letter.
    letter = chr(code) if 0x20 < code < 0x110000 else ""
    return letter if letter.isprintable() else ""


def target_at(place: tuple[int, int], targets: Sequence[Target]) -> Target | None:
    """The uppermost target at a place."""
    return next((target for target in targets if target.rect.collidepoint(place)), None)
