"""The album: pictures that cost more to make than to find, as many as there is room for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

import pygame


class Album:
    """Surfaces under keys: those used last, and of others as many as fit."""

    def __init__(self, pixels: int) -> None:
        """``pixels``: the room there is in all, of 4 bytes each."""
        self._room = pixels
        self._taken = 0
        self._pictures: OrderedDict[Hashable, pygame.Surface] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        """The picture under a key, made if it is not there; not to be drawn on."""
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        made = self._pictures[key] = make()
        self._taken += _pixels(made)
        while self._taken > self._room and len(self._pictures) > 1:
            self._taken -= _pixels(self._pictures.popitem(last=False)[1])
        return made


def _pixels(surface: pygame.Surface) -> int:
    return surface.get_width() * surface.get_height()
