"""Bringing the databases of several machines together, each answer once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, insert, inspect, select, update
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, StatementError

from game.records.address import read_url, shown_name
from game.records.database import Database
from game.records.errors import RecordsError
from game.records.pools import keep_pool, pools
from game.records.records import Records
from game.records.tables import checkpoint, player, session, trial
from game.report.reading import looking

AT_ONCE = 1_000
"""So many trials are written in one go."""
WHAT_WAS_SAID = ("outcome", "is_real", "said_real", "checkpoint_id")
"""Two trials of one number in one session that differ here are not the same trial."""


@dataclass(frozen=True)
class Merged:
    """What was new in a database."""

    players: int
    sessions: int
    trials: int


def merge(into: str, source: str) -> Merged:
    """Add what the database at URL ``source`` has to the one at ``into``, made if it is not there.

    Players are the same by name, checkpoints by id, sessions by uuid, trials by number; what is
    there already stays as it is. Raise RecordsError, with nothing added, where one of them cannot
    be used, or where a session holds another trial under the same number.
    """
    name = shown_name(read_url(source))
    with looking(source) as theirs:
        Records.open(into).close()
        database = Database(into)
        try:
            with database.writing() as ours:
                return _Merging(theirs, ours, name).run()
        except RecordsError as why:
            # What cannot be kept here is a row of theirs: there it must be looked for.
            fault = why.__cause__
            if isinstance(fault, DBAPIError) and not isinstance(fault, IntegrityError | DataError):
                raise
            if not isinstance(fault, StatementError | ValueError | OverflowError):
                raise
            raise _broken(name, fault) from why
        except TypeError as why:
            # Bytes where a time should be.
            raise _broken(name, why) from why
        finally:
            database.close()


def _broken(name: str, fault: BaseException) -> RecordsError:
    said = " ".join(str(getattr(fault, "orig", None) or fault).split())
    return RecordsError(
        f"the database {name}: expected rows that keep the rules of the game's tables, "
        f"found one that does not ({said}); nothing of this database was merged"
    )


class _Merging:
    def __init__(self, theirs: Connection, ours: Connection, source: str) -> None:
        self._theirs = theirs
        self._ours = ours
        self._source = source

    def run(self) -> Merged:
        self._match(checkpoint, "id", {})
        self._match_pools()
        players, new_players = self._match(player, "name", {})
        sessions, new_sessions = self._match(session, "uuid", {"player_id": players})
        self._end_sessions(sessions)
        return Merged(new_players, new_sessions, self._add_trials(sessions))

    def _match(
        self, table: Table, key: str, owners: dict[str, dict[Any, Any]]
    ) -> tuple[dict[Any, Any], int]:
        """Their ids and what they are here, with what was missing added; and how much that was."""
        known = {row[1]: row[0] for row in self._ours.execute(select(table.c.id, table.c[key]))}
        found, new = {}, 0
        # What an older version made lacks the columns that came since.
        there = {column["name"] for column in inspect(self._theirs).get_columns(table.name)}
        columns = [column for column in table.columns if column.name in there]
        for row in self._theirs.execute(select(*columns)).mappings():
            if row[key] not in known:
                made = self._ours.execute(
                    insert(table).values(self._moved(table, row, owners)).returning(table.c.id)
                )
                known[row[key]] = made.scalar_one()
                new += 1
            found[row["id"]] = known[row[key]]
        return found, new

    def _match_pools(self) -> None:
        """Where real images from outside were, of the pools that are not known here."""
        here = pools(self._ours)
        for name, path in pools(self._theirs).items():
            if name not in here:
                keep_pool(self._ours, name, path)

    def _end_sessions(self, sessions: dict[Any, Any]) -> None:
        """A session that was unfinished here may have been played to its end there."""
        ended = select(session.c.id, session.c.ended_at).where(session.c.ended_at.is_not(None))
        for identity, when in self._theirs.execute(ended):
            here = session.c.id == sessions[identity]
            self._ours.execute(
                update(session).where(here, session.c.ended_at.is_(None)).values(ended_at=when)
            )

    def _add_trials(self, sessions: dict[Any, Any]) -> int:
        here = self._trials_here(set(sessions.values()))
        new, waiting = 0, list[dict[str, Any]]()
        for row in self._trials_there():
            moved = self._moved(trial, row, {"session_id": sessions})
            said = tuple(row[name] for name in WHAT_WAS_SAID)
            kept = here[moved["session_id"]].get(row["number"])
            if kept is None:
                waiting.append(moved)
                new += 1
            elif kept != said:
                raise RecordsError(
                    f"the database {self._source}: expected trial {row['number']} of session "
                    f"{row['session_id']} to be the one that was merged before, found another; "
                    f"nothing of this database was merged"
                )
            if len(waiting) >= AT_ONCE:
                self._ours.execute(insert(trial), waiting)
                waiting.clear()
        if waiting:
            self._ours.execute(insert(trial), waiting)
        return new

    def _trials_there(self) -> Iterator[RowMapping]:
        query = select(trial).order_by(trial.c.session_id, trial.c.number)
        yield from self._theirs.execute(query, execution_options={"yield_per": AT_ONCE}).mappings()

    def _trials_here(self, sessions: set[Any]) -> dict[Any, dict[int, tuple[Any, ...]]]:
        columns = [trial.c[name] for name in WHAT_WAS_SAID]
        found: dict[Any, dict[int, tuple[Any, ...]]] = defaultdict(dict)
        for owner, number, *said in self._ours.execute(
            select(trial.c.session_id, trial.c.number, *columns)
        ):
            if owner in sessions:
                found[owner][number] = tuple(said)
        return found

    def _moved(
        self, table: Table, row: RowMapping, owners: dict[str, dict[Any, Any]]
    ) -> dict[str, Any]:
        """A row as it is to stand here: with our ids of what it belongs to, and none of its own."""
        names = (column.name for column in table.columns if column.name in row)
        moved = {name: row[name] for name in names if name != "id" or table is checkpoint}
        for name, ids in owners.items():
            if row[name] not in ids:
                raise RecordsError(
                    f"the database {self._source}: expected every {table.name} to name one of its "
                    f"{name.removesuffix('_id')}s, found {name} {row[name]}, which is not there; "
                    f"nothing of this database was merged"
                )
            moved[name] = ids[row[name]]
        return moved
