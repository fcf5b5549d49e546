"""Deleting all that is known of one player."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, select

from game.records.address import read_url, shown_name
from game.records.database import Database
from game.records.errors import RecordsError
from game.records.tables import player, session, trial
from game.records.upgrade import copies_of
from game.report.reading import looking


@dataclass(frozen=True)
class Forgotten:
    """What was deleted."""

    sessions: int
    trials: int


def forget(url: str, name: str) -> Forgotten:
    """Delete a player by name, with every session and trial, for good.

    The copies that were made beside a SQLite file when it was upgraded lose the player too, and
    first. Raise RecordsError where there is no such player, or the database fails; nothing is
    deleted there then.
    """
    with looking(url) as connection:
        # Refused in words where it is not there or not ours, before anything could be made.
        copies = copies_of(connection)
    for copy in copies:
        _forget_in(f"sqlite:///{copy}", name)
    forgotten = _forget_in(url, name)
    if forgotten is None:
        raise RecordsError(
            f"the database {shown_name(read_url(url))}: expected a player {name!r}, found none; "
            f"names are written as in the game"
        )
    return forgotten


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
