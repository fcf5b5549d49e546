"""The command: what it prints, writes and refuses."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from game.records.tables import SCHEMA_VERSION
from game.report.__main__ import main
from tests.report.samples import EARLY, LATE, Sat, Shown, counts, database

ESTIMATES = (
    *("accuracy", "fool_rate", "real_doubt_rate", "hype_error", "d_prime", "criterion"),
    *("median_response_ms", "median_response_ms_right", "median_response_ms_wrong"),
)


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def played(tmp_path: Path) -> str:
    shown = (*counts(40, 50, 45, 50, EARLY), *counts(30, 50, 25, 50, LATE))
    return database(tmp_path / "guesses.sqlite3", [Sat("Ada", shown), Sat("Ben", shown)])


def change(url: str, *statements: str) -> None:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_the_json_has_the_keys_that_others_script_against(tmp_path: Path, played: str) -> None:
    file = tmp_path / "new" / "report.json"
    assert main(["--db", played, "--json", str(file)]) == 0
    said = json.loads(file.read_text(encoding="utf-8"))
    assert said["modes"] == ["lab", "timed"]
    assert (said["players"], said["trials"]) == (2, 400)
    assert said["excluded"] == {"flagged_sessions": [], "trials": 0}
    assert list(said["checkpoints"]) == [EARLY, LATE]
    one = said["checkpoints"][EARLY]
    assert (one["name"], one["preset"], one["epoch"]) == ("sgd · epoch 1", "sgd", 1)
    assert (one["trials"], one["players"]) == (200, 2)
    for name in ESTIMATES:
        assert one[name].keys() == {
            *("estimate", "low", "high", "level", "method", "population", "n")
        }
        assert one[name]["low"] <= one[name]["estimate"] <= one[name]["high"], name
        assert (one[name]["level"], one[name]["population"]) == (0.95, "these players")
    assert one["threshold_ms"] is None
    assert one["discriminator_accuracy"] is None
    assert one["equivalence"].keys() == {
        *("verdict", "margin", "p", "p_differs_from_chance", "answers_needed", "p_beyond")
    }
    (pair,) = said["comparisons"]
    assert {"a", "b", "difference", "p", "p_adjusted", "method"} <= pair.keys()
    assert said["with_flagged"]["checkpoints"] == said["checkpoints"]
    assert isinstance(said["warnings"], list)


def test_the_table_fits_80_columns_and_says_what_is_known(
    played: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--db", played]) == 0
    printed = capsys.readouterr().out
    assert max(len(line) for line in printed.splitlines()) <= 80
    assert "400 answers of 2 players in lab; none in timed" in printed
    assert "85 % 79–89" in printed
    assert "these players only" in printed


def test_a_name_with_markup_or_control_signs_is_only_a_name(
    played: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(
        played, f"UPDATE checkpoint SET name = '[red]x' || char(27) || '[2J' WHERE id = '{LATE}'"
    )
    assert main(["--db", played]) == 0
    printed = capsys.readouterr().out
    assert "[red]x\N{REPLACEMENT CHARACTER}[2J" in printed


def test_the_environments_database_is_taken_where_none_is_named(
    played: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REAL_OR_FAKE_DB", played)
    assert main([]) == 0
    assert "400 answers" in capsys.readouterr().out


def test_the_database_is_left_as_it_was(tmp_path: Path, played: str) -> None:
    file = Path(played.removeprefix("sqlite:///"))
    before = file.read_bytes()
    assert main(["--db", played]) == 0
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 1) -> str:
    assert main(arguments) == code
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert "expected" in line
    return line


def test_a_database_that_is_not_there_is_refused_and_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "none.sqlite3"
    assert "found none; play first" in refusal(capsys, "--db", f"sqlite:///{path}")
    assert not path.exists()


def test_a_database_without_our_tables_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "recipes.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    said = refusal(capsys, "--db", f"sqlite:///{path}")
    assert "found none named checkpoint, meta, player, session, trial" in said


def test_a_file_of_another_kind_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear examiner, " * 100)
    assert "a file of another kind" in refusal(capsys, "--db", f"sqlite:///{path}")


def test_a_newer_schema_is_refused(played: str, capsys: pytest.CaptureFixture[str]) -> None:
    newer = SCHEMA_VERSION + 1
    change(played, f"UPDATE meta SET value = '{newer}' WHERE key = 'schema_version'")
    said = refusal(capsys, "--db", played)
    wanted = f"expected schema version {SCHEMA_VERSION}, found {newer}; update Real or Fake?"
    assert wanted in said


def test_a_table_without_a_column_of_ours_is_refused(
    played: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(played, "ALTER TABLE session RENAME COLUMN mode TO manner")
    assert "found none named mode" in refusal(capsys, "--db", played)


def test_a_mode_that_does_not_exist_is_wrong_usage(
    played: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refusal(capsys, "--db", played, "--modes", "lab,dream", code=2)
    assert "expected some of arcade, ladder, lab, timed, found 'dream'" in said


def test_a_folder_in_the_place_of_the_json_file_is_refused(
    tmp_path: Path, played: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refusal(capsys, "--db", played, "--json", str(tmp_path))
    assert "found a folder where a file is to be;" in said


@pytest.mark.parametrize("option", ["--json", "--html", "--export"])
def test_a_file_in_the_place_of_a_folder_is_refused(
    tmp_path: Path, played: str, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    (tmp_path / "taken").write_text("mine")
    inside = "taken" if option == "--export" else "taken/report"
    said = refusal(capsys, "--db", played, option, str(tmp_path / inside))
    assert "taken: expected what can be read and written, found a file where a folder" in said
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_column_that_only_the_export_needs_is_missed_in_a_sentence(
    tmp_path: Path, played: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(played, "ALTER TABLE trial RENAME COLUMN dropped_frames TO lost")
    said = refusal(capsys, "--db", played, "--export", str(tmp_path / "out"))
    assert "found one that lacks a column (no such column: trial.dropped_frames)" in said


def test_an_unversioned_database_that_others_filled_is_read(
    played: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(played, "DELETE FROM meta")
    assert main(["--db", played]) == 0
    assert "400 answers" in capsys.readouterr().out


def test_answers_that_mean_nothing_are_left_out_and_counted(
    tmp_path: Path, played: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A database without our constraints, filled by a program that went wrong."""
    path = tmp_path / "hostile.sqlite3"
    spoilt = (
        *("said_real = NULL", "said_real = 'perhaps'", "is_real = 2"),
        *("checkpoint_id = NULL", "session_id = 99", "checkpoint_id = 'nobody''s; DROP TABLE'"),
        *("response_ms = -5", "response_ms = 9e999", "response_ms = 'soon'"),
        *("validity = 'yes'", "validity = 1e300", "digit_label = 9e18"),
    )
    unbound(
        Path(played.removeprefix("sqlite:///")),
        path,
        "UPDATE checkpoint SET name = CAST(X'ff6e616d65' AS TEXT) WHERE epoch = 50",
        *(
            f"UPDATE trial SET {each} WHERE session_id = 1 AND number = {number}"
            for number, each in enumerate(spoilt, 1)
        ),
    )
    file = tmp_path / "hostile.json"
    assert main(["--db", f"sqlite:///{path}", "--json", str(file)]) == 0
    said = json.loads(file.read_text(encoding="utf-8"))
    assert said["trials"] == 395
    assert said["checkpoints"]["nobody's; DROP TABLE"]["trials"] == 1
    assert said["checkpoints"][LATE]["name"].endswith("name")
    assert said["checkpoints"][EARLY]["median_response_ms"]["n"] == 400 - 200 - 5 - 3 - 1
    assert set(said["warnings"]) > {
        "Left out: 1 answer without a checkpoint.",
        "Left out: 3 answers without a truth or a verdict.",
        "Left out: 1 answer of a session that is not there, or has no player or no mode that is "
        "known.",
        "The database has answers on nobody's; DROP TABLE, and does not say what checkpoint that "
        "is.",
    }


