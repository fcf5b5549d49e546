"""Making the tables in a new database, and refusing one whose tables are not ours."""

from __future__ import annotations

from sqlalchemy import Connection, Table, insert, inspect, select, update
from sqlalchemy.exc import IntegrityError, ProgrammingError

from game.records.database import Database
from game.records.errors import RecordsError
from game.records.tables import SCHEMA_VERSION, meta, tables

VERSION_KEY = "schema_version"


def prepare(database: Database) -> None:
    """Make the tables where none of them exists; raise RecordsError where they are not as ours."""
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
        _check_version(database, connection)
        for table in tables.sorted_tables:
            _check_columns(database, connection, table)
        # A database that only lets itself be read says so now and not at the first answer.
        connection.execute(update(meta).where(meta.c.key == VERSION_KEY).values(key=VERSION_KEY))


def _check_version(database: Database, connection: Connection) -> None:
    found = connection.scalar(select(meta.c.value).where(meta.c.key == VERSION_KEY))
    version = "none" if found is None else str(found)
    if version == str(SCHEMA_VERSION):
        return
    newer = version.isdecimal() and int(version) > SCHEMA_VERSION
    remedy = "update Real or Fake?" if newer else "restore a copy of it"
    raise RecordsError(
        f"the database {database.name}: expected schema version {SCHEMA_VERSION}, "
        f"found {version}; {remedy} or give another database with --db"
    )


def _check_columns(database: Database, connection: Connection, table: Table) -> None:
    found = {column["name"] for column in inspect(connection).get_columns(table.name)}
    if missing := {column.name for column in table.columns} - found:
        raise _refusal(database, f"columns in table {table.name}", missing)


def _refusal(database: Database, what: str, missing: set[str]) -> RecordsError:
    return RecordsError(
        f"the database {database.name}: expected the {what} of Real or Fake?, "
        f"found none named {', '.join(sorted(missing))}; "
        f"restore a copy of it or give another database with --db"
    )
