"""Databases as older versions of the program made them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from game.records.records import Records
from tests.records.samples import card, fake, start

LATER = {1: ("study", "masks"), 2: ("masks",)}
"""The columns that came after each version."""


def of_version(version: int, path: Path, trials: int = 3) -> Path:
    """Write a database of a version, with a session of Ada's, and return its place."""
    records = Records.open(f"sqlite:///{path}")
    records.keep_checkpoint(card())
    session = records.begin_session(start())
    for number in range(1, trials + 1):
        records.append(session, fake(number, number % 2 == 0))
    records.close()
    with closing(sqlite3.connect(path)) as connection:
        for column in LATER[version]:
            connection.execute(f"ALTER TABLE session DROP COLUMN {column}")
        connection.execute("UPDATE meta SET value = ?", (str(version),))
        connection.commit()
    return path
