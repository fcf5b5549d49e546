"""The BIDS folder: what the official validator finds, and what it does not look at."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from game.report.__main__ import main
from game.report.bids import ASKED
from game.report.forgetting import forget
from game.ui.screens.introduction import SHOWN
from tests.report.samples import Sat, Shown, catches, counts, database

VALIDATE = "from bids_validator_deno import cli; cli()"
MODES = ("--modes", "lab,timed,arcade,ladder")
ONLY_WHO_ASKED_KNOWS = {
    *("Authors", "TOO_FEW_AUTHORS", "License", "SourceDatasets", "HEDVersion"),
    *("InstitutionName", "InstitutionAddress", "InstitutionalDepartmentName"),
    *("CogAtlasID", "CogPOID"),
}
"""Warnings that stay."""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return database(
        tmp_path / "guesses.sqlite3",
        [
            Sat("Ada", (*counts(4, 5, 3, 5), *catches(1, 1))),
            Sat("Ben\tO'Hara", (Shown(2, False, None, outcome="timeout", response_ms=None),)),
            Sat("李明", counts(1, 2, 1, 2), mode="arcade"),
            Sat('"Зоя"', counts(1, 2, 1, 2), mode="ladder"),
            Sat("   ", (Shown(3, True, True, exposure_ms=250.0, validity=0.5),), mode="timed"),
            Sat("n/a", (Shown(1, True, None, outcome="void", response_ms=None),), mode="timed"),
        ],
    )


def exported(url: str, folder: Path, *options: str) -> Path:
    assert main(["--db", url, "--export", str(folder), *options]) == 0
    return folder / "bids"


def found_by_the_validator(bids: Path, tmp_path: Path) -> list[dict[str, Any]]:
    pytest.importorskip(
        "bids_validator_deno", reason="needs the official validator, of requirements-dev.txt"
    )
    done = subprocess.run(
        [sys.executable, "-c", VALIDATE, str(bids), "--format", "json", "--max-rows", "-1"],
        env={**os.environ, "DENO_DIR": str(tmp_path / "deno"), "DENO_NO_UPDATE_CHECK": "1"},
        capture_output=True,
        check=False,
    )
    issues: list[dict[str, Any]] = json.loads(done.stdout)["issues"]["issues"]
    return issues


@pytest.mark.parametrize("options", [(), ("--anonymous",)], ids=["named", "anonymous"])
def test_the_official_validator_finds_no_error(
    tmp_path: Path, url: str, options: tuple[str, ...]
) -> None:
    found = found_by_the_validator(exported(url, tmp_path / "out", *MODES, *options), tmp_path)
    assert [each for each in found if each["severity"] == "error"] == []
    assert {each.get("subCode") or each["code"] for each in found} <= ONLY_WHO_ASKED_KNOWS


def test_the_official_validator_would_find_one(tmp_path: Path, url: str) -> None:
    bids = exported(url, tmp_path / "out")
    (bids / "participants.tsv").write_text("participant_id\nsub-009\n", encoding="utf-8")
    found = found_by_the_validator(bids, tmp_path)
    assert "PARTICIPANT_ID_MISMATCH" in {each["code"] for each in found}


def test_every_column_is_described_and_what_is_missing_is_na(tmp_path: Path, url: str) -> None:
    bids = exported(url, tmp_path / "out")
    files = sorted(path.relative_to(bids).as_posix() for path in bids.rglob("*_beh.tsv"))
    assert [file.rpartition("/")[2] for file in files] == [
        *("sub-001_task-timed_beh.tsv", "sub-003_task-lab_beh.tsv"),
        *("sub-004_task-lab_beh.tsv", "sub-005_task-timed_beh.tsv"),
    ]
    for file in files:
        lines = (bids / file).read_text(encoding="utf-8").splitlines()
        task = re.findall(r"task-(\w+)_beh", file)[0]
        sidecar = json.loads((bids / f"task-{task}_beh.json").read_text(encoding="utf-8"))
        header = lines[0].split("\t")
        assert set(header) <= sidecar.keys()
        assert all(sidecar[name]["Description"] for name in header)
        assert {"TaskName", "TaskDescription", "Instructions"} <= sidecar.keys()
        assert all(len(line.split("\t")) == len(header) for line in lines)
        assert not any("\t\t" in line for line in lines)
    (only,) = (bids / files[3]).read_text(encoding="utf-8").splitlines()[1:]
    assert only.count("n/a") >= 5


def test_a_name_of_blanks_is_missing_and_no_empty_cell(tmp_path: Path, url: str) -> None:
    bids = exported(url, tmp_path / "out")
    with (bids / "participants.tsv").open(encoding="utf-8", newline="") as file:
        people = dict(list(csv.reader(file, delimiter="\t"))[1:])
    assert people == {
        "sub-001": "n/a",
        "sub-003": "Ada",
        "sub-004": "Ben O'Hara",
        "sub-005": "n/a",
    }


def test_who_was_forgotten_since_is_not_left_in_the_same_folder(tmp_path: Path, url: str) -> None:
    bids = exported(url, tmp_path / "out", *MODES)
    assert (bids / "sub-003").exists()
    forget(url, "Ada")
    exported(url, tmp_path / "out")
    assert not (bids / "sub-003").exists()
    assert sorted(each.name for each in bids.glob("task-*")) == [
        *("task-lab_beh.json", "task-timed_beh.json")
    ]


def test_what_was_added_to_the_description_stays(tmp_path: Path, url: str) -> None:
    about = exported(url, tmp_path / "out") / "dataset_description.json"
    said = json.loads(about.read_text(encoding="utf-8"))
    said |= {"Authors": ["Ada", "Ben"], "BIDSVersion": "1.0.0"}
    about.write_text(json.dumps(said), encoding="utf-8")
    exported(url, tmp_path / "out")
    again = json.loads(about.read_text(encoding="utf-8"))
    assert again["Authors"] == ["Ada", "Ben"]
    assert again["BIDSVersion"] != "1.0.0"


def test_another_data_set_is_not_written_into(
    tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "out" / "bids" / "dataset_description.json"
    other.parent.mkdir(parents=True)
    other.write_text('{"Name": "another"}', encoding="utf-8")
    assert main(["--db", url, "--export", str(tmp_path / "out")]) == 1
    assert "found another folder" in capsys.readouterr().err
    assert [each.name for each in other.parent.iterdir()] == [other.name]


def test_the_instructions_are_what_the_game_says() -> None:
    assert ASKED == SHOWN
