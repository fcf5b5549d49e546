"""Databases of several machines become one, and no answer is doubled."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from game.report.__main__ import main
from tests.report.samples import Sat, counts, database


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.fixture
def laptops(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "first.sqlite3", tmp_path / "second.sqlite3"
    database(first, [Sat("Ada", counts(4, 5, 4, 5)), Sat("Ben", counts(3, 5, 3, 5))])
    database(second, [Sat("Ben", counts(2, 6, 2, 6)), Sat("Cleo", counts(1, 3, 1, 3))])
    # Sessions that were played on different machines have different uuids.
    change(second, "UPDATE session SET uuid = 'second ' || uuid")
    return first, second


def test_all_answers_of_both_are_there_once_with_their_players(
    tmp_path: Path, laptops: tuple[Path, Path]
) -> None:
    into = tmp_path / "all.sqlite3"
    command = ["merge", str(into), *map(str, laptops)]
    assert main(command) == 0
    query = (
        "SELECT player.name, session.uuid, count(*) FROM trial "
        "JOIN session ON session.id = session_id JOIN player ON player.id = player_id "
        "GROUP BY session.id ORDER BY session.id"
    )
    expected = [
        ("Ada", "session 1", 10),
        ("Ben", "session 2", 10),
        ("Ben", "second session 1", 12),
        ("Cleo", "second session 2", 6),
    ]
    assert rows(into, query) == expected
    assert main(command) == 0
    assert rows(into, query) == expected
    assert rows(into, "SELECT count(*) FROM player") == [(3,)]
    assert rows(into, "SELECT count(*) FROM checkpoint") == [(2,)]


def test_a_session_that_has_gone_on_brings_its_new_trials_and_its_end(
    tmp_path: Path, laptops: tuple[Path, Path]
) -> None:
    into, (source, _) = tmp_path / "all.sqlite3", laptops
    change(source, "CREATE TABLE later AS SELECT * FROM trial WHERE session_id = 1 AND number > 6")
    change(source, "DELETE FROM trial WHERE session_id = 1 AND number > 6")
    assert main(["merge", str(into), str(source)]) == 0
    assert rows(into, "SELECT count(*) FROM trial WHERE session_id = 1") == [(6,)]
    change(source, "INSERT INTO trial SELECT * FROM later")
    change(source, "UPDATE session SET ended_at = started_at WHERE id = 1")
    assert main(["merge", str(into), str(source)]) == 0
    assert rows(into, "SELECT count(*) FROM trial WHERE session_id = 1") == [(10,)]
    assert rows(into, "SELECT count(*) FROM session WHERE ended_at IS NOT NULL") == [(1,)]
    given = "SELECT number, is_real, said_real, response_ms, shown_at FROM trial ORDER BY id"
    assert sorted(rows(into, given)) == sorted(rows(source, given))


def test_another_trial_under_the_same_number_is_refused_and_nothing_is_merged(
    tmp_path: Path, laptops: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    into, (source, _) = tmp_path / "all.sqlite3", laptops
    assert main(["merge", str(into), str(source)]) == 0
    before = rows(into, "SELECT * FROM trial")
    change(source, "UPDATE trial SET said_real = 1 - said_real WHERE session_id = 2")
    change(source, "INSERT INTO player VALUES (9, 'Zoe', '2026-01-31 12:00:00.000000')")
    assert main(["merge", str(into), str(source)]) == 1
    assert "found another; nothing of this database was merged" in capsys.readouterr().err
    assert rows(into, "SELECT * FROM trial") == before
    assert rows(into, "SELECT count(*) FROM player") == [(2,)]


def test_a_source_that_is_not_there_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    assert main(["merge", str(tmp_path / "all.sqlite3"), str(tmp_path / "none.sqlite3")]) == 1
    assert list(tmp_path.iterdir()) == []


def test_merging_nothing_is_wrong_usage(tmp_path: Path) -> None:
    assert main(["merge", str(tmp_path / "all.sqlite3")]) == 2


@pytest.mark.parametrize(
    "broken",
    ["said_real = NULL", "response_ms = 'fast'", "shown_at = 'yesterday'", "shown_at = x'ff'"],
)
def test_a_row_that_breaks_the_rules_is_looked_for_in_the_database_it_comes_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], broken: str
) -> None:
    source, into = tmp_path / "loose.sqlite3", tmp_path / "all.sqlite3"
    database(source, [Sat("Ada", counts(4, 5, 4, 5))])
    loosen(source, "trial")
    change(source, f"UPDATE trial SET {broken} WHERE number = 3")
    assert main(["merge", str(into), str(source)]) == 1
    said = capsys.readouterr().err
    assert "loose.sqlite3" in said
    assert "all.sqlite3" not in said
    assert "nothing of this database was merged" in said
    assert "INSERT" not in said
    assert rows(into, "SELECT count(*) FROM session") == [(0,)]


@pytest.mark.parametrize(
    ("table", "column", "said"),
    [
        ("trial", "session_id", "expected every trial to name one of its sessions, found"),
        ("session", "player_id", "expected every session to name one of its players, found"),
    ],
)
def test_a_row_that_belongs_to_nobody_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str, column: str, said: str
) -> None:
    source, into = tmp_path / "loose.sqlite3", tmp_path / "all.sqlite3"
    database(source, [Sat("Ada", counts(4, 5, 4, 5))])
    loosen(source, table)
    change(source, f"UPDATE {table} SET {column} = 99")
    assert main(["merge", str(into), str(source)]) == 1
    assert f"{said} {column} 99" in " ".join(capsys.readouterr().err.split())
    assert rows(into, "SELECT count(*) FROM trial") == [(0,)]


def loosen(path: Path, table: str) -> None:
    """Make a table as another program may: of the same columns, without a rule."""
    change(path, f"CREATE TABLE loose AS SELECT * FROM {table}")
    change(path, f"DROP TABLE {table}")
    change(path, f"ALTER TABLE loose RENAME TO {table}")
