"""Entries: what the game wants kept, as values that know how they are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from game.records.cards import CheckpointCard, SessionStart
from game.rules.trials import AnsweredTrial

if TYPE_CHECKING:
    from game.records.records import Records


@dataclass(frozen=True)
class Begun:
    """A session that begins on these checkpoints, or is taken up again."""

    start: SessionStart
    cards: tuple[CheckpointCard, ...]

    def write(self, records: Records) -> None:
        """Give the session its row, unless it has one."""
        records.keep_checkpoint(*self.cards)
        records.begin_session(self.start)


@dataclass(frozen=True)
class Answered:
    """A trial that is over."""

    session_uuid: str
    trial: AnsweredTrial

    def write(self, records: Records) -> None:
        """Give the trial its row, unless it has one."""
        records.append(records.session_id(self.session_uuid), self.trial)


@dataclass(frozen=True)
class Ended:
    """A session that is over."""

    session_uuid: str
    ended_at: datetime
    """Aware."""

    def write(self, records: Records) -> None:
        """Note it in the session's row."""
        records.end_session(records.session_id(self.session_uuid), self.ended_at)


Entry = Begun | Answered | Ended
"""Written twice, an entry is there once."""
