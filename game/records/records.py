"""Keeping answers: each call is one transaction, durable when it returns."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, RowMapping, Table, insert, select, update
from sqlalchemy.exc import IntegrityError

from game.records import standings
from game.records.cards import CheckpointCard, SessionStart
from game.records.careers import career
from game.records.database import Database
from game.records.errors import RecordsError
from game.records.pools import keep_pool
from game.records.recalling import recall, study_left
from game.records.schema import prepare
from game.records.study_text import study_text
from game.records.tables import checkpoint, player, session, trial
from game.rules.board import Each, FoolCount, LeaderboardRow
from game.rules.career import Career
from game.rules.news import Recalled, StudyLeft
from game.rules.trials import AnsweredTrial

Result = TypeVar("Result")


class Records:
    """The database of one game. Not for several threads at once; other games may share the file.

    Every call raises RecordsError when the database fails it, and has then written nothing.
    """

    def __init__(self, database: Database) -> None:
        """Use `database`, whose tables are in place; see `open`."""
        self._database = database

    @classmethod
    def open(cls, url: str) -> Records:
        """Open the database at an SQLAlchemy URL, with its folder and tables made where missing."""
        database = Database(url)
        try:
            prepare(database)
        except RecordsError:
            database.close()
            raise
        return cls(database)

    def keep_checkpoint(self, *cards: CheckpointCard) -> None:
        """Keep what is known of checkpoints, and where the real images beside them are.

        What has moved gets its new path.
        """
        pools = {
            str(card.real_pool): card.real_path for card in cards if card.real_path is not None
        }

        def work(connection: Connection) -> None:
            # In one order in every game, so that no two wait for each other.
            for name, path in sorted(pools.items()):
                keep_pool(connection, name, path)
            for card in sorted(cards, key=lambda card: card.id):
                found = _row(connection, checkpoint, id=card.id)
                if found is None:
                    row = {each.name: getattr(card, each.name) for each in checkpoint.columns}
                    connection.execute(insert(checkpoint).values(row))
                elif found["path"] != card.path:
                    moved = update(checkpoint).where(checkpoint.c.id == card.id)
                    connection.execute(moved.values(path=card.path))

        self._write(work)

    def begin_session(self, start: SessionStart) -> int:
        """Return the id of the session with this uuid, made (as its player is) where it is new.

        One that is there is taken up as it stands: nothing in its row changes.
        """

        def work(connection: Connection) -> int:
            found = _row(connection, session, uuid=start.uuid)
            if found is not None:
                return int(found["id"])
            person = _row(connection, player, name=start.player)
            row = {
                "uuid": start.uuid,
                "player_id": person["id"]
                if person is not None
                else _insert(connection, player, name=start.player, created_at=start.started_at),
                "mode": start.mode,
                "seed": start.seed,
                "started_at": start.started_at,
                "app_version": start.app_version,
                "refresh_hz": start.refresh_hz,
                "scale": start.scale,
                "study": None if start.plan is None else study_text(start.plan),
                "masks": start.masks,
            }
            return _insert(connection, session, **row)

        return self._write(work)

    def session_id(self, uuid: str) -> int:
        """Return the id of the session with this uuid; RecordsError where there is none."""
        with self._database.reading() as connection:
            found = connection.scalar(select(session.c.id).where(session.c.uuid == uuid))
        if found is None:
            raise RecordsError(
                f"the database {self._database.name}: expected session {uuid} to be begun before "
                f"its trials, found that it is not; begin a new game"
            )
        return int(found)

    def append(self, session_id: int, answered: AnsweredTrial) -> None:
        """Keep one trial of a session; the same trial again changes nothing.

        A different trial under a number that the session has already is refused.
        """
        row = _trial_row(session_id, answered)

        def work(connection: Connection) -> None:
            found = _row(connection, trial, session_id=session_id, number=row["number"])
            if found is None:
                connection.execute(insert(trial).values(row))
                return
            differing = sorted(name for name in row if found[name] != row[name])
            if differing:
                raise RecordsError(
                    f"the database {self._database.name}: expected trial {row['number']} of "
                    f"session {session_id} to be new, found another one in its place (it differs "
                    f"in {', '.join(differing)}); the one that was there is kept"
                )

        self._write(work)

    def end_session(self, session_id: int, ended_at: datetime) -> None:
        """Note when a session ended."""

        def work(connection: Connection) -> None:
            done = connection.execute(
                update(session).where(session.c.id == session_id).values(ended_at=ended_at)
            )
            if done.rowcount == 0:
                raise RecordsError(
                    f"the database {self._database.name}: expected a session {session_id} to end, "
                    f"found none; begin it first"
                )

        self._write(work)

    def leaderboard(
        self,
        mode: str,
        limit: int = 10,
        each: Each = Each.SESSION,
        checkpoint_id: str | None = None,
    ) -> tuple[LeaderboardRow, ...]:
        """Return a mode's best sessions, best first; of equals the earlier.

        All of them, or each player's or checkpoint's best; or those against one checkpoint alone.
        """
        with self._database.reading() as connection:
            return standings.leaderboard(connection, mode, limit, each, checkpoint_id)

    def career(self, player_name: str) -> Career:
        """Return what a player's answers come to, mode by mode."""
        with self._database.reading() as connection:
            return career(connection, player_name)

    def fool_counts(self, modes: Collection[str]) -> tuple[FoolCount, ...]:
        """Return, for every checkpoint judged in `modes`, how many of its fakes were called real.

        The modes are said by name, for feedback changes how people judge.
        """
        with self._database.reading() as connection:
            return standings.fool_counts(connection, modes)

    def players(self, limit: int = 20) -> tuple[str, ...]:
        """Return the names of those who played last, the latest first."""
        with self._database.reading() as connection:
            return standings.players(connection, limit)

    def recall(self, player_name: str, seed: int | None = None) -> Recalled:
        """Return what a player has been shown so far, and the study that was left unfinished.

        With a seed it is that of a session of this seed, and all sessions of it are told of.
        """
        with self._database.reading() as connection:
            return recall(connection, player_name, seed)

    def study_left(self, player_name: str) -> StudyLeft:
        """Return the study of lab that the player of this name has left, if there is one."""
        with self._database.reading() as connection:
            return study_left(connection, player_name)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _write(self, work: Callable[[Connection], Result]) -> Result:
        try:
            with self._database.writing() as connection:
                return work(connection)
        except RecordsError as refusal:
            if not isinstance(refusal.__cause__, IntegrityError):
                raise
        # Where writers do not queue, another game may have written the same player, checkpoint
        # or trial since we looked: a second look finds it.
        with self._database.writing() as connection:
            return work(connection)


