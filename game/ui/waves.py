"""Waves: the sounds, made from sines and noise."""

from __future__ import annotations

import math
import random
from array import array
from collections.abc import Callable

from game.scenes.effects import Sound

RATE = 32_000
"""Samples a second."""
Wave = list[float]
"""Samples in -1 … 1."""


def right() -> list[Wave]:
    """A stamp on a full pad: a soft thud, in variations that do not tire."""
    return [_thud(pitch, 0.055, 0.34, seed) for seed, pitch in enumerate((92.0, 86.0, 98.0))]


def wrong() -> list[Wave]:
    """A stamp on bare wood: lower, with a rattle after it."""
    return [
        _mixed(_thud(pitch, 0.09, 0.45, seed), _delayed(_thud(pitch * 0.71, 0.05, 0.25, 9), 0.085))
        for seed, pitch in ((4, 66.0), (5, 62.0))
    ]


def game_over() -> list[Wave]:
    """A file that falls shut: three thuds, each lower, and a long low tone under them."""
    thuds = _thud(74.0, 0.09, 0.42, 6)
    for place, pitch in enumerate((62.0, 49.0), start=1):
        thuds = _mixed(thuds, _delayed(_thud(pitch, 0.12, 0.42, 6 + place), 0.19 * place))
    return [_mixed(thuds, _delayed(_tone(98.0, 0.9, 0.16), 0.38))]


MAKERS: dict[Sound, Callable[[], list[Wave]]] = {
    Sound.RIGHT: right,
    Sound.WRONG: wrong,
    Sound.GAME_OVER: game_over,
}


def samples(wave: Wave, channels: int) -> bytes:
    """The wave as 16-bit samples, the same on every channel."""
    limited = (round(32_767 * math.tanh(sample)) for sample in wave)
    return array("h", [value for value in limited for _ in range(channels)]).tobytes()


def _thud(pitch: float, decay: float, volume: float, seed: int) -> Wave:
    """A falling sine with a puff of dull noise at its start; pitch in Hz, decay in seconds."""
    chance = random.Random(seed)
    wave, phase, dull = [], 0.0, 0.0
    for step in range(int(RATE * decay * 6)):
        seconds = step / RATE
        # The pitch drops by an octave while it sounds, as a struck board's does.
        phase += 2 * math.pi * pitch * (1.0 + math.exp(-seconds / (decay * 0.25))) / RATE
        dull += 0.14 * (chance.uniform(-1.0, 1.0) - dull)
        attack = min(1.0, seconds / 0.002)
        body = math.sin(phase) * math.exp(-seconds / decay)
        puff = 2.2 * dull * math.exp(-seconds / 0.012)
        wave.append(volume * attack * (body + puff))
    return wave


def _tone(pitch: float, seconds: float, volume: float) -> Wave:
    """A soft low tone with a fifth below its octave."""
    wave = []
    for step in range(int(RATE * seconds)):
        at = step / RATE
        turn = 2 * math.pi * pitch * at
        swell = min(1.0, at / 0.03) * math.exp(-at / (seconds * 0.28))
        wave.append(volume * swell * (math.sin(turn) + 0.4 * math.sin(1.5 * turn)))
    return wave


def _delayed(wave: Wave, seconds: float) -> Wave:
    return [0.0] * int(RATE * seconds) + wave


def _mixed(one: Wave, other: Wave) -> Wave:
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    return [a + b for a, b in zip(longer, shorter, strict=False)] + longer[len(shorter) :]
