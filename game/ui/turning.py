"""Turning to another sheet: it slides the last bit of its way over the one that lay there."""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.scenes.screen import Screen

SECONDS = 0.16
REACH = 0.045
"""How far it slides, as a share of the width."""


LARGEST = 2560 * 1440
"""Pixels of a window; to move more of them at every frame would take too much of it."""


def due(before: Screen | None, scene: Screen, size: tuple[int, int]) -> bool:
    """Whether one turns from a screen to another: never to or from a digit."""
    if before is None or type(before) is type(scene) or scene.desk.settings.still:
        return False
    return before.turns and scene.turns and size[0] * size[1] <= LARGEST


@lru_cache(maxsize=1)
def sheet(size: tuple[int, int]) -> pygame.Surface:
    """A sheet to draw on, the same for every turn: a new one would cost more than its drawing."""
    return pygame.Surface(size, depth=32)


class Turn:
    """A sheet on its way; it is only ever copied, which costs less than drawing it."""

    def __init__(self, sheet: pygame.Surface, began: float) -> None:
        """``began``: when the turn did, in seconds of whatever clock."""
        self._sheet = sheet
        self._began = began

    def lay(self, surface: pygame.Surface, now: float) -> bool:
        """Lay the sheet where it is by now, over what lies there; whether it has arrived.

        It is fast at first and comes to rest gently.
        """
        left = max(0.0, 1.0 - (now - self._began) / SECONDS)
        away = round(REACH * surface.get_width() * left**3)
        surface.blit(self._sheet, (away, 0))
        return away == 0
