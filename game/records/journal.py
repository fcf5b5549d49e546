"""The journal: entries for a database elsewhere, durable here until they are there.

One SQLite file for each such database, shared by all games on this computer that play with it.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from pathlib import Path
from uuid import uuid4

from sqlalchemy import (
    URL,
    Boolean,
    Column,
    Integer,
    MetaData,
    Table,
    Text,
    case,
    delete,
    func,
    insert,
    select,
    update,
)

from game.records.address import place_code
from game.records.database import Database
from game.records.entries import Answered, Begun, Entry
from game.records.entry_text import entry_text, read_entry
from game.records.location import data_folder

AT_ONCE = 50
"""So many entries are taken out in one go."""

tables = MetaData()
entries = Table(
    "entry",
    tables,
    Column("id", Integer, primary_key=True),
    Column("is_answer", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    Column("game", Text, nullable=False),
    Column("refused", Text),
    # A number is never used again: whoever strikes out what it has just delivered must not strike
    # out an entry that has come since.
    sqlite_autoincrement=True,
)


def journal_file(address: URL) -> Path:
    """Return where the journal for a database is kept, in the user's own folder."""
    return data_folder() / f"journal-{place_code(address)}.sqlite3"


class Journal:
    """Entries in the order in which they were kept. For any number of threads.

    There is no file before it is known that there is such a database, or there is an answer to
    keep: a mistyped URL leaves nothing behind. Whatever comes before that waits in memory.

    To be delivered by this game are its own, and what was there when it started: what others keep
    meanwhile they deliver themselves. Every call raises RecordsError when the file fails it, and
    has then changed nothing.
    """

    def __init__(self, file: Path) -> None:
        """Open the journal, if there is one; its folder is made where there is none."""
        self._database = Database(URL.create("sqlite", database=str(file)))
        self._game = uuid4().hex
        self._making = threading.Lock()
        self._held: list[Entry] | None = []  # None from when there is a file
        last = 0
        if file.exists():
            self.make()
            with self._database.reading() as connection:
                last = connection.scalar(select(func.max(entries.c.id))) or 0
        ours = (entries.c.game == self._game) | (entries.c.id <= last)
        self._waiting = ours & entries.c.refused.is_(None)

    def make(self) -> None:
        """Make the file, unless it is there: what waited for it is durable when this returns."""
        with self._making:
            if self._held is not None:
                self._keep(self._held)

    def keep(self, entry: Entry) -> None:
        """Keep an entry: an answer, and all that came before it, is durable when this returns."""
        with self._making:
            if self._held is None:
                self._keep((entry,))
            elif isinstance(entry, Answered):
                self._keep((*self._held, entry))
            else:
                self._held.append(entry)

    def _keep(self, kept: Sequence[Entry]) -> None:
        with self._database.writing() as connection:
            if self._held is not None:
                tables.create_all(connection)
            for entry in kept:
                row = {"is_answer": isinstance(entry, Answered), "text": entry_text(entry)}
                connection.execute(insert(entries).values(row | {"game": self._game}))
        self._held = None

    def oldest(self) -> list[tuple[int, Entry | None]]:
        """Return the first entries that wait, with their numbers; None for a damaged one.

        The journal must have been made.
        """
        query = select(entries.c.id, entries.c.text).where(self._waiting)
        with self._database.reading() as connection:
            found = connection.execute(query.order_by(entries.c.id).limit(AT_ONCE)).all()
        return [(number, read_entry(text)) for number, text in found]

    def strike_out(self, numbers: Collection[int]) -> None:
        """Forget entries that have been delivered."""
        if numbers:
            with self._database.writing() as connection:
                connection.execute(delete(entries).where(entries.c.id.in_(numbers)))

    def set_aside(self, number: int, sentence: str) -> None:
        """Keep an entry that its database refuses, with the reason, and wait with it no longer."""
        refused = update(entries).where(entries.c.id == number).values(refused=sentence)
        with self._database.writing() as connection:
            connection.execute(refused)

    def forget(self, player: str, sessions: Collection[str]) -> int:
        """Delete all entries of a player, whose sessions elsewhere have these uuids.

        Those whose session has not been delivered yet are found too. Return how many answers went.
        """
        theirs, going, answers = set(sessions), [], 0
        with self._database.writing() as connection:
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
            for number, text in connection.execute(
                select(entries.c.id, entries.c.text).order_by(entries.c.id)
            ):
                entry = read_entry(text)
                if isinstance(entry, Begun) and entry.start.player == player:
                    theirs.add(entry.start.uuid)
                if entry is not None and _session_of(entry) in theirs:
                    going.append(number)
                    answers += isinstance(entry, Answered)
            for number in going:
                connection.execute(delete(entries).where(entries.c.id == number))
        return answers

    def waiting(self) -> tuple[int, int]:
        """Return how many answers, and how many entries in all, are to be delivered."""
        if (held := self._held) is not None:
            return 0, len(held)
        answers = func.coalesce(func.sum(case((entries.c.is_answer, 1), else_=0)), 0)
        query = select(answers, func.count()).where(self._waiting)
        with self._database.reading() as connection:
            found = connection.execute(query).one()
        return int(found[0]), int(found[1])

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def _session_of(entry: Entry) -> str:
    return entry.start.uuid if isinstance(entry, Begun) else entry.session_uuid
