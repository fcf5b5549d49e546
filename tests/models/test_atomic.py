"""A place for a file is made or refused before time is spent on what goes there."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.atomic import expect_no_file, make_room
from trainer import evaluate

SHIPPED = Path(__file__).resolve().parents[2] / "checkpoints" / "sgd"


def test_the_way_to_a_file_is_made_and_the_file_is_not(tmp_path: Path) -> None:
    make_room(tmp_path / "one" / "two" / "figures.json")
    assert list((tmp_path / "one" / "two").iterdir()) == []


def test_a_folder_in_the_files_place_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError, match="a folder where a file is to be") as refused:
        make_room(tmp_path)
    assert refused.value.filename == tmp_path


@pytest.mark.parametrize("way", ["taken", "taken/one", "taken/one/two"])
def test_a_file_on_the_way_is_refused_by_its_own_name(tmp_path: Path, way: str) -> None:
    (tmp_path / "taken").write_text("kept")
    for refuse in (expect_no_file, lambda folder: make_room(folder / "figures.json")):
        with pytest.raises(NotADirectoryError, match="a file where a folder is to be") as refused:
            refuse(tmp_path / way)
        assert refused.value.filename == tmp_path / "taken"
    assert (tmp_path / "taken").read_text() == "kept"


@pytest.mark.parametrize("option", ["--json", "--out"])
def test_an_evaluation_says_what_is_in_its_way_before_it_measures(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("kept")
    place = tmp_path / "taken" / "figures.json" if option == "--json" else tmp_path / "taken"
    assert evaluate.main([str(SHIPPED), option, str(place)]) == 1
    assert "taken: expected what can be read and written, found a file where" in (
        capsys.readouterr().err
    )
