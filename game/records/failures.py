"""What an error of a database driver means, in one sentence."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError

from game.records.errors import RecordsError

# What SQLite says, what that means, what to do, and whether it may pass.
SQLITE_FAILURES = (
    ("not a database", "a file of another kind", "give another file with --db", False),
    ("malformed", "a damaged file", "restore a copy of it or give another with --db", False),
    ("no such column", "one that lacks a column", "give another with --db", False),
    ("cannot hold blob", "bytes where a text should be", "give another with --db", False),
    ("unable to open", "a place where no file can be opened", "give another with --db", False),
    ("readonly", "one that is read-only", "allow writing to it or give another with --db", False),
    ("is full", "a full disk", "free some space; what was recorded is safe", True),
    ("is locked", "one that another program holds", "close that program", True),
    ("disk i/o error", "a disk that fails", "check its space and health", True),
)


def failure(name: str, why: Exception, password: str | None = None) -> RecordsError:
    """Return the sentence for an error that SQLAlchemy or a driver raised about database `name`."""
    cause: BaseException = why
    if isinstance(why, DBAPIError) and why.orig is not None:
        cause = why.orig
    came = " ".join(str(cause).split()) or type(cause).__name__
    if password:
        came = came.replace(password, "***")
    if isinstance(cause, sqlite3.Error):
        for needle, found, remedy, may_pass in SQLITE_FAILURES:
            if needle in came.lower():
                return RecordsError(
                    f"the database {name}: expected a SQLite database that can be written, "
                    f"found {found} ({came}); {remedy}",
                    may_pass=may_pass,
                )
    if isinstance(why, IntegrityError):
        return RecordsError(
            f"the database {name}: expected a row that keeps the rules of its tables, "
            f"found one that does not ({came}); nothing of it was written"
        )
    if isinstance(why, DBAPIError) and not isinstance(why, DataError):
        return RecordsError(
            f"the database {name}: expected it to answer, but it failed ({came}); "
            f"check the URL, and that the database can be reached",
            may_pass=isinstance(why, OperationalError) or why.connection_invalidated,
        )
    return RecordsError(
        f"the database {name}: expected values that it can keep, found one that it cannot "
        f"({came}); nothing of it was written"
    )
