"""Opening a database to look only: whoever filled it, nothing in it is changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from game.records.address import is_sqlite, read_url, shown_name
from game.records.errors import RecordsError
from game.records.failures import failure
from game.records.version import read_version, version_query

PATIENCE_SECONDS = 30.0
"""How long a look waits for a program that holds the database."""

NEEDED = {
    "meta": ("key", "value"),
    "player": ("id", "name"),
    "checkpoint": ("id", "name", "run", "preset", "epoch"),
    "session": ("id", "player_id", "mode", "started_at"),
    "trial": (
        *("session_id", "number", "phase", "outcome", "is_real", "said_real", "checkpoint_id"),
        *("digit_seed", "digit_label", "real_pool", "real_index"),
        *("response_ms", "exposure_ms", "validity"),
    ),
}
"""The tables and columns that figures are made from."""


@contextmanager
def looking(url: str) -> Iterator[Connection]:
    """A connection to the database at an SQLAlchemy URL that only reads.

    Raise RecordsError where there is none, where it is not ours, and when it fails meanwhile.
    """
    address = read_url(url)
    name = shown_name(address)
    engine = _engine(address, name)
    try:
        with engine.connect() as connection:
            _check(connection, name)
            yield connection
    except (SQLAlchemyError, sqlite3.Error, OverflowError) as why:
        raise failure(name, why, address.password) from why
    finally:
        engine.dispose()


def _engine(address: URL, name: str) -> Engine:
    try:
        if is_sqlite(address):
            return _sqlite_engine(address, name)
        engine = create_engine(address, poolclass=NullPool)
    except NoSuchModuleError:
        raise RecordsError(
            f"the database {name}: expected a kind that SQLAlchemy knows, "
            f"found {address.drivername}; use sqlite or postgresql+psycopg"
        ) from None
    except ImportError as why:
        raise RecordsError(
            f"the database {name}: expected its driver to be installed, found none ({why}); "
            f"install it with python -m pip install {why.name}"
        ) from None
    return engine.execution_options(postgresql_readonly=True)


def _sqlite_engine(address: URL, name: str) -> Engine:
    path = address.database
    if not path or path == ":memory:" or path.startswith("file:"):
        engine = create_engine(address, poolclass=NullPool)
        event.listen(engine, "connect", _bear_any_text)
        return engine
    file = Path(path)
    if not file.exists():
        raise RecordsError(
            f"the database {name}: expected a file with answers, found none; "
            f"play first, or give another with --db"
        )
    place = f"file:{quote(str(file.absolute()))}"
    log = Path(f"{file}-wal")

    def connect() -> sqlite3.Connection:
        # Where it may be written SQLite tidies its log away afterwards; where not, and there is
        # no log, the file is taken as it stands.
        for way in ("mode=rw", "mode=ro", "mode=ro&immutable=1"):
            made = sqlite3.connect(f"{place}?{way}", uri=True, timeout=PATIENCE_SECONDS)
            try:
                made.execute("PRAGMA query_only = ON")
                made.execute("SELECT 1 FROM sqlite_master LIMIT 1")
            except sqlite3.OperationalError as why:
                made.close()
                beyond_help = log.exists() and way == "mode=ro"
                barred = any(word in str(why) for word in ("open", "readonly"))
                if beyond_help or way.endswith("1") or not barred:
                    raise
            else:
                return made
        raise AssertionError("the last way returns or raises")

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "connect", _bear_any_text)
    return engine


def _bear_any_text(connection: Any, _record: object) -> None:
    # A name in another encoding is a strange name, and no reason to say nothing.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")


def _check(connection: Connection, name: str) -> None:
    look = inspect(connection)
    found = set(look.get_table_names()) | set(look.get_view_names())
    if missing := NEEDED.keys() - found:
        raise _refusal(name, "tables", missing)
    for table, columns in NEEDED.items():
        if absent := set(columns) - {column["name"] for column in look.get_columns(table)}:
            raise _refusal(name, f"columns in table {table}", absent)
    said = connection.scalar(version_query())
    # Other programs may fill our tables and say nothing of a version.
    if said is not None:
        read_version(said, name)


def _refusal(name: str, what: str, missing: set[str]) -> RecordsError:
    return RecordsError(
        f"the database {name}: expected the {what} of Real or Fake?, found none named "
        f"{', '.join(sorted(missing))}; give another database with --db"
    )
