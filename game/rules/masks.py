"""Masks: strokes that mean nothing, which put out what is left of a digit in the eye."""

from __future__ import annotations

import math
import random
from functools import lru_cache

SIDE = 28
GREYS = (0, 64, 128, 191, 255)
"""Those that digits are shown in."""
POOL = 8
"""Masks a session; which of them follow a digit, and in what order, has nothing to do with it."""
STROKES = 26
STEPS = 8
"""Places of the pen in a stroke, a pixel and a half apart."""
PEN = ((0, 2, 3, 1), (2, 4, 4, 3), (2, 4, 4, 3), (0, 3, 3, 1))
"""What the pen leaves, by the places of the greys."""
TOUCH = len(PEN)
REACH = SIDE - TOUCH - 1
"""How far right and down the pen goes: all around a pixel stays black, as with digits."""


def masks_for(seed: int, number: int, count: int) -> tuple[bytes, ...]:
    """So many different masks (784 bytes each, row by row) for the trial of this number."""
    chance = random.Random(f"real-or-fake:masks:{seed}:{number}")
    return tuple(_mask(seed, place) for place in chance.sample(range(POOL), count))


@lru_cache(maxsize=2 * POOL)
def _mask(seed: int, place: int) -> bytes:
    """Short arcs in all directions, each over those before it, as wide and grey as a digit's."""
    chance = random.Random(f"real-or-fake:mask:{seed}:{place}")
    inks = bytearray(SIDE * SIDE)
    for _ in range(STROKES):
        path = _arc(chance)
        for x, y in path:  # a pixel of ground around it, or all would run together
            for row in range(y - 1, y + TOUCH + 1):
                inks[row * SIDE + x - 1 : row * SIDE + x + TOUCH + 1] = bytes(TOUCH + 2)
        for x, y in path:
            for row, touch in enumerate(PEN):
                here = slice((y + row) * SIDE + x, (y + row) * SIDE + x + TOUCH)
                inks[here] = bytes(map(max, inks[here], touch))
    return bytes(GREYS[ink] for ink in inks)


def _arc(chance: random.Random) -> list[tuple[int, int]]:
    """Where the pen goes, by the upper left corner of what it touches, 1 … REACH."""
    x, y = chance.uniform(1, REACH), chance.uniform(1, REACH)
    heading, bend = chance.uniform(0, 2 * math.pi), chance.uniform(-0.35, 0.35)
    path = []
    for _ in range(STEPS):
        path.append((min(max(round(x), 1), REACH), min(max(round(y), 1), REACH)))
        x, y = x + 1.5 * math.cos(heading), y + 1.5 * math.sin(heading)
        heading += bend
    return path
