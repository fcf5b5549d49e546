"""One database's engine: transactions that queue behind each other and are durable when left."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError

from game.records.address import PSYCOPG, is_sqlite, make_folder, read_url, shown_name
from game.records.errors import RecordsError
from game.records.failures import failure

PATIENCE_SECONDS = 30.0
"""How long a write waits for the other games on the same database."""

CONNECTION = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""PostgreSQL's own names, in seconds but for the last: a connection that is dead is found out."""

READS_ONLY = "reads_only"
"""The execution option of a connection that will not write."""


class Database:
    """An engine and the name that sentences give it."""

    def __init__(self, url: str | URL) -> None:
        """Make the engine, and for SQLite the folder, without touching any table.

        Raise RecordsError for a URL that is none, a missing driver or an impossible folder.
        """
        address = read_url(url)
        sqlite = is_sqlite(address)
        self.name = shown_name(address)
        self._password = address.password
        if sqlite:
            make_folder(address)
        try:
            self._engine = create_engine(address, connect_args=_patience(address))
        except NoSuchModuleError:
            raise RecordsError(
                f"the database {self.name}: expected a kind that SQLAlchemy knows, "
                f"found {address.drivername}; use sqlite or postgresql+psycopg"
            ) from None
        except ImportError as why:
            raise RecordsError(
                f"the database {self.name}: expected its driver to be installed, found none "
                f"({why}); install it with python -m pip install {why.name}"
            ) from None
        if sqlite:
            event.listen(self._engine, "connect", _prepare_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, durable when the block is left; its failures are RecordsErrors."""
        with self._sentences(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A look that makes no writer wait; its failures are RecordsErrors."""
        with self._sentences(), self._engine.connect() as connection:
            yield connection.execution_options(**{READS_ONLY: True})

    def close(self) -> None:
        """Close every connection; for SQLite the last one to close folds its log into the file."""
        self._engine.dispose()

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error, OverflowError, ValueError) as why:
            raise failure(self.name, why, self._password) from why


def _patience(address: URL) -> dict[str, Any]:
    """How long the driver waits for what; what the URL itself says of it holds."""
    if is_sqlite(address):
        return {"timeout": PATIENCE_SECONDS}
    if address.drivername == PSYCOPG:
        return {name: value for name, value in CONNECTION.items() if name not in address.query}
    return {}


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # A text in another encoding, as another program may have written it, is a strange text only.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    # SQLAlchemy begins the transactions, so that they can begin as writers.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")  # macOS: a plain fsync survives no power cut
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as why:
            # The switch does not wait for others as a transaction does.
            if "locked" not in str(why) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that begins as a reader and then writes cannot wait for another writer.
    reads_only = connection.get_execution_options().get(READS_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
