"""The recorder's thread: answers are handed over at once and become durable behind the window."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from game.records.cards import CheckpointCard, PlayersKnown, SessionStart
from game.records.errors import RecordsError
from game.records.location import shown_place
from game.rules.news import (
    Each,
    FoolCountsReady,
    LeaderboardReady,
    Recalled,
    Recorded,
    RecordsFailed,
    RecordsReady,
    StatisticsReady,
)
from game.rules.trials import AnsweredTrial

if TYPE_CHECKING:
    from game.records.records import Records


News = (
    RecordsReady
    | Recorded
    | LeaderboardReady
    | StatisticsReady
    | FoolCountsReady
    | PlayersKnown
    | Recalled
    | RecordsFailed
)

RETRY_SECONDS = 1.0
"""The pause before a write that failed, as on a full disk, is tried again."""
PATIENCE_SECONDS = 30.0
"""How long closing waits for writes, if it is not told."""
FOLDING_SECONDS = 2.0
"""How long the database may take to be closed when everything is written."""


@dataclass(frozen=True)
class Task:
    """What the thread is to do, and whether it is owed to the player even after the game."""

    work: Callable[[Records], News | None]
    writes: bool


class Recorder:
    """Owns the database in a thread of its own; no call but `close` waits for it.

    Writes are done in the order they are handed over. One that fails in a way that may pass is
    kept and tried again until it succeeds or the recorder is closed: its sentence comes once, and
    its own news when it is durable after all.
    """

    def __init__(self, url: str) -> None:
        """Open the database at `url` behind the window: RecordsReady or RecordsFailed will tell."""
        self._place = shown_place(url)
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._news: deque[News] = deque()
        self._sessions: dict[str, int] = {}
        self._handed_over = 0  # writes, counted by the window alone
        self._settled = 0  # writes that are durable or refused, counted by the thread alone
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(url,), name="recorder", daemon=True)
        self._thread.start()

    def begin(self, start: SessionStart, cards: Sequence[CheckpointCard]) -> None:
        """Begin a session on these checkpoints, or take up the one with its uuid."""

        def work(records: Records) -> None:
            records.keep_checkpoint(*cards)
            self._sessions[start.uuid] = records.begin_session(start)

        self._write(work)

    def append(self, session_uuid: str, trial: AnsweredTrial) -> None:
        """Keep a trial of a session that was begun: Recorded when it is durable."""

        def work(records: Records) -> News:
            records.append(self._session(session_uuid), trial)
            return Recorded(session_uuid, trial.planned.number)

        self._write(work)

    def end(self, session_uuid: str, ended_at: datetime) -> None:
        """Note when a session that was begun ended."""
        self._write(lambda records: records.end_session(self._session(session_uuid), ended_at))

    def ask_leaderboard(
        self,
        mode: str,
        limit: int = 10,
        each: Each = Each.SESSION,
        checkpoint_id: str | None = None,
    ) -> None:
        """Ask for a mode's best sessions: LeaderboardReady, after all writes before it."""

        def work(records: Records) -> News:
            rows = records.leaderboard(mode, limit, each, checkpoint_id)
            return LeaderboardReady(mode, rows, each, checkpoint_id)

        self._read(work)

    def ask_statistics(self, player: str) -> None:
        """Ask what a player's answers come to: StatisticsReady, after all writes before it."""
        self._read(lambda records: StatisticsReady(records.career(player)))

    def ask_fool_counts(self, modes: Collection[str]) -> None:
        """Ask how often checkpoints have fooled people in `modes`: FoolCountsReady."""
        self._read(lambda records: FoolCountsReady(records.fool_counts(modes)))

    def ask_players(self) -> None:
        """Ask who has played: PlayersKnown, after all writes before it."""
        self._read(lambda records: PlayersKnown(records.players()))

    def ask_recall(self, player: str) -> None:
        """Ask what a player has seen and left unfinished: Recalled, after all writes before it."""
        self._read(lambda records: records.recall(player))

    def poll(self) -> list[News]:
        """Return what has happened since the last call, oldest first; never waits."""
        return [self._news.popleft() for _ in range(len(self._news))]

    def finish(self) -> None:
        """Nothing more will be handed over: write what was, then end."""
        if not self._closing.is_set():
            self._closing.set()
            self._tasks.put(None)

    @property
    def finished(self) -> bool:
        """Whether nothing is left to be written, or no more can be."""
        return self._settled == self._handed_over or not self._thread.is_alive()

    def close(self, seconds: float = PATIENCE_SECONDS) -> None:
        """Finish, and wait for it: at most so long; the last news can still be polled.

        What has not been taken by then is given up, and RecordsFailed says so.
        """
        self.finish()
        self._thread.join(min(seconds, FOLDING_SECONDS) if self.finished else seconds)
        if not self.finished:
            self._news.append(
                RecordsFailed(
                    f"the database {self._place}: expected it to take the last entries, but it "
                    f"has not answered; close what else uses it (every answer that was revealed "
                    f"is kept, one that was not and the end of the session may be missing)"
                )
            )

    def _write(self, work: Callable[[Records], News | None]) -> None:
        self._handed_over += 1
        self._tasks.put(Task(work, writes=True))

    def _read(self, work: Callable[[Records], News]) -> None:
        self._tasks.put(Task(work, writes=False))

    def _session(self, uuid: str) -> int:
        if uuid not in self._sessions:
            raise RecordsError(
                f"the database: expected session {uuid} to be begun before its trials, "
                f"found that it is not; begin a new game"
            )
        return self._sessions[uuid]

    def _run(self, url: str) -> None:
        records = self._open(url)
        while (task := self._tasks.get()) is not None:
            if records is not None and not self._carry_out(task.work, records):
                break
            self._settled += task.writes
        if records is not None:
            records.close()

    def _open(self, url: str) -> Records | None:
        try:
            # Here and not above: SQLAlchemy is slow to import, and the window shows first.
            from game.records.records import Records

            records = Records.open(url)
        except RecordsError as refusal:
            self._news.append(RecordsFailed(str(refusal)))
            return None
        except Exception as fault:
            self._news.append(_fault(fault))
            return None
        self._news.append(RecordsReady())
        return records

    def _carry_out(self, work: Callable[[Records], News | None], records: Records) -> bool:
        """Do some work; return False when it cannot be done and the recorder is being closed."""
        said = ""
        while True:
            try:
                news = work(records)
                if news is not None:
                    self._news.append(news)
                return True
            except RecordsError as refusal:
                if str(refusal) != said:
                    said = str(refusal)
                    self._news.append(RecordsFailed(said))
                if not refusal.may_pass:
                    return True
                if self._closing.wait(RETRY_SECONDS):
                    return False
            except Exception as fault:
                self._news.append(_fault(fault))
                return True


def _fault(fault: Exception) -> RecordsFailed:
    return RecordsFailed(
        f"the database: expected the recorder to keep what it was given, but it failed "
        f"({type(fault).__name__}: {fault}); what was recorded before is safe, start again"
    )
