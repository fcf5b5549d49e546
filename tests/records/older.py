"""Databases as older versions of the program made them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from game.records.records import Records
from tests.records.samples import card, fake, start


def version_1(path: Path, trials: int = 3) -> Path:
    """Write a database of version 1, with a session of Ada's, and return its place."""
    records = Records.open(f"sqlite:///{path}")
    records.keep_checkpoint(card())
    session = records.begin_session(start())
    for number in range(1, trials + 1):
        records.append(session, fake(number, number % 2 == 0))
    records.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE session DROP COLUMN study")
        connection.execute("UPDATE meta SET value = '1'")
        connection.commit()
    return path
