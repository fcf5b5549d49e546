"""A database that cannot be used is refused in one sentence that says what to do."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from game.records.errors import RecordsError
from game.records.records import Records
from game.records.tables import SCHEMA_VERSION
from tests.records.samples import card, start


def refusal(url: str) -> str:
    with pytest.raises(RecordsError) as caught:
        Records.open(url)
    sentence = str(caught.value)
    assert sentence.startswith("the database ")
    assert "expected" in sentence
    assert "\n" not in sentence
    return sentence


def change(path: Path, *statements: str) -> None:
    Records.open(f"sqlite:///{path}").close()
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_file_of_another_kind_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear examiner, " * 100)
    before = path.read_bytes()
    assert "a file of another kind" in refusal(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    assert "no file can be opened" in refusal(f"sqlite:///{tmp_path}")


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    sentence = refusal(f"sqlite:///{tmp_path / 'file' / 'deeper' / 'guesses.sqlite3'}")
    assert "cannot be made" in sentence
    assert "--db" in sentence


def test_missing_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "newer" / "guesses.sqlite3"
    Records.open(f"sqlite:///{path}").close()
    assert path.is_file()


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "guesses.sqlite3"
    newer = SCHEMA_VERSION + 1
    change(path, f"UPDATE meta SET value = '{newer}'")
    sentence = refusal(f"sqlite:///{path}")
    assert (
        f"expected schema version {SCHEMA_VERSION}, found {newer}; update Real or Fake?" in sentence
    )


@pytest.mark.parametrize(
    "statement", ["DELETE FROM meta", "UPDATE meta SET value = 'new'", "UPDATE meta SET value = 0"]
)
def test_a_schema_version_that_never_was_is_refused(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "guesses.sqlite3"
    change(path, statement)
    assert f"expected schema version {SCHEMA_VERSION}, found" in refusal(f"sqlite:///{path}")


def test_a_table_without_one_of_our_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "guesses.sqlite3"
    change(path, "ALTER TABLE session DROP COLUMN refresh_hz")
    assert "columns in table session of Real or Fake?, found none named refresh_hz" in refusal(
        f"sqlite:///{path}"
    )


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "guesses.sqlite3"
    change(path, "DROP TABLE trial")
    assert "found none named trial" in refusal(f"sqlite:///{path}")


def test_a_foreign_table_with_our_name_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "browser.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE session (cookie TEXT)")
    assert "found none named checkpoint, meta, player, trial" in refusal(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("session",)]


def test_more_columns_at_the_end_are_welcome(tmp_path: Path) -> None:
    path = tmp_path / "guesses.sqlite3"
    change(path, "ALTER TABLE player ADD COLUMN code TEXT")
    records = Records.open(f"sqlite:///{path}")
    assert records.begin_session(start()) == 1
    records.close()


def test_tables_of_other_programs_may_stand_beside_ours(tmp_path: Path) -> None:
    path = tmp_path / "shared.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    records = Records.open(f"sqlite:///{path}")
    records.keep_checkpoint(card())
    records.close()


def test_a_read_only_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "guesses.sqlite3"
    Records.open(f"sqlite:///{path}").close()
    assert "read-only" in refusal(f"sqlite:///file:{path}?mode=ro&uri=true")


def test_a_damaged_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "guesses.sqlite3"
    Records.open(f"sqlite:///{path}").close()
    whole = path.read_bytes()
    path.write_bytes(whole[:2048] + b"\xa5" * (len(whole) - 2048))
    assert "a damaged file" in refusal(f"sqlite:///{path}")


def test_a_path_in_the_place_of_a_url_is_refused_with_the_right_form() -> None:
    assert "for a file write sqlite:///guesses.sqlite3" in refusal("guesses.sqlite3")


def test_an_unknown_kind_of_database_is_refused() -> None:
    assert "found parchment" in refusal("parchment://desk/guesses")


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    sentence = refusal("postgresql+psycopg://ada:secret@host/guesses")
    assert "python -m pip install psycopg" in sentence
    assert "secret" not in sentence


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://ada:secret@host:port/guesses",
        "postgresql//ada:secret@host/guesses",
        "ada:secret@host",
        "parchment://ada:secret@host/guesses?password=secret",
        "postgresql://ada:sec%20ret@host:port/guesses?password=secret",
    ],
)
def test_a_password_is_never_shown(url: str) -> None:
    sentence = refusal(url)
    assert "secret" not in sentence
    assert "sec%20ret" not in sentence
