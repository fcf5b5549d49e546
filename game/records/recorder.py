"""The recorder's thread: answers are handed over at once and become durable behind the window."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from game.records import questions
from game.records.cards import CheckpointCard, SessionStart, Waiting
from game.records.entries import Answered, Begun, Ended, Entry
from game.records.errors import RecordsError
from game.records.location import shown_place
from game.records.questions import Answer, Question
from game.rules.board import Each
from game.rules.news import Recorded, RecordsFailed, RecordsReady
from game.rules.trials import AnsweredTrial

if TYPE_CHECKING:
    from game.records.routes import Route


News = RecordsReady | Recorded | Answer | Waiting | RecordsFailed

RETRY_SECONDS = 1.0
"""The pause before a write that failed, as on a full disk, is tried again."""
PATIENCE_SECONDS = 30.0
"""How long closing waits for writes, if it is not told."""
FOLDING_SECONDS = 2.0
"""How long the database may take to be closed when everything is written."""
DELIVERY_SECONDS = 5.0
"""How long the game stays for a database elsewhere that is slow to take what is durable here."""


class Recorder:
    """Owns the database in a thread of its own; no call but `close` waits for it.

    Writes are done in the order they are handed over. One that fails in a way that may pass is
    kept and tried again until it succeeds or the recorder is closed: its sentence comes once, and
    its own news when it is durable after all. For a database elsewhere that is when the journal on
    this computer has it; how many answers wait there is told when they wait for long.
    """

    def __init__(self, url: str) -> None:
        """Open the database at `url` behind the window: RecordsReady or RecordsFailed will tell."""
        self._place = shown_place(url)
        self._tasks: queue.SimpleQueue[Entry | Question | None] = queue.SimpleQueue()
        self._news: deque[News] = deque()
        self._route: Route | None = None
        self._handed_over = 0  # entries, counted by the window alone
        self._settled = 0  # entries that are durable or refused, counted by the thread alone
        self._closing = threading.Event()
        self._stays_until = float("inf")
        self._thread = threading.Thread(target=self._run, args=(url,), name="recorder", daemon=True)
        self._thread.start()

    def begin(self, start: SessionStart, cards: Sequence[CheckpointCard]) -> None:
        """Begin a session on these checkpoints, or take up the one with its uuid."""
        self._write(Begun(start, tuple(cards)))

    def append(self, session_uuid: str, trial: AnsweredTrial) -> None:
        """Keep a trial of a session that was begun: Recorded when it is durable."""
        self._write(Answered(session_uuid, trial))

    def end(self, session_uuid: str, ended_at: datetime) -> None:
        """Note when a session that was begun ended."""
        self._write(Ended(session_uuid, ended_at))

    def ask_leaderboard(
        self,
        mode: str,
        limit: int = 10,
        each: Each = Each.SESSION,
        checkpoint_id: str | None = None,
    ) -> None:
        """Ask for a mode's best sessions: LeaderboardReady, after all writes before it."""
        self._tasks.put(questions.leaderboard(mode, limit, each, checkpoint_id))

    def ask_statistics(self, player: str) -> None:
        """Ask what a player's answers come to: StatisticsReady, after all writes before it."""
        self._tasks.put(questions.statistics(player))

    def ask_fool_counts(self, modes: Collection[str]) -> None:
        """Ask how often checkpoints have fooled people in `modes`: FoolCountsReady."""
        self._tasks.put(questions.fool_counts(modes))

    def ask_players(self) -> None:
        """Ask who has played: PlayersKnown, after all writes before it."""
        self._tasks.put(questions.players())

    def ask_recall(self, player: str, seed: int | None = None) -> None:
        """Ask what a player has seen and left unfinished: Recalled, after all writes before it."""
        self._tasks.put(questions.recall(player, seed))

    def ask_study_left(self, player: str) -> None:
        """Ask whether a player has left a study of lab: StudyLeft, after all writes before it."""
        self._tasks.put(questions.study_left(player))

    def poll(self) -> list[News]:
        """Return what has happened since the last call, oldest first; never waits."""
        if self._route is not None:
            self._route.watch()
        return [self._news.popleft() for _ in range(len(self._news))]

    def finish(self) -> None:
        """Nothing more will be handed over: write what was, then end."""
        if not self._closing.is_set():
            self._stays_until = time.monotonic() + DELIVERY_SECONDS
            self._closing.set()
            self._tasks.put(None)

    @property
    def finished(self) -> bool:
        """Whether nothing is left to be written, or no more can be."""
        if not self._all_durable or self._route is None:
            return self._all_durable
        return self._route.at_rest or time.monotonic() > self._stays_until

    def close(self, seconds: float = PATIENCE_SECONDS) -> None:
        """Finish, and wait for it: at most so long; the last news can still be polled.

        What has not been taken by then is given up, and RecordsFailed says so.
        """
        self.finish()
        self._thread.join(min(seconds, FOLDING_SECONDS) if self.finished else seconds)
        if not self._all_durable:
            self._news.append(
                RecordsFailed(
                    f"the database {self._place}: expected it to take the last entries, but it "
                    f"has not answered; close what else uses it (every answer that was revealed "
                    f"is kept, one that was not and the end of the session may be missing)"
                )
            )

    @property
    def _all_durable(self) -> bool:
        return self._settled == self._handed_over or not self._thread.is_alive()

    def _write(self, entry: Entry) -> None:
        self._handed_over += 1
        self._tasks.put(entry)

    def _run(self, url: str) -> None:
        route = self._route = self._open(url)
        while (task := self._tasks.get()) is not None:
            refused = route is None or route.refused
            if route is not None and not refused and not self._carry_out(task, route):
                break
            self._settled += not isinstance(task, Question)
        if route is not None:
            route.close()

    def _open(self, url: str) -> Route | None:
        try:
            # Here and not above: SQLAlchemy is slow to import, and the window shows first.
            from game.records.routes import open_route

            return open_route(url, self._news.append)
        except RecordsError as refusal:
            self._news.append(RecordsFailed(str(refusal)))
        except Exception as fault:
            self._news.append(_fault(fault))
        return None

    def _carry_out(self, task: Entry | Question, route: Route) -> bool:
        """Do some work; return False when it cannot be done and the recorder is being closed.

        When it is, what failed at once is tried a last time: the disk may have room by now.
        """
        said, last = "", False
        while True:
            began = time.monotonic()
            try:
                if isinstance(task, Question):
                    route.ask(task)
                else:
                    route.keep(task)
                if isinstance(task, Answered):
                    self._news.append(Recorded(task.session_uuid, task.trial.planned.number))
                return True
            except RecordsError as refusal:
                if str(refusal) != said:
                    said = str(refusal)
                    self._news.append(RecordsFailed(said))
                if not refusal.may_pass:
                    return True
                took = time.monotonic() - began
                closing = self._closing.wait(RETRY_SECONDS)
                if closing and (last or took > RETRY_SECONDS):
                    return False
                last = closing
            except Exception as fault:
                self._news.append(_fault(fault))
                return True


def _fault(fault: Exception) -> RecordsFailed:
    return RecordsFailed(
        f"the database: expected the recorder to keep what it was given, but it failed "
        f"({type(fault).__name__}: {fault}); what was recorded before is safe, start again"
    )