def _row(connection: Connection, table: Table, **where: Any) -> RowMapping | None:
    return connection.execute(select(table).filter_by(**where)).mappings().one_or_none()


def _insert(connection: Connection, table: Table, **row: Any) -> int:
    made = connection.execute(insert(table).values(row).returning(table.c.id))
    return int(made.scalar_one())


def _trial_row(session_id: int, answered: AnsweredTrial) -> dict[str, Any]:
    planned = answered.planned
    validity = answered.validity
    return {
        "session_id": session_id,
        "number": planned.number,
        "block": planned.block,
        "phase": planned.phase,
        "outcome": answered.outcome,
        "is_real": planned.is_real,
        "said_real": answered.said_real,
        "checkpoint_id": planned.checkpoint_id,
        "digit_seed": planned.digit_seed,
        "digit_label": planned.digit_label,
        "real_pool": planned.real_pool,
        "real_index": planned.real_index,
        "shown_at": answered.shown_at,
        "response_ms": answered.response_ms,
        "exposure_ms": answered.exposure_ms,
        "dropped_frames": answered.dropped_frames,
        "confidence": answered.confidence,
        "feedback_shown": answered.feedback_shown,
        # A discriminator that broke in training may give no number, which is no verdict.
        "validity": None if validity is None or math.isnan(validity) else validity,
    }
