"""Bringing a database that an older version made up to this one, its answers untouched."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, inspect, text, update
from sqlalchemy.schema import CreateColumn

from game.records.errors import RecordsError
from game.records.tables import SCHEMA_VERSION, VERSION_KEY, meta, session

ADDED = {2: (session.c.study,), 3: (session.c.masks,)}
"""What each version brought: columns that may be null, at the end of their tables."""


def upgrade(connection: Connection, version: int, name: str) -> None:
    """Bring a database from ``version`` to this one, within the transaction of ``connection``.

    That transaction must be the only one that may upgrade meanwhile. A SQLite file is copied
    first, to ``NAME.version-1.sqlite3`` beside it, or to the next name that is free. Of a server's
    database no copy can be made from here: there the transaction alone guards it, and whoever
    keeps the server its backups. Raise RecordsError where the copy cannot be written.
    """
    path = _file(connection)
    if path is not None:
        _back_up(path, version, name)
    for step in range(version + 1, SCHEMA_VERSION + 1):
        for column in ADDED[step]:
            there = {found["name"] for found in inspect(connection).get_columns(column.table.name)}
            if column.name not in there:
                made = CreateColumn(column).compile(dialect=connection.dialect)
                connection.execute(text(f"ALTER TABLE {column.table.name} ADD COLUMN {made}"))
    here = meta.c.key == VERSION_KEY
    connection.execute(update(meta).where(here).values(value=str(SCHEMA_VERSION)))


def copies_of(connection: Connection) -> list[Path]:
    """Return the copies that upgrades have made beside a SQLite file; none of anything else."""
    path = _file(connection)
    if path is None:
        return []
    ours = re.compile(rf"{re.escape(path.stem)}\.version-\d+(-\d+)?{re.escape(path.suffix)}")
    return sorted(
        each for each in path.parent.iterdir() if ours.fullmatch(each.name) and each.stat().st_size
    )


def _file(connection: Connection) -> Path | None:
    """Where a SQLite database is on the disk, if it is there."""
    if connection.dialect.name != "sqlite":
        return None
    listed = connection.exec_driver_sql("PRAGMA database_list").all()
    file = next(row[2] for row in listed if row[1] == "main")
    return Path(file) if file else None


def _back_up(path: Path, version: int, name: str) -> None:
    # Only one game upgrades a database at a time: what is under this name was left by a killed one.
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        # Its journal first, which would be taken for the journal of the new one.
        for end in ("-journal", ""):
            Path(f"{unfinished}{end}").unlink(missing_ok=True)
        # A connection of its own sees the database as it was before this transaction.
        with (
            closing(sqlite3.connect(path)) as source,
            closing(sqlite3.connect(unfinished)) as target,
        ):
            source.backup(target)
        os.replace(unfinished, _free_name(path, version))
    except OSError as why:
        raise RecordsError(
            f"the database {name}: expected room for a copy of it beside it before it is brought "
            f"to schema version {SCHEMA_VERSION}, but that cannot be written "
            f"({why.strerror or why}); allow writing there or give another database with --db"
        ) from why


def _free_name(path: Path, version: int) -> Path:
    """Take a name that nothing has, so that no copy is ever written over."""
    number = 1
    while True:
        end = f".version-{version}" if number == 1 else f".version-{version}-{number}"
        name = path.with_name(f"{path.stem}{end}{path.suffix}")
        try:
            name.touch(exist_ok=False)
        except FileExistsError:
            number += 1
        else:
            return name
