"""A database's URL: read, and named in sentences without its password."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from game.records.errors import RecordsError

PSYCOPG = "postgresql+psycopg"


def read_url(url: str | URL) -> URL:
    """Return the parts of an SQLAlchemy URL; raise RecordsError for a text that is none.

    PostgreSQL is spoken to by psycopg, unless the URL names another driver.
    """
    try:
        read = make_url(url)
        return read.set(drivername=PSYCOPG) if read.drivername == "postgresql" else read
    except (ArgumentError, ValueError):
        # It may hold a password in a place that no parser knows: only what follows it is shown.
        shown = re.sub(r"^.*@", "…@", str(url), flags=re.DOTALL).split("?")[0]
        raise RecordsError(
            f"the database {shown}: expected an SQLAlchemy URL, found something else; "
            f"for a file write sqlite:///guesses.sqlite3"
        ) from None


def is_sqlite(url: URL) -> bool:
    """Whether the URL names a SQLite database."""
    return url.get_backend_name() == "sqlite"


def shown_name(url: URL) -> str:
    """Return what sentences call the database: its file, or its URL without any secret."""
    if is_sqlite(url):
        return url.database or "in memory"
    # The query goes too, for it may carry a password.
    return url.set(query={}).render_as_string(hide_password=True)


def place_code(url: URL) -> str:
    """Return 12 hex digits that stand for where a database is, whoever asks and with what password.

    >>> place_code(make_url("postgresql+psycopg://ada:secret@host/answers"))
    'd1efb2e6d48b'
    >>> place_code(make_url("postgresql://ben@HOST:5432/answers?sslmode=require"))
    'd1efb2e6d48b'
    """
    kind = url.get_backend_name()
    host = url.host or url.query.get("host") or ""
    port = url.port or url.query.get("port") or (5432 if kind == "postgresql" else "")
    name = url.database or url.query.get("dbname") or ""
    place = repr((kind, str(host).lower(), str(port), str(name)))
    return sha256(place.encode()).hexdigest()[:12]


def make_folder(url: URL) -> None:
    """Make the folder of a SQLite file; raise RecordsError if it cannot be made."""
    path = url.database
    if not path or path == ":memory:" or path.startswith("file:"):
        return
    folder = Path(path).absolute().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as why:
        reason = getattr(why, "strerror", None) or why
        raise RecordsError(
            f"the database {path}: expected a folder at {folder}, but it cannot be made "
            f"({reason}); give another place with --db"
        ) from None
