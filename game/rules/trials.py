"""A trial: one digit that was planned, and what the player made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PlannedTrial:
    """One digit to be shown; with its checkpoint it names the pixels for ever."""

    number: int
    """1, 2, … within its session."""
    block: int
    """1, 2, …; arcade has one block."""
    phase: str
    """``practice``, ``main`` or ``catch``."""
    is_real: bool
    checkpoint_id: str
    """The forger of a fake; for a real digit the checkpoint whose share it balances."""
    digit_seed: int | None
    """The seed of a fake, 0 … 2³¹-1."""
    digit_label: int | None
    """The class asked of a conditional checkpoint."""
    real_pool: str | None
    """The name of the pool of a real digit."""
    real_index: int | None
    """The place of a real digit in its pool."""


@dataclass(frozen=True)
class AnsweredTrial:
    """A planned trial that is over, as it is kept in the database."""

    planned: PlannedTrial
    outcome: str
    """``answered``, ``timeout`` or ``void``."""
    said_real: bool | None
    """None for a timeout; True is *genuine*."""
    shown_at: datetime
    """When its first frame was shown; aware, UTC."""
    response_ms: float | None
    exposure_ms: float | None
    dropped_frames: int
    confidence: int | None
    """1 … 4, where it is asked for."""
    feedback_shown: bool
    validity: float | None
    """The discriminator's verdict on the digit, 0 … 1."""

    @property
    def correct(self) -> bool:
        """Whether the truth was told; a trial without an answer is not correct."""
        return self.said_real == self.planned.is_real
