"""Where answers are kept when nobody says otherwise."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

VARIABLE = "REAL_OR_FAKE_DB"


def shown_place(url: str) -> str:
    """Return where a database is, fit to be shown: without password or options; never fails.

    >>> shown_place("sqlite:///answers#1.sqlite3"), shown_place("postgresql://ann:a/b@c@host/db")
    ('answers#1.sqlite3', 'postgresql://host/db')
    """
    kind, _, rest = url.partition("://")
    rest = rest.partition("?")[0]
    if kind.startswith("sqlite"):
        return rest.removeprefix("/") or "in memory"
    # A password may hold an @ of its own.
    return f"{kind}://{rest.rpartition('@')[2]}"


def data_folder() -> Path:
    """Return the user's own folder for what this game keeps; it is not made here."""
    return Path(platformdirs.user_data_dir("real-or-fake", appauthor=False))


def answers_folder(url: str) -> Path:
    """Return the folder of a SQLite file; for any other database the user's own for this game.

    >>> answers_folder("sqlite:////srv/study/answers.sqlite3").as_posix()
    '/srv/study'
    """
    kind, _, rest = url.partition("://")
    path = rest.partition("?")[0].removeprefix("/")
    if not kind.startswith("sqlite") or path in ("", ":memory:") or path.startswith("file:"):
        return data_folder()
    return Path(path).absolute().parent


def default_url() -> str:
    """Return the database's SQLAlchemy URL: the environment's, else one in the user's data folder.

    The folder is not made here.
    """
    if chosen := os.environ.get(VARIABLE):
        return chosen
    return f"sqlite:///{data_folder() / 'guesses.sqlite3'}"
