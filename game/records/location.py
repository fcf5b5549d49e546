"""Where answers are kept when nobody says otherwise."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

VARIABLE = "REAL_OR_FAKE_DB"


def default_url() -> str:
    """Return the database's SQLAlchemy URL: the environment's, else one in the user's data folder.

    The folder is not made here.
    """
    if chosen := os.environ.get(VARIABLE):
        return chosen
    folder = Path(platformdirs.user_data_dir("real-or-fake", appauthor=False))
    return f"sqlite:///{folder / 'guesses.sqlite3'}"
