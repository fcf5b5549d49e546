"""Durations in whole frames of a screen, which can show nothing else."""

from __future__ import annotations

import math


def frames_of(duration_ms: float, refresh_hz: float) -> int:
    """The whole frames, 1 or more, that come nearest to a duration; halves are rounded up.

    >>> frames_of(500, 60), frames_of(510, 60), frames_of(30, 60), frames_of(100, 59.94)
    (30, 31, 2, 6)
    """
    if not (math.isfinite(refresh_hz) and refresh_hz > 0):
        raise ValueError(f"refresh_hz: expected a rate above 0, found {refresh_hz}")
    return max(1, math.floor(duration_ms * refresh_hz / 1000 + 0.5))


def lasting_ms(frames: int, refresh_hz: float) -> float:
    """How long so many frames are in sight, in ms.

    >>> lasting_ms(30, 60)
    500.0
    """
    return frames * 1000 / refresh_hz
