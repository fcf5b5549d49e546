"""The command measures what the game shows, side by side, and refuses what it cannot measure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from models.checkpoint import load
from models.classifier import Classifier, load_classifier
from models.sampling import forge
from models.shelf import find
from tests.models.small_checkpoint import keep_tiny
from trainer.evaluate import main
from trainer.evaluation.figures import Bench
from trainer.evaluation.yardstick import Yardstick, find_yardstick

QUICK = ["--dataset", "bundled", "--samples", "100"]


@pytest.fixture(scope="module")
def yardstick() -> Yardstick:
    return find_yardstick("bundled", None)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs") / "tiny"
    keep_tiny(folder / "epoch-003.safetensors", dataset="bundled")
    keep_tiny(folder / "epoch-005.safetensors", epoch=5)
    return folder


@pytest.fixture(scope="module")
def written(run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evaluation")
    arguments = ["--out", str(folder / "pictures"), "--json", str(folder / "new" / "all.json")]
    assert main([str(run), str(run / "epoch-003.safetensors"), *QUICK, *arguments]) == 0
    return folder


@pytest.fixture(scope="module")
def values(written: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((written / "new" / "all.json").read_text())
    return found


def test_each_checkpoint_is_measured_once_in_the_order_given(values: dict[str, Any]) -> None:
    assert [entry["epoch"] for entry in values["checkpoints"]] == [3, 5]


def test_untrained_digits_are_far_above_the_floor(values: dict[str, Any]) -> None:
    for entry in values["checkpoints"]:
        assert entry["fid"] > 5 * values["floor"]["fid"] > 0
        assert entry["fid_in_floors"] == pytest.approx(entry["fid"] / values["floor"]["fid"])
        assert entry["coverage"] < values["floor"]["coverage"]
        assert sum(entry["class_shares"]) == pytest.approx(1)


def test_the_json_says_what_was_measured_with_what(
    values: dict[str, Any], classifier: Classifier
) -> None:
    assert values["classifier"]["sha256"] == classifier.id
    assert values["dataset"] == "bundled"
    assert values["samples"] == {
        "fakes": 100,
        "first_seed": 0,
        "labels": "those of the test digits, where a checkpoint can be told the digit",
        "test_digits": 1000,
        "for_density_and_coverage": 100,
        "neighbours": 5,
        "held_out_for_two_sample": 100,
    }


def test_on_the_bundled_digits_it_says_so(values: dict[str, Any]) -> None:
    assert "bundled digits" in values["notice"]
    assert "fewer samples" in values["notice"]


def test_copies_are_counted_only_where_the_training_digits_are_at_hand(
    values: dict[str, Any],
) -> None:
    on_pack, on_mnist = values["checkpoints"]
    assert on_pack["copies"] == 0
    assert on_mnist["copies"] is None


def test_untrained_digits_are_told_from_real_ones_and_the_floors_hardly(
    values: dict[str, Any],
) -> None:
    for entry in values["checkpoints"]:
        assert entry["two_sample_accuracy"] > 0.95
    floor = values["floor"]
    assert floor["two_sample_accuracy"] < 0.75
    low, high = floor["two_sample_interval"]
    assert low < floor["two_sample_accuracy"] < high


def test_the_two_sample_test_can_be_left_out(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "all.json"
    assert main([str(run), *QUICK, "--no-two-sample", "--json", str(out)]) == 0
    assert "two-sample" not in capsys.readouterr().out.lower()
    values = json.loads(out.read_text())
    for figures in (values["floor"], *values["checkpoints"]):
        assert figures["two_sample_accuracy"] is None
        assert figures["two_sample_interval"] is None


def test_pictures_are_drawn(written: Path) -> None:
    for name in ("samples.png", "epochs.png"):
        with Image.open(written / "pictures" / name) as picture:
            assert picture.width > 1000


def test_the_table_names_every_checkpoint_beside_the_floor(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(run), *QUICK]) == 0
    table = capsys.readouterr().out
    for words in (
        "real (the floor)",
        "tiny · epoch 3",
        "tiny · epoch 5",
        "FID",
        "bundled",
        "classifier",
    ):
        assert words in table
    assert "Two-sample: how often a fresh network" in table


def test_what_is_measured_is_what_the_game_shows(
    run: Path, yardstick: Yardstick, classifier: Classifier
) -> None:
    entry = find(str(run))[0]
    judged = Bench(yardstick, classifier, 100, two_sample=False).judge(entry)
    generator = load(entry.path).generator
    for seed in (0, 1, 99):
        assert np.array_equal(judged.digits[seed], forge(generator, seed))


def test_the_fid_alone_is_the_one_in_the_table(
    run: Path, yardstick: Yardstick, classifier: Classifier
) -> None:
    entry = find(str(run))[0]
    bench = Bench(yardstick, classifier, 100, two_sample=False)
    assert bench.fid(entry) == bench.judge(entry).figures.fid


def test_real_digits_measured_as_fakes_do_well(
    yardstick: Yardstick, classifier: Classifier
) -> None:
    floor = Bench(yardstick, classifier, 1000, two_sample=False).floor()
    assert floor.manifold.density > 0.75
    assert floor.manifold.coverage > 0.8
    assert floor.deviation < 5


def test_the_two_sets_of_real_digits_share_none(yardstick: Yardstick) -> None:
    train = {digit.tobytes() for digit in yardstick.train.images}
    assert not train & {digit.tobytes() for digit in yardstick.test.images}


def test_the_floors_digits_are_of_all_classes_and_always_the_same(yardstick: Yardstick) -> None:
    train = yardstick.train
    digits = yardstick.some_training_digits(200)
    places = {
        digit.tobytes(): label for digit, label in zip(train.images, train.labels, strict=True)
    }
    assert {places[digit.tobytes()] for digit in digits} == set(range(10))
    assert np.array_equal(digits, yardstick.some_training_digits(200))


def test_more_samples_than_there_are_training_digits_are_cut(
    yardstick: Yardstick, classifier: Classifier
) -> None:
    assert Bench(yardstick, classifier, 10_000).count == 4_000


def test_without_a_checkpoint_it_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    refused([], 2, "CHECKPOINT", capsys)


def test_too_few_samples_are_wrong_usage(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused([str(run), "--samples", "99"], 2, "--samples: expected at least 100", capsys)


def test_an_unknown_option_is_wrong_usage(run: Path) -> None:
    with pytest.raises(SystemExit) as end:
        main([str(run), "--sample", "100"])
    assert end.value.code == 2


def test_a_missing_checkpoint_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused([str(tmp_path / "none.safetensors"), *QUICK], 1, "none.safetensors", capsys)


def test_a_broken_checkpoint_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "broken.safetensors"
    path.write_bytes(b"no checkpoint")
    refused([str(path), *QUICK], 1, "broken.safetensors", capsys)


def test_a_broken_classifier_is_refused(
    run: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = run / "epoch-003.safetensors"
    monkeypatch.setattr(
        "trainer.evaluation.measuring.load_classifier", lambda: load_classifier(path)
    )
    refused([str(run), *QUICK], 1, "expected a classifier", capsys)


def test_a_data_folder_with_broken_files_is_refused(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = tmp_path / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for part in ("train", "t10k"):
        for kind in ("images-idx3", "labels-idx1"):
            (raw / f"{part}-{kind}-ubyte").write_bytes(b"not MNIST")
    refused([str(run), "--data-dir", str(tmp_path)], 1, "expected MNIST", capsys)


def test_a_place_that_cannot_be_written_is_refused_before_anything_is_measured(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "trainer.evaluation.measuring.load_classifier", lambda: pytest.fail("it began to measure")
    )
    (tmp_path / "file").write_text("")
    refused([str(run), *QUICK, "--out", str(tmp_path / "file" / "in")], 1, "file", capsys)
    refused([str(run), *QUICK, "--out", str(tmp_path / "file")], 1, "file", capsys)
    refused([str(run), *QUICK, "--json", str(tmp_path)], 1, str(tmp_path), capsys)


def refused(
    arguments: list[str], code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert said.err.strip().count("\n") == 0
