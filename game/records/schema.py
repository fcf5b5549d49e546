"""A database's tables: made where it is new, refused where they are not as ours."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Column, Connection, Table, insert, inspect, update
from sqlalchemy.exc import IntegrityError, ProgrammingError

from game.records.database import Database
from game.records.errors import RecordsError
from game.records.tables import SCHEMA_VERSION, VERSION_KEY, meta, tables
from game.records.upgrade import ADDED, upgrade
from game.records.version import read_version, version_query


def prepare(database: Database) -> None:
    """Make the tables where none of them exists, and bring older ones up to this version.

    Raise RecordsError, with nothing changed, where they are not as ours.
    """
    try:
        _prepare(database)
    except RecordsError as refusal:
        # Another game made the tables between our look and our making of them.
        if not isinstance(refusal.__cause__, IntegrityError | ProgrammingError):
            raise
        _prepare(database)


def _prepare(database: Database) -> None:
    with database.writing() as connection:
        ours = set(tables.tables)
        found = ours & set(inspect(connection).get_table_names())
        if not found:
            tables.create_all(connection)
            connection.execute(insert(meta).values(key=VERSION_KEY, value=str(SCHEMA_VERSION)))
            return
        if missing := ours - found:
            raise _refusal(database, "tables", missing)
        _check_columns(database, connection, meta)
        # Where writers do not queue, the row is held, so that of several games one alone upgrades.
        said = connection.scalar(version_query().with_for_update())
        version = read_version(said, database.name)
        later = {column for step in ADDED if step > version for column in ADDED[step]}
        for table in tables.sorted_tables:
            _check_columns(database, connection, table, later)
        if version < SCHEMA_VERSION:
            upgrade(connection, version, database.name)
        # A database that only lets itself be read says so now and not at the first answer.
        connection.execute(update(meta).where(meta.c.key == VERSION_KEY).values(key=VERSION_KEY))


def _check_columns(
    database: Database, connection: Connection, table: Table, later: Collection[Column[Any]] = ()
) -> None:
    found = {column["name"] for column in inspect(connection).get_columns(table.name)}
    if missing := {column.name for column in table.columns if column not in later} - found:
        raise _refusal(database, f"columns in table {table.name}", missing)


def _refusal(database: Database, what: str, missing: set[str]) -> RecordsError:
    return RecordsError(
        f"the database {database.name}: expected the {what} of Real or Fake?, "
        f"found none named {', '.join(sorted(missing))}; "
        f"restore a copy of it or give another database with --db"
    )
