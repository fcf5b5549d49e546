"""Begun: the sessions that a player has begun, and the study that was left before its end."""

from __future__ import annotations

from dataclasses import dataclass

from game.rules.seen import Seen
from game.rules.study import StudyPlan
from game.rules.trials import AnsweredTrial


@dataclass(frozen=True)
class Unfinished:
    """A session of lab that was left before its end."""

    session_uuid: str
    seed: int
    plan: StudyPlan
    trials: tuple[AnsweredTrial, ...]
    """In order."""
    seen: Seen
    """What the player was shown in sessions begun before it."""
    since: Seen
    """What the player has been shown in sessions begun after it."""


@dataclass(frozen=True)
class Sitting:
    """A session that a player has begun."""

    mode: str
    ended: bool
    answers: int
    """Answered main trials."""
