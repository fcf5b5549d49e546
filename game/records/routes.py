"""The way of an entry: straight into a database on this computer, or by the journal to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from game.records.address import is_sqlite, read_url
from game.records.entries import Entry
from game.records.forwarding import Forwarder, Told
from game.records.journal import Journal, journal_file
from game.records.questions import Question
from game.records.records import Records
from game.rules.news import RecordsReady


class Route(Protocol):
    """Whatever takes entries and questions; `at_rest`, `refused` and `watch` are for any thread."""

    @property
    def at_rest(self) -> bool:
        """Whether all is where it belongs, or cannot be brought there for now."""

    @property
    def refused(self) -> bool:
        """Whether nothing can be kept, as has been told."""

    def keep(self, entry: Entry) -> None:
        """Make an entry durable; RecordsError where that fails."""

    def ask(self, question: Question) -> None:
        """Have a question answered after all entries before it; RecordsError where that fails."""

    def watch(self) -> None:
        """Tell what is due at this moment."""

    def close(self) -> None:
        """End, after a bounded time."""


def open_route(url: str, tell: Callable[[Told], None]) -> Route:
    """Open the way to the database at ``url``: RecordsReady or RecordsFailed is told.

    Raise RecordsError where it can be said at once that there is no way.
    """
    return _Direct(url, tell) if is_sqlite(read_url(url)) else _Journalled(url, tell)


class _Direct:
    at_rest = True
    refused = False

    def __init__(self, url: str, tell: Callable[[Told], None]) -> None:
        self._tell = tell
        self._records = Records.open(url)
        tell(RecordsReady())

    def keep(self, entry: Entry) -> None:
        entry.write(self._records)

    def ask(self, question: Question) -> None:
        self._tell(question.ask(self._records))

    def watch(self) -> None:
        pass

    def close(self) -> None:
        self._records.close()


class _Journalled:
    def __init__(self, url: str, tell: Callable[[Told], None]) -> None:
        self._journal = Journal(journal_file(read_url(url)))
        self._forwarder = Forwarder(url, self._journal, tell)

    @property
    def at_rest(self) -> bool:
        return self._forwarder.at_rest

    @property
    def refused(self) -> bool:
        return self._forwarder.refused

    def keep(self, entry: Entry) -> None:
        self._journal.keep(entry)
        self._forwarder.wake()

    def ask(self, question: Question) -> None:
        self._forwarder.ask(question)

    def watch(self) -> None:
        self._forwarder.watch()

    def close(self) -> None:
        self._forwarder.close()
        self._journal.close()
