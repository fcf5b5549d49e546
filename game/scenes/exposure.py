"""An exposure: a digit in sight, by the clock that its coming and its going were read from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True)
class Exposure:
    """From the presentation that the digit comes with to the one that it goes with."""

    shown_at: datetime
    """When it came; aware, UTC."""
    wanted: int
    """The frames that it is to be in sight for."""
    seconds: float = 0.0
    """Since it came."""
    ms: float | None = None
    """For how long it was in sight; None while it is."""
    dropped: int = 0
    """Frames that came late meanwhile."""

    def after(self, seconds: float) -> Exposure:
        """The same, later."""
        return replace(self, seconds=self.seconds + seconds)

    def late(self, frames: int) -> Exposure:
        """The same, with so many frames dropped."""
        return replace(self, dropped=self.dropped + frames)

    def gone(self, refresh_hz: float) -> Exposure:
        """The digit is no longer in sight: frames too many were dropped ones."""
        ms = self.seconds * 1000
        dropped = max(self.dropped, _frames(ms, refresh_hz) - self.wanted)
        return replace(self, ms=ms, dropped=dropped)

    def right(self, refresh_hz: float) -> bool:
        """Whether it was in sight for as many frames as it should have been."""
        return self.ms is not None and _frames(self.ms, refresh_hz) == self.wanted


def _frames(ms: float, refresh_hz: float) -> int:
    return round(ms * refresh_hz / 1000)
