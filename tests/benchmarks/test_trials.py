"""The table of what was tried is made from records alone, and says what differed."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from benchmarks.ablation import main
from benchmarks.curve import CurveError
from benchmarks.trials import Trial, as_markdown, keep, read

AS_IT_IS = Trial(
    preset="sgd",
    changes={},
    seed=1,
    epochs=2,
    schedule="constant",
    fid=8.0,
    floor=2.0,
    operations=60e6,
    measured_with={"classifier": "abc"},
)


def rows(table: str) -> list[list[str]]:
    cells = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in cells]


def test_seeds_of_one_choice_share_a_row_with_their_mean_and_each() -> None:
    again = dataclasses.replace(AS_IT_IS, seed=2, fid=9.0)
    assert rows(as_markdown([again, AS_IT_IS]))[-1] == ["as it is", "4.2", "4.0, 4.5", "60"]


def test_the_best_choice_stands_first_and_runs_of_another_length_apart() -> None:
    better = dataclasses.replace(AS_IT_IS, changes={"translate": 2, "parts": 1}, fid=6.0)
    longer = dataclasses.replace(AS_IT_IS, epochs=5, fid=4.0)
    table = as_markdown([longer, AS_IT_IS, better])
    names = [row[0] for row in rows(table) if row[0] not in ("changed", "---")]
    assert names == ["translate 2, parts 1", "as it is", "as it is"]
    assert table.index("After 2 epochs, constant") < table.index("After 5 epochs, constant")


def test_runs_whose_rate_fell_are_not_compared_with_those_whose_did_not() -> None:
    table = as_markdown([AS_IT_IS, dataclasses.replace(AS_IT_IS, schedule="cosine", fid=9.0)])
    assert table.count("| as it is | 4") == 2


def test_what_was_kept_is_read_again(tmp_path: Path) -> None:
    trials = (AS_IT_IS, dataclasses.replace(AS_IT_IS, seed=2))
    keep(tmp_path / "records.json", trials)
    assert read(tmp_path / "records.json") == trials


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "another"}', '{"format": "real-or-fake ablation"}']
)
def test_records_of_another_kind_are_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "records.json"
    path.write_text(text)
    with pytest.raises(CurveError, match=r"records\.json: expected the records of"):
        read(path)


@pytest.mark.parametrize("values", [None, {}, {"preset": "nobody"}, {"preset": "sgd"}])
def test_a_folder_that_is_no_runs_is_refused_in_one_sentence(
    values: dict[str, str] | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = tmp_path / "run"
    run.mkdir()
    if values is not None:
        (run / "config.json").write_text(json.dumps(values))
    options = ["--dataset", "bundled", "--samples", "100"]
    places = ["--records", str(tmp_path / "a.json"), "--table", str(tmp_path / "a.md")]
    assert main([str(run), *options, *places]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"{run}: expected a run's folder with its config.json" in said
    assert not (tmp_path / "a.md").exists()
