"""Deleting all that is known of one player."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import URL, Connection, delete, func, select

from game.records.address import is_sqlite, read_url, shown_name
from game.records.database import Database
from game.records.errors import RecordsError
from game.records.journal import Journal, journal_file
from game.records.tables import player, session, trial
from game.records.upgrade import copies_of
from game.report.reading import looking


@dataclass(frozen=True)
class Forgotten:
    """What was deleted."""

    sessions: int
    trials: int


def foreseen(url: str, name: str) -> Forgotten:
    """Count what `forget` would delete from a database; nothing where there is no such player.

    What a journal of this computer has not delivered yet is not counted.
    """
    with looking(url) as connection:
        theirs = select(session.c.id).join(player).where(player.c.name == name)
        counted = theirs.subquery()
        sessions = connection.scalar(select(func.count()).select_from(counted))
        of_them = select(func.count()).select_from(trial).where(trial.c.session_id.in_(theirs))
        return Forgotten(int(sessions or 0), int(connection.scalar(of_them) or 0))


def forget(url: str, name: str) -> Forgotten:
    """Delete a player by name, with every session and trial, for good.

    The copies that were made beside a SQLite file when it was upgraded lose the player too, and so
    does the journal that this computer keeps for a database elsewhere: both of them first. Raise
    RecordsError where there is no such player, or the database fails; nothing is deleted there
    then.
    """
    address = read_url(url)
    with looking(url) as connection:
        # Refused in words where it is not there or not ours, before anything could be made.
        copies = copies_of(connection)
        waiting = 0 if is_sqlite(address) else _forget_in_journal(connection, address, name)
    for copy in copies:
        _forget_in(f"sqlite:///{copy}", name)
    forgotten = _forget_in(url, name)
    if forgotten is None and waiting == 0:
        raise RecordsError(
            f"the database {shown_name(address)}: expected a player {name!r}, found none; "
            f"names are written as in the game"
        )
    there = forgotten or Forgotten(0, 0)
    return Forgotten(there.sessions, there.trials + waiting)


def _forget_in_journal(connection: Connection, address: URL, name: str) -> int:
    """Delete the answers of a player that have not been delivered; return how many they were."""
    file = journal_file(address)
    if not file.exists():
        return 0
    theirs = select(session.c.uuid).join(player).where(player.c.name == name)
    journal = Journal(file)
    try:
        return journal.forget(name, connection.scalars(theirs).all())
    finally:
        journal.close()


def _forget_in(url: str, name: str) -> Forgotten | None:
    """Delete a player from one database; None where there is none of this name."""
    database = Database(url)
    try:
        with database.writing() as connection:
            if connection.dialect.name == "sqlite":
                # What is deleted is overwritten, and not only forgotten where it was.
                connection.exec_driver_sql("PRAGMA secure_delete = ON")
            owner = connection.scalar(select(player.c.id).where(player.c.name == name))
            if owner is None:
                return None
            theirs = select(session.c.id).where(session.c.player_id == owner)
            trials = connection.execute(delete(trial).where(trial.c.session_id.in_(theirs)))
            count = select(func.count()).select_from(session).where(session.c.player_id == owner)
            sessions = int(connection.scalar(count) or 0)
            connection.execute(delete(session).where(session.c.player_id == owner))
            connection.execute(delete(player).where(player.c.id == owner))
            return Forgotten(sessions, trials.rowcount)
    finally:
        database.close()
