"""A database's URL: read, and named in sentences without its password."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from game.records.errors import RecordsError

PSYCOPG = "postgresql+psycopg"


def read_url(url: str) -> URL:
    """Return the parts of an SQLAlchemy URL; raise RecordsError for a text that is none.

    PostgreSQL is spoken to by psycopg, unless the URL names another driver.
    """
    try:
        read = make_url(url)
        return read.set(drivername=PSYCOPG) if read.drivername == "postgresql" else read
    except (ArgumentError, ValueError):
        # It may hold a password in a place that no parser knows: only what follows it is shown.
        shown = re.sub(r"^.*@", "…@", url, flags=re.DOTALL).split("?")[0]
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
