"""Checkpoints are found by file, by run and by id; the last of the newest run is the default."""

from pathlib import Path

import pytest

from models.metadata import CheckpointError
from models.shelf import default, find, shelved
from tests.models.small_checkpoint import keep_tiny

OLD, NEW = "2026-01-01T00:00:00+00:00", "2026-02-01T00:00:00+00:00"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    for run, started, epochs in (("a-new", NEW, (1, 2)), ("z-old", OLD, (1, 10))):
        for epoch in epochs:
            path = tmp_path / run / f"epoch-{epoch:03d}.safetensors"
            keep_tiny(path, run=run, run_started_at=started, epoch=epoch)
    return tmp_path


def names(entries: tuple[object, ...]) -> list[str]:
    return [entry.name for entry in entries]  # type: ignore[attr-defined]


def test_checkpoints_stand_by_the_start_of_their_run_and_then_by_epoch(shelf: Path) -> None:
    expected = ["z-old · epoch 1", "z-old · epoch 10", "a-new · epoch 1", "a-new · epoch 2"]
    assert names(shelved(shelf)) == expected


def test_the_default_is_the_last_epoch_of_the_run_that_was_started_last(shelf: Path) -> None:
    assert default(shelf).name == "a-new · epoch 2"


def test_a_new_checkpoint_is_found_without_a_restart(shelf: Path) -> None:
    path = shelf / "a-new" / "epoch-003.safetensors"
    keep_tiny(path, run="a-new", run_started_at=NEW, epoch=3)
    assert default(shelf).path == path


def test_a_runs_folder_stands_for_all_its_checkpoints_by_epoch(shelf: Path) -> None:
    expected = ["z-old · epoch 1", "z-old · epoch 10"]
    assert names(find(str(shelf / "z-old"), shelf)) == expected
    assert names(find("z-old", shelf)) == expected


def test_a_file_stands_for_itself(shelf: Path) -> None:
    path = shelf / "z-old" / "epoch-010.safetensors"
    assert [entry.path for entry in find(str(path), shelf)] == [path]


def test_an_id_stands_for_the_checkpoint_that_has_it_in_either_case(shelf: Path) -> None:
    entry = shelved(shelf)[1]
    assert find(entry.id, shelf) == (entry,)
    assert find(entry.id.upper(), shelf) == (entry,)


def test_an_unknown_name_is_refused_with_the_runs_there_are(shelf: Path) -> None:
    with pytest.raises(CheckpointError, match=r"nobody: .* the runs there are a-new, z-old"):
        find("nobody", shelf)


def test_an_empty_shelf_says_how_to_fill_it(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="python -m trainer"):
        default(tmp_path)
    with pytest.raises(CheckpointError, match="python -m trainer"):
        find(str(tmp_path), tmp_path)


def test_a_broken_file_is_passed_over_on_the_shelf_but_refused_by_name(shelf: Path) -> None:
    broken = shelf / "a-new" / "epoch-009.safetensors"
    broken.write_bytes(b"half a file")
    assert len(shelved(shelf)) == 4
    with pytest.raises(CheckpointError, match="epoch-009"):
        find(str(broken), shelf)


def test_the_picture_is_that_of_the_fixed_noise_after_the_same_epoch(shelf: Path) -> None:
    entry = default(shelf)
    assert entry.picture is None
    picture = shelf / "a-new" / "fixed-noise" / "epoch-002.png"
    picture.parent.mkdir()
    picture.touch()
    assert entry.picture == picture
