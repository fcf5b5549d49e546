"""The schema's version: what a database says, refused where this program cannot read it."""

from __future__ import annotations

from sqlalchemy import Select, select

from game.records.errors import RecordsError
from game.records.tables import OLDEST_VERSION, SCHEMA_VERSION, VERSION_KEY, meta


def version_query() -> Select[tuple[str]]:
    """The query for what ``read_version`` reads."""
    return select(meta.c.value).where(meta.c.key == VERSION_KEY)


def read_version(found: object, name: str) -> int:
    """Return the version that the database of this name says; RecordsError for one unknown here."""
    said = "none" if found is None else str(found)
    number = int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0
    if OLDEST_VERSION <= number <= SCHEMA_VERSION:
        return number
    remedy = "update Real or Fake?" if number > SCHEMA_VERSION else "restore a copy of it"
    raise RecordsError(
        f"the database {name}: expected schema version {SCHEMA_VERSION}, "
        f"found {said}; {remedy} or give another database with --db"
    )
