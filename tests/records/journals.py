"""What lies in the journals of a folder, seen as an outside program sees it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def entries_in(folder: Path) -> int:
    """How many entries wait in all journals of the folder, or were set aside."""
    return sum(_count(path) for path in folder.glob("journal-*.sqlite3"))


def _count(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM entry").fetchone()[0])
