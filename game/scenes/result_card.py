"""The result card: one session on one picture, to be kept or shown to others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ResultCard:
    """What stands on it, in words."""

    mode: str
    player: str
    """The examiner, by the name that was signed."""
    figure: str
    """What the session came to, in a few letters."""
    meaning: str
    """What the figure is."""
    notes: tuple[str, ...]
    """What else is worth a line, the first first."""
    against: str
    """The forger, or how many."""
    when: datetime | None
    """The first sight of the first digit; aware, UTC. None where none was seen."""
    digits: tuple[bytes, ...]
    """Some of its evidence: 784 bytes each."""
    caption: str
    """What these digits have in common; empty where there are none."""
