"""The forwarder's thread: brings what the journal holds to a database elsewhere, in order."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, StatementError

from game.records.cards import Waiting
from game.records.entries import Entry
from game.records.errors import RecordsError
from game.records.journal import Journal
from game.records.questions import Answer, Question
from game.records.records import Records
from game.rules.news import RecordsFailed, RecordsReady

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 15.0
"""Between two tries to reach a database that is away; each pause is twice the one before."""
ANSWER_SECONDS = 3.0
"""How long a question waits for a database that says nothing."""
UNSAID_SECONDS = 2.0
"""Answers that wait no longer than this are not worth a sign."""
LAST_SECONDS = 5.0
"""How long the last entries may take when the game is over; the rest is for the next start."""

Told = RecordsReady | RecordsFailed | Waiting | Answer


class Forwarder:
    """Owns the connection; no call but `close` waits for it.

    An entry is struck out of the journal only when the database has it. Brought twice, because the
    game was killed in between or another game on this computer was quicker, it is there once.
    """

    def __init__(self, url: str, journal: Journal, tell: Callable[[Told], None]) -> None:
        """Start: RecordsReady when the database is open, or is away and the journal has answers.

        RecordsFailed when it cannot be opened and nothing waits for it: then nothing is forwarded.
        """
        self._url = url
        self._journal = journal
        self._tell = tell
        self._remote: Records | None = None
        self._started = False
        self._answers, self._entries = journal.waiting()
        self._why = ""
        self._counting = threading.Lock()
        self._sign = Sign()
        self._asked: list[Asked] = []
        self._call = threading.Event()
        self._leaving = threading.Event()
        self._pause: float | None = None
        self.refused = False
        """Whether the database cannot be opened and nothing waits for it."""
        self._thread = threading.Thread(target=self._run, name="forwarder", daemon=True)
        self._call.set()
        self._thread.start()

    @property
    def at_rest(self) -> bool:
        """Whether everything is delivered, or cannot be for now."""
        return self._entries == 0 or self._pause is not None or not self._thread.is_alive()

    def wake(self) -> None:
        """There is a new entry in the journal."""
        self._count()
        # While the database is away the pause is kept, however fast somebody plays.
        if self._pause is None:
            self._call.set()

    def ask(self, question: Question) -> None:
        """Ask the database when it has all that the journal holds now; nothing where it is away."""
        self._asked.append(Asked(question, time.monotonic()))
        self._call.set()

    def watch(self) -> None:
        """Tell of answers that have waited for long, and give up questions that have."""
        now = time.monotonic()
        for asked in list(self._asked):
            if now - asked.at > ANSWER_SECONDS:
                self._answer(asked, asked.question.nothing)
        if self._sign.changes(self._answers, now):
            self._tell(Waiting(self._sign.shown, self._why if self._sign.shown else ""))

    def close(self) -> None:
        """Deliver what there is, and end: after a bounded time in any case."""
        self._leaving.set()
        self._call.set()
        self._thread.join(LAST_SECONDS)

    def _run(self) -> None:
        leaving = False
        while not (leaving or self.refused):
            self._call.wait(self._pause)
            self._call.clear()
            leaving = self._leaving.is_set()
            try:
                self._forward()
            except RecordsError as refusal:
                self._stay_away(str(refusal))
            except Exception as fault:
                self._stay_away(f"the database: {type(fault).__name__}: {fault}")
            else:
                self._pause = None
                if self._entries:
                    self._call.set()  # kept since the last look, while the pause was still on
        if self._remote is not None:
            self._remote.close()

    def _forward(self) -> None:
        if self._remote is None:
            self._remote = Records.open(self._url)
            self._journal.make()
        self._say_ready()
        questions = list(self._asked)
        while self._deliver(self._remote):
            pass
        for asked in questions:
            self._answer(asked, asked.question.ask(self._remote))

    def _deliver(self, remote: Records) -> bool:
        """Bring the oldest entries; return whether there were any."""
        batch = self._journal.oldest()
        delivered = []
        try:
            for number, entry in batch:
                if sentence := _refusal(entry, remote):
                    self._journal.set_aside(number, sentence)
                    self._tell(RecordsFailed(sentence))
                else:
                    delivered.append(number)
        finally:
            self._journal.strike_out(delivered)
            self._count()
        return bool(batch)

    def _stay_away(self, sentence: str) -> None:
        self._why = sentence
        pause = FIRST_PAUSE_SECONDS if self._pause is None else 2 * self._pause
        self._pause = min(pause, LONGEST_PAUSE_SECONDS)
        if not self._started and self._answers == 0:
            self.refused = True
            self._tell(RecordsFailed(sentence))
            return
        self._say_ready()
        for asked in list(self._asked):
            self._answer(asked, asked.question.nothing)

    def _say_ready(self) -> None:
        if not self._started:
            self._started = True
            self._tell(RecordsReady())

    def _answer(self, asked: Asked, answer: Answer) -> None:
        try:
            self._asked.remove(asked)
        except ValueError:
            return  # it was given up, or answered, by the other thread
        self._tell(answer)

    def _count(self) -> None:
        # Two threads count: the later count must not be overwritten by the earlier.
        with self._counting:
            self._answers, self._entries = self._journal.waiting()


@dataclass(frozen=True, eq=False)
class Asked:
    """A question that waits for its answer; one like it is another."""

    question: Question
    at: float
    """When it was asked, in seconds of the monotonic clock."""


class Sign:
    """How many answers the player is told wait: none while they have not waited for long."""

    def __init__(self) -> None:
        """Nothing waits."""
        self.shown = 0
        self._since: float | None = None

    def changes(self, waiting: int, now: float) -> bool:
        """Note how many wait at this moment, in seconds; return whether `shown` is another now."""
        before = self.shown
        if waiting == 0:
            self._since = None
        elif self._since is None:
            self._since = now
        late = self._since is not None and now - self._since >= UNSAID_SECONDS
        self.shown = waiting if late else 0
        return self.shown != before


def _refusal(entry: Entry | None, remote: Records) -> str:
    """Write an entry; return why the database will never take it, or nothing where it has it.

    Raise RecordsError where it is the database that fails. The entry alone is to blame only where
    it fails twice, and the database answers in between.
    """
    if entry is None:
        return "the journal: expected an entry of this program, found another text; it stays there"
    sentence = ""
    for _ in range(2):
        if sentence:
            remote.players(limit=1)
        try:
            entry.write(remote)
        except RecordsError as refusal:
            if not _may_be_the_entrys_fault(refusal.__cause__):
                raise
            sentence = str(refusal)
        except Exception as fault:
            # A value that no driver takes: what comes after it must not wait for it.
            sentence = f"the journal: expected an entry that can be kept, but that failed ({fault})"
        else:
            return ""
    return sentence


def _may_be_the_entrys_fault(cause: BaseException | None) -> bool:
    if isinstance(cause, DBAPIError):
        return isinstance(cause, IntegrityError | DataError)
    return cause is None or isinstance(cause, StatementError | ValueError | OverflowError)
