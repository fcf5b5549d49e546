"""A database of an older version is brought up to this one, whatever happens meanwhile."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from game.records.errors import RecordsError
from game.records.records import Records
from game.report.__main__ import main
from tests.records.older import LATER, of_version
from tests.records.samples import card, fake, start

ROOT = Path(__file__).resolve().parents[2]
SESSIONS = "SELECT id, uuid, player_id, mode, seed, started_at, app_version FROM session"
TRIALS = "SELECT * FROM trial ORDER BY id"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return of_version(1, tmp_path / "guesses.sqlite3")


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def columns(path: Path) -> list[str]:
    return [row[1] for row in rows(path, "PRAGMA table_info(session)")]


def test_what_was_kept_stays_and_the_new_column_stands_at_the_end(path: Path) -> None:
    before = rows(path, SESSIONS), rows(path, TRIALS)
    Records.open(f"sqlite:///{path}").close()
    assert (rows(path, SESSIONS), rows(path, TRIALS)) == before
    assert columns(path)[-3:] == ["scale", "study", "masks"]
    assert rows(path, "SELECT * FROM meta") == [("schema_version", "3")]


@pytest.mark.parametrize("version", LATER)
def test_every_version_that_there_was_is_brought_up_with_a_copy_of_its_own(
    tmp_path: Path, version: int
) -> None:
    path = of_version(version, tmp_path / f"{version}" / "guesses.sqlite3")
    before = rows(path, SESSIONS), rows(path, TRIALS)
    Records.open(f"sqlite:///{path}").close()
    assert (rows(path, SESSIONS), rows(path, TRIALS)) == before
    assert columns(path)[-2:] == ["study", "masks"]
    assert names(path.parent) == [path.name, f"guesses.version-{version}.sqlite3"]


def test_a_copy_as_it_was_lies_beside_it(path: Path) -> None:
    before = rows(path, SESSIONS), rows(path, TRIALS)
    Records.open(f"sqlite:///{path}").close()
    copy = path.with_name("guesses.version-1.sqlite3")
    assert names(path.parent) == [path.name, copy.name]
    assert (rows(copy, SESSIONS), rows(copy, TRIALS)) == before
    assert rows(copy, "SELECT value FROM meta") == [("1",)]
    assert "study" not in columns(copy)


def test_no_copy_is_written_over(path: Path) -> None:
    for number in ("", "-2"):
        path.with_name(f"guesses.version-1{number}.sqlite3").write_text("a letter")
    Records.open(f"sqlite:///{path}").close()
    assert path.with_name("guesses.version-1.sqlite3").read_text() == "a letter"
    assert path.with_name("guesses.version-1-2.sqlite3").read_text() == "a letter"
    assert len(rows(path.with_name("guesses.version-1-3.sqlite3"), TRIALS)) == 3


def test_a_database_of_this_version_is_not_copied(path: Path) -> None:
    Records.open(f"sqlite:///{path}").close()
    Records.open(f"sqlite:///{path}").close()
    assert len(names(path.parent)) == 2


def test_a_column_that_is_there_already_is_no_obstacle(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE session ADD COLUMN study TEXT")
    Records.open(f"sqlite:///{path}").close()
    assert rows(path, "SELECT * FROM meta") == [("schema_version", "3")]


def test_an_older_database_with_tables_of_others_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE session DROP COLUMN refresh_hz")
    before = path.read_bytes()
    with pytest.raises(RecordsError, match="found none named refresh_hz"):
        Records.open(f"sqlite:///{path}")
    assert path.read_bytes() == before
    assert names(path.parent) == [path.name]


@pytest.mark.parametrize("fatal", ["ALTER TABLE", "UPDATE meta", "COMMIT"])
def test_a_killed_upgrade_leaves_the_old_database_and_the_next_one_ends_well(
    path: Path, fatal: str
) -> None:
    before = rows(path, SESSIONS), rows(path, TRIALS)
    command = [sys.executable, "-m", "tests.records.upgrader", f"sqlite:///{path}", fatal]
    assert subprocess.run(command, cwd=ROOT).returncode == 9
    assert rows(path, "SELECT * FROM meta") == [("schema_version", "1")]
    assert "study" not in columns(path)
    records = Records.open(f"sqlite:///{path}")
    records.append(records.begin_session(start()), fake(4, True))
    records.close()
    assert rows(path, SESSIONS) == before[0]
    assert rows(path, TRIALS)[:3] == before[1]
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]


def test_a_copy_that_was_cut_short_is_made_anew(path: Path) -> None:
    unfinished = path.with_name("guesses.sqlite3.unfinished")
    unfinished.write_bytes(path.read_bytes()[:5000])
    Path(f"{unfinished}-journal").write_bytes(bytes(600))
    Records.open(f"sqlite:///{path}").close()
    assert names(path.parent) == [path.name, "guesses.version-1.sqlite3"]
    assert rows(path.with_name("guesses.version-1.sqlite3"), "PRAGMA integrity_check") == [("ok",)]


def test_games_that_upgrade_at_once_all_end_well(path: Path) -> None:
    command = [sys.executable, "-m", "tests.records.appender", f"sqlite:///{path}"]
    games = [
        subprocess.Popen([*command, f"game {n}", "Ada", "5"], cwd=ROOT, stdout=subprocess.DEVNULL)
        for n in range(4)
    ]
    assert [game.wait(timeout=120) for game in games] == [0] * 4
    assert rows(path, "SELECT count(*) FROM trial") == [(3 + 4 * 5,)]
    assert names(path.parent) == [path.name, "guesses.version-1.sqlite3"]


def test_a_folder_that_takes_no_copy_is_said_and_nothing_is_upgraded(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*places: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("game.records.upgrade.os.replace", refuse)
    with pytest.raises(RecordsError, match=r"expected room for a copy .*Permission denied"):
        Records.open(f"sqlite:///{path}")
    assert rows(path, "SELECT * FROM meta") == [("schema_version", "1")]


def test_reading_does_not_upgrade(path: Path) -> None:
    before = path.read_bytes()
    assert main(["--db", f"sqlite:///{path}", "--modes", "arcade"]) == 0
    assert path.read_bytes() == before
    assert names(path.parent) == [path.name]


@pytest.mark.parametrize("version", LATER)
def test_an_older_database_is_merged_as_it_stands(tmp_path: Path, version: int) -> None:
    path = of_version(version, tmp_path / "guesses.sqlite3")
    before = path.read_bytes()
    into = tmp_path / "all" / "all.sqlite3"
    into.parent.mkdir()
    assert main(["merge", str(into), str(path)]) == 0
    assert rows(into, TRIALS) == rows(path, TRIALS)
    assert path.read_bytes() == before


def test_a_merge_brings_along_what_a_session_was_a_study_and_masks(tmp_path: Path) -> None:
    source, into = tmp_path / "one.sqlite3", tmp_path / "all.sqlite3"
    records = Records.open(f"sqlite:///{source}")
    records.keep_checkpoint(card())
    records.begin_session(start())
    records.close()
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("UPDATE session SET study = 'a study', masks = 0")
        connection.commit()
    assert main(["merge", str(into), str(source)]) == 0
    assert rows(into, "SELECT study, masks FROM session") == [("a study", 0)]


def test_whoever_is_forgotten_is_forgotten_in_the_copies_too(path: Path) -> None:
    records = Records.open(f"sqlite:///{path}")
    records.begin_session(start("another", "Ben"))
    records.close()
    assert main(["forget", "Ada", "--db", f"sqlite:///{path}"]) == 0
    for name in names(path.parent):
        assert b"Ada" not in path.with_name(name).read_bytes()
    assert rows(path, "SELECT name FROM player") == [("Ben",)]
    # There is no copy of Ben, who came later: that is no failure.
    assert main(["forget", "Ben", "--db", f"sqlite:///{path}"]) == 0
