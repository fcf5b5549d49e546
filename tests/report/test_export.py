"""The export: every trial once, in files that other tools open."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from game.report.__main__ import main
from tests.report.samples import LATE, Sat, Shown, catches, counts, database


@pytest.fixture
def url(tmp_path: Path) -> str:
    return database(
        tmp_path / "guesses.sqlite3",
        [
            Sat("Ada", (*counts(4, 5, 3, 5), *catches(1, 1))),
            Sat("Ben\tO'Hara", (Shown(2, False, None, outcome="timeout", response_ms=None),)),
            Sat("Ada", counts(1, 2, 1, 2), mode="arcade"),
            Sat("Ada", (Shown(3, True, True, exposure_ms=250.0),), mode="timed", masks=False),
        ],
    )


def rows(path: Path, between: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=between))


def test_the_csv_has_every_trial_of_the_modes_with_names_and_seconds(
    tmp_path: Path, url: str
) -> None:
    assert main(["--db", url, "--export", str(tmp_path / "out")]) == 0
    table = rows(tmp_path / "out" / "trials.csv")
    assert len(table) == 10 + 2 + 2 + 3
    assert {row["player"] for row in table} == {"Ada", "Ben O'Hara"}
    assert {row["mode"] for row in table} == {"lab", "timed"}
    counted = [row for row in table if row["phase"] == "main" and row["mode"] == "lab"]
    assert sum(row["correct"] == "1" for row in counted) == 7
    assert {row["response_time"] for row in counted} == {"0.8", ""}
    assert {row["onset"] for row in table} == {"0.0"}
    assert {row["checkpoint_id"] for row in table} == {LATE}


def test_masks_stand_in_the_csv_where_they_were_noted(tmp_path: Path, url: str) -> None:
    assert main(["--db", url, "--export", str(tmp_path / "out")]) == 0
    table = rows(tmp_path / "out" / "trials.csv")
    assert {(row["mode"], row["masks"]) for row in table} == {("lab", ""), ("timed", "0")}
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        connection.execute("ALTER TABLE session DROP COLUMN masks")
    assert main(["--db", url, "--export", str(tmp_path / "out")]) == 0
    assert {row["masks"] for row in rows(tmp_path / "out" / "trials.csv")} == {""}


def test_a_trial_names_the_run_and_the_epoch_of_its_checkpoint(tmp_path: Path, url: str) -> None:
    assert main(["--db", url, "--export", str(tmp_path / "out")]) == 0
    (made,) = {
        tuple(row[f"checkpoint_{name}"] for name in ("name", "run", "preset", "epoch"))
        for row in rows(tmp_path / "out" / "trials.csv")
    }
    assert made == ("sgd · epoch 50", "run", "sgd", "50")


def test_a_code_is_the_same_whichever_modes_are_exported(tmp_path: Path, url: str) -> None:
    seen = []
    for modes in ("lab", "arcade,lab", "timed"):
        out = tmp_path / modes
        assert main(["--db", url, "--modes", modes, "--export", str(out)]) == 0
        seen += [tuple(row.values()) for row in rows(out / "bids" / "participants.tsv", "\t")]
    assert set(seen) == {("sub-001", "Ada"), ("sub-002", "Ben O'Hara")}


def test_an_anonymous_export_has_no_name_in_any_file(tmp_path: Path, url: str) -> None:
    assert main(["--db", url, "--export", str(tmp_path / "out"), "--anonymous"]) == 0
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert "Ada" not in text
            assert "Hara" not in text
    codes = {row["player"] for row in rows(tmp_path / "out" / "trials.csv")}
    assert codes == {"sub-001", "sub-002"}


def test_anonymous_without_an_export_is_wrong_usage(url: str) -> None:
    assert main(["--db", url, "--anonymous"]) == 2
