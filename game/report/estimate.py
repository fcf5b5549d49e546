"""A figure with the interval around it, and for whom the interval speaks."""

from __future__ import annotations

from dataclasses import dataclass

LEVEL = 0.95
"""The level of every interval."""

ENOUGH_PLAYERS = 10
"""From so many players on an interval speaks for all players, with fewer for these only."""

PLAYERS, THESE_PLAYERS = "players", "these players"


@dataclass(frozen=True)
class Estimate:
    """A figure; ``estimate``, ``low`` and ``high`` are None where there is too little data."""

    estimate: float | None
    low: float | None
    high: float | None
    method: str
    population: str
    """``players``: the interval holds for the people these players are a sample of; ``these
    players``: for more answers of the same ones only."""
    n: int
    """How many answers the figure rests on."""
    level: float = LEVEL

    @property
    def half_width(self) -> float | None:
        """Half of the interval; None where there is none."""
        if self.low is None or self.high is None:
            return None
        return (self.high - self.low) / 2


def nothing(why: str, n: int = 0) -> Estimate:
    """A figure that cannot be had, and why."""
    return Estimate(None, None, None, why, THESE_PLAYERS, n)
