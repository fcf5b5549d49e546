"""The weighted up-down staircase, which finds the exposure at which three of four are right.

Kaernbach (1991, Perception & Psychophysics 49, 227-229): with a step down of 10 ms after a right
answer and one up of 30 ms after a wrong one the level rests where 10 p = 30 (1 - p), at p = 75 %.
The level is a number of milliseconds; rounding it to what a screen can show would move that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from statistics import fmean

DOWN_MS = 10.0
UP_MS = 30.0
FLOOR_MS = 100.0
CEILING_MS = 1000.0
START_MS = 500.0
"""Where HYPE-time starts (Zhou et al. 2019): half a second is plain to most, and in the middle."""
LEAST_ANSWERS = 100
"""Who only guesses climbs 10 ms a trial on average, and so has come from the start to the ceiling
after fifty: from the hundredth answer on the later half has nothing of the way in it. The report,
which fits a curve to all timed answers of a player, asks for as many: with fewer neither it nor a
session's own last screen names a threshold."""


class Censored(Enum):
    """Where a threshold lies that could not be reached."""

    ABOVE = "above"
    """Longer than the longest exposure."""
    BELOW = "below"
    """Shorter than the shortest."""


@dataclass(frozen=True)
class Threshold:
    """The exposure at which 75 % are right, as far as it can be told."""

    ms: float
    """The mean of the levels counted; a bound and no figure where it is censored."""
    censored: Censored | None
    counted: int
    """The answers whose levels it is the mean of."""


@dataclass(frozen=True)
class Staircase:
    """The levels so far, in ms, with what was answered at each.

    >>> stairs = Staircase().then(correct=True).then(correct=False)
    >>> stairs.levels, stairs.level_ms
    ((500.0, 490.0), 520.0)
    """

    level_ms: float = START_MS
    """The level of the next trial, FLOOR_MS … CEILING_MS."""
    levels: tuple[float, ...] = ()
    """Those of the answers given."""
    rights: tuple[bool, ...] = ()

    def then(self, *, correct: bool) -> Staircase:
        """The staircase after one more answer."""
        level = self.level_ms - DOWN_MS if correct else self.level_ms + UP_MS
        return replace(
            self,
            level_ms=min(max(level, FLOOR_MS), CEILING_MS),
            levels=(*self.levels, self.level_ms),
            rights=(*self.rights, correct),
        )

    @property
    def threshold(self) -> Threshold | None:
        """The mean level of the later half of the answers; None before LEAST_ANSWERS.

        The later half and not what follows the first few reversals: a single mistake on the way
        down makes a reversal, and the rest of the way would be counted.

        It is censored above where more than a quarter of those answers were given so near the
        ceiling that the step after a wrong one would be cut short: of simulated observers whose
        threshold is 1100 ms or who only guess, nine in ten are so called after 100 answers and
        99 in a hundred after 150; of those whose is 900 ms, one in twenty. It is censored below
        where more than half stood at the floor; where the threshold is the floor itself, about
        as many do.
        """
        if len(self.levels) < LEAST_ANSWERS:
            return None
        late = self.levels[len(self.levels) // 2 :]
        censored = None
        if 4 * sum(level > CEILING_MS - UP_MS for level in late) > len(late):
            censored = Censored.ABOVE
        elif 2 * sum(level < FLOOR_MS + DOWN_MS for level in late) > len(late):
            censored = Censored.BELOW
        return Threshold(fmean(late), censored, len(late))
