"""The bundled pack is whole, split for good, and refused when damaged."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from models.digits import PACK_PATH, PackError, content_keys, load_pack
from models.pool import POOL_NAME, shown_indices


def test_the_pack_holds_500_digits_of_each_class() -> None:
    pack = load_pack()
    assert pack.name == POOL_NAME
    assert np.bincount(pack.labels).tolist() == [500] * 10


def test_no_digit_of_the_pack_stands_in_it_twice() -> None:
    keys = content_keys(load_pack().images)
    assert len(set(keys)) == 5_000


def test_the_pack_is_split_into_4000_to_train_and_1000_to_show_with_100_a_class() -> None:
    pack = load_pack()
    assert sorted([*pack.train, *pack.show]) == list(range(5_000))
    assert len(pack.train) == 4_000
    assert np.bincount(pack.labels[pack.show]).tolist() == [100] * 10


def test_the_split_said_without_numpy_is_the_packs_own() -> None:
    assert list(shown_indices("bundled")) == load_pack().show.tolist()


def test_the_packs_pixels_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        load_pack().images[0, 0, 0] = 1


@pytest.mark.parametrize("at", [0.1, 0.5, 0.999])
def test_a_pack_with_one_changed_byte_is_refused(tmp_path: Path, at: float) -> None:
    data = bytearray(PACK_PATH.read_bytes())
    data[int(len(data) * at)] ^= 0xFF
    damaged = tmp_path / "pack.npz"
    damaged.write_bytes(data)
    with pytest.raises(PackError, match="restore the file"):
        load_pack(damaged)


def test_a_pack_with_other_pixels_is_refused(tmp_path: Path) -> None:
    pack = load_pack()
    images = pack.images.copy()
    images[17, 14, 14] ^= 1
    path = tmp_path / "pack.npz"
    np.savez_compressed(path, images=images, labels=pack.labels)
    with pytest.raises(PackError, match="not those it was published with"):
        load_pack(path)


@pytest.mark.parametrize("content", [b"", b"not a pack", b"PK\x03\x04"])
def test_a_file_that_is_no_pack_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "pack.npz"
    path.write_bytes(content)
    with pytest.raises(PackError, match="pack"):
        load_pack(path)


def test_a_pack_that_would_run_code_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pack.npz"
    np.savez(path, images=np.array([Path("x")], dtype=object), labels=np.zeros(1, np.uint8))
    with pytest.raises(PackError, match="restore the file"):
        load_pack(path)


def test_a_missing_pack_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"absent\.npz"):
        load_pack(tmp_path / "absent.npz")


def test_equal_pixels_have_equal_keys_and_others_other_keys() -> None:
    images = np.zeros((3, 28, 28), np.uint8)
    images[2, 0, 0] = 1
    first, second, third = content_keys(images)
    assert first == second == hashlib.sha256(bytes(784)).digest()
    assert third != first