@pytest.mark.parametrize("spoilt", ["player_id = NULL", "mode = 'LAB'"])
def test_the_answers_of_a_session_that_is_nobodys_or_in_no_mode_are_counted_as_left_out(
    spoilt: str, tmp_path: Path, played: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "stray.sqlite3"
    unbound(
        Path(played.removeprefix("sqlite:///")), path, f"UPDATE session SET {spoilt} WHERE id = 1"
    )
    file = tmp_path / "stray.json"
    assert main(["--db", f"sqlite:///{path}", "--json", str(file)]) == 0
    said = json.loads(file.read_text(encoding="utf-8"))
    (stray,) = (each for each in said["warnings"] if "no mode that is known" in each)
    assert stray.startswith(f"Left out: {400 - said['trials']} answers ")


def unbound(source: Path, copy: Path, *statements: str) -> None:
    """Copy a database without its constraints, and change it."""
    with closing(sqlite3.connect(source)) as good, closing(sqlite3.connect(copy)) as connection:
        tables = good.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            rows = good.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in rows.description]
            connection.execute(f"CREATE TABLE {table} ({', '.join(names)})")
            marks = ", ".join("?" * len(names))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows.fetchall())
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_crowd_that_answers_once_each_is_all_players(tmp_path: Path) -> None:
    """One trial each for many players: nobody has a share of their own worth the name."""
    shown = [(Shown(1, n % 2 == 0, n % 3 == 0),) for n in range(40)]
    url = database(
        tmp_path / "crowd.sqlite3", [Sat(f"player {n}", each) for n, each in enumerate(shown)]
    )
    file = tmp_path / "crowd.json"
    assert main(["--db", url, "--json", str(file)]) == 0
    one = json.loads(file.read_text(encoding="utf-8"))["checkpoints"][LATE]
    assert one["accuracy"]["population"] == "players"
    assert one["accuracy"]["low"] < one["accuracy"]["estimate"] < one["accuracy"]["high"]
