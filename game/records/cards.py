"""What is handed to the database and read from it, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from game.rules.forgers import Forger
from game.rules.study import StudyPlan


@dataclass(frozen=True)
class CheckpointCard:
    """What the database keeps of a checkpoint, so that its digits can be rebuilt."""

    id: str
    """The first 12 hex digits of the file's SHA-256."""
    name: str
    path: str | None
    run: str | None
    preset: str | None
    epoch: int | None
    images_seen: int | None
    family: str | None
    dataset: str | None
    real_pool: str | None = None
    """The set of real images from outside that stands beside it, as trials name it."""
    real_path: str | None = None
    """Where that set is."""


def card_of(forger: Forger) -> CheckpointCard:
    """What is kept of a forger; of a contestant from outside no schooling is known."""
    known, outside = forger.count is None, forger.reals.path is not None
    return CheckpointCard(
        id=forger.id,
        name=forger.name,
        path=forger.path,
        run=forger.run if known else None,
        preset=forger.preset if known else None,
        epoch=forger.epoch if known else None,
        images_seen=forger.images_seen if known else None,
        family=forger.family if known else None,
        dataset=forger.dataset if known else None,
        real_pool=forger.reals.name if outside else None,
        real_path=forger.reals.path,
    )


@dataclass(frozen=True)
class SessionStart:
    """A session as it begins: who plays what, and the seed that names its trials."""

    uuid: str
    player: str
    mode: str
    """``arcade``, ``ladder``, ``lab`` or ``timed``."""
    seed: int
    started_at: datetime
    """Aware."""
    app_version: str
    refresh_hz: float | None
    scale: int | None
    plan: StudyPlan | None = None
    """What is kept of a study, so that the session can be taken up again."""
    masks: bool | None = None
    """Whether masks follow each digit; None in a mode that has none."""


@dataclass(frozen=True)
class PlayersKnown:
    """The names of those who have played with this database, the last first."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Waiting:
    """Answers that are durable on this computer and not yet in a database elsewhere."""

    count: int
    """0 when all have been delivered."""
    sentence: str
    """Why, if that is known."""
