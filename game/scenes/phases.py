"""The phases of a glimpse: what the plate shows, and for how long."""

from __future__ import annotations

from enum import Enum, auto

FIXATION_MS = 500.0
ANSWERED_MS = 300.0
VOID_MS = 1500.0
UNSAID_MS = 1000.0
"""A wait for the register that is shorter is not worth a word."""


class Phase(Enum):
    """What the plate shows, in the order of a trial."""

    READY = auto()
    """Nothing, until the player is ready."""
    FIXATION = auto()
    """A mark to look at."""
    DIGIT = auto()
    MASKS = auto()
    """One after another."""
    QUESTION = auto()
    """Nothing; the answer is awaited."""
    ANSWERED = auto()
    """Nothing; the answer is on its way to the register."""
    VOID = auto()
    """Nothing; the trial does not count."""
