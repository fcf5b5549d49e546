"""What is trained on is MNIST less the digits that the game shows, or the pack, said plainly."""

import os
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from models.digits import content_hash, content_keys, load_pack
from trainer import data, mnist
from trainer.data import (
    batch_of,
    bundled_digits,
    default_data_dir,
    find_digits,
    mnist_digits,
    on_device,
)
from trainer.mnist import DataError, Labelled, MissingDigitsError, read_mnist

MNIST_FOLDER = Path(os.environ.get("REAL_OR_FAKE_DATA", default_data_dir()))


def other_digits(count: int) -> NDArray[np.uint8]:
    return np.random.default_rng(3).integers(0, 256, (count, 28, 28), dtype=np.uint8)


def test_the_packs_digits_are_held_out_by_content_wherever_they_stand() -> None:
    pack = load_pack()
    others, theirs = other_digits(50), np.arange(50, dtype=np.uint8) % 10
    images = np.concatenate([others[:20], pack.images[::-1], others[20:]])
    labels = np.concatenate([theirs[:20], pack.labels[::-1], theirs[20:]])
    digits = mnist_digits(Labelled(images, labels))
    assert np.array_equal(digits.training.images, others)
    assert np.array_equal(digits.training.labels, theirs)
    assert np.array_equal(digits.held_out.images, pack.images)
    assert np.array_equal(digits.held_out.labels, pack.labels)


def test_a_digit_that_differs_in_one_grey_level_is_not_held_out() -> None:
    nearly = load_pack().images[:1].copy()
    nearly[0, 14, 14] ^= 1
    digits = mnist_digits(Labelled(nearly, np.zeros(1, np.uint8)))
    assert len(digits.training.images) == 1


def test_a_run_on_the_pack_trains_on_4000_and_never_on_the_1000_that_are_shown() -> None:
    training, held_out = bundled_digits().training, bundled_digits().held_out
    assert (training.images.shape, held_out.images.shape) == ((4_000, 28, 28), (1_000, 28, 28))
    assert not set(content_keys(training.images)) & set(content_keys(held_out.images))


def test_every_digit_of_a_run_on_the_pack_keeps_its_label() -> None:
    pack = load_pack()
    labels = dict(zip(content_keys(pack.images), pack.labels.tolist(), strict=True))
    for part in (bundled_digits().training, bundled_digits().held_out):
        assert [labels[key] for key in content_keys(part.images)] == part.labels.tolist()


@pytest.mark.skipif(
    not (MNIST_FOLDER / "MNIST" / "raw").is_dir(),
    reason="MNIST is not here; REAL_OR_FAKE_DATA can name a folder that has it",
)
def test_of_mnists_60000_training_digits_55000_remain_and_none_of_them_is_in_the_pack() -> None:
    digits = read_mnist(MNIST_FOLDER, train=True)
    remaining = mnist_digits(digits).training
    assert (len(digits.images), len(remaining.images)) == (60_000, 55_000)
    assert len(remaining.labels) == 55_000
    assert not set(content_keys(remaining.images)) & set(content_keys(load_pack().images))


def keep_idx(folder: Path, images: NDArray[np.uint8], labels: NDArray[np.uint8]) -> Path:
    raw = folder / "MNIST" / "raw"
    raw.mkdir(parents=True)
    count = len(images).to_bytes(4, "big")
    size = (28).to_bytes(4, "big") * 2
    for part in ("train", "t10k"):
        pixels = b"\0\0\x08\x03" + count + size + images.tobytes()
        (raw / f"{part}-images-idx3-ubyte").write_bytes(pixels)
        (raw / f"{part}-labels-idx1-ubyte").write_bytes(b"\0\0\x08\x01" + count + labels.tobytes())
    return raw


def test_files_that_hold_other_digits_are_refused_even_by_auto(tmp_path: Path) -> None:
    keep_idx(tmp_path, other_digits(100), np.zeros(100, np.uint8))
    with pytest.raises(DataError, match=r"expected MNIST's digits, found 100 others"):
        find_digits("auto", tmp_path)


def test_mnists_digits_with_other_labels_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    images, labels = other_digits(100), np.arange(100, dtype=np.uint8) % 10
    keep_idx(tmp_path, images, labels)
    monkeypatch.setitem(mnist.MNIST_SHA256, True, content_hash(images))
    monkeypatch.setitem(mnist.LABELS_SHA256, True, sha256(labels.tobytes()).hexdigest())
    assert np.array_equal(read_mnist(tmp_path, train=True).labels, labels)
    swapped = tmp_path / "swapped"
    keep_idx(swapped, images, labels[::-1].copy())
    with pytest.raises(DataError, match=r"expected MNIST's labels, found others"):
        find_digits("auto", swapped)


def test_a_truncated_file_is_refused_even_by_auto(tmp_path: Path) -> None:
    raw = keep_idx(tmp_path, other_digits(100), np.zeros(100, np.uint8))
    images = raw / "train-images-idx3-ubyte"
    images.write_bytes(images.read_bytes()[:-1000])
    with pytest.raises(DataError, match=r"not all can be read.*delete the folder") as caught:
        find_digits("auto", tmp_path)
    assert not isinstance(caught.value, MissingDigitsError)


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise OSError("Network is unreachable")

    monkeypatch.setattr("torchvision.datasets.mnist.download_and_extract_archive", refuse)


@pytest.mark.usefixtures("offline")
def test_without_mnist_auto_says_so_and_takes_the_bundled_digits(tmp_path: Path) -> None:
    digits = find_digits("auto", tmp_path)
    assert digits.name == "bundled"
    assert digits.notice is not None
    assert "bundled digits instead" in digits.notice


@pytest.mark.usefixtures("offline")
def test_a_folder_with_some_of_the_four_files_is_not_taken_for_none(tmp_path: Path) -> None:
    raw = keep_idx(tmp_path, other_digits(100), np.zeros(100, np.uint8))
    (raw / "t10k-labels-idx1-ubyte").unlink()
    with pytest.raises(DataError, match="found 3 of which") as caught:
        find_digits("auto", tmp_path)
    assert not isinstance(caught.value, MissingDigitsError)


@pytest.mark.usefixtures("offline")
def test_without_mnist_a_run_that_asks_for_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingDigitsError, match="--dataset bundled"):
        find_digits("mnist", tmp_path)


def test_the_bundled_digits_are_taken_without_looking_for_mnist(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(data, "read_mnist", None)
    assert find_digits("bundled", None).notice is None


def test_a_batch_is_taken_by_index_and_lies_between_minus_one_and_one() -> None:
    images = np.zeros((3, 28, 28), np.uint8)
    images[1] = 255
    digits = on_device(images, torch.device("cpu"))
    assert digits.dtype == torch.uint8
    batch = batch_of(digits, torch.tensor([1, 0]))
    assert batch.shape == (2, 1, 28, 28)
    assert batch[:, 0, 0, 0].tolist() == [1.0, -1.0]
