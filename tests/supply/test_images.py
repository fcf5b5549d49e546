"""Images from outside are read as they are, or refused in one sentence that names the file."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from game.contestant import ContestantError, entered, forger_of, identity, own_pool
from game.images import as_shown, read_images
from game.rules.forgers import RealPool
from models.greys import in_five_greys
from tests.supply.pictures import array_of, folder_of, squares

PACK = RealPool("mnist-5000", ((),) * 10)


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "LA"])
def test_a_folder_gives_its_pngs_by_name_whatever_else_lies_there(
    tmp_path: Path, mode: str
) -> None:
    images = squares(12)
    folder = folder_of(images, tmp_path / "fakes", mode)
    (folder / "readme.txt").write_text("made by a machine")
    assert np.array_equal(read_images(folder), images)


@pytest.mark.parametrize(
    "change",
    [
        lambda images: images,
        lambda images: images.astype(np.int64),
        lambda images: images[:, None],
        lambda images: images[..., None],
        lambda images: images / 255,
        lambda images: (images / 255).astype(np.float32),
        lambda images: np.asfortranarray(images),
    ],
)
def test_an_array_gives_its_images(
    tmp_path: Path, change: Callable[[NDArray[np.uint8]], NDArray[np.generic]]
) -> None:
    images = squares(5)
    found = read_images(array_of(change(images), tmp_path / "fakes.npy"))
    assert found.dtype == np.uint8
    assert np.array_equal(found, images)


def test_booleans_are_black_and_white(tmp_path: Path) -> None:
    found = read_images(array_of(squares(3) > 99, tmp_path / "fakes.npy"))
    assert set(np.unique(found)) == {0, 255}


def test_an_npz_gives_its_only_array_or_the_one_of_images(tmp_path: Path) -> None:
    images = squares(4)
    np.savez_compressed(tmp_path / "one.npz", images)
    np.savez(tmp_path / "two.npz", labels=np.arange(4), images=images)
    for name in ("one.npz", "two.npz"):
        assert np.array_equal(read_images(tmp_path / name), images)


def test_the_id_is_of_the_images_and_not_of_the_file(tmp_path: Path) -> None:
    images = squares(4)
    places = [
        folder_of(images, tmp_path / "fakes"),
        array_of(images, tmp_path / "fakes.npy"),
        array_of(images / 255, tmp_path / "floats.npy"),
    ]
    ids = {identity(read_images(place)) for place in places}
    assert len(ids) == 1
    assert len(next(iter(ids))) == 12
    assert identity(images[::-1]) not in ids


def test_digits_are_shown_in_the_five_greys_of_all_others_and_larger_images_in_more() -> None:
    assert np.array_equal(as_shown(squares(4)), in_five_greys(squares(4)))
    finer = as_shown(squares(4, side=64))
    assert len(np.unique(finer)) == 32
    assert np.abs(finer.astype(int) - squares(4, side=64)).max() <= 5
    assert {0, 255} <= set(np.unique(finer))


def broken_png(path: Path) -> Path:
    folder = folder_of(squares(3), path / "fakes")
    file = folder / "0001.png"
    file.write_bytes(file.read_bytes()[:60])
    return folder


def mixed_sizes(path: Path) -> Path:
    folder = folder_of(squares(3), path / "fakes")
    Image.new("L", (32, 32)).save(folder / "0009.png")
    return folder


def coloured(path: Path) -> Path:
    folder = folder_of(squares(3), path / "fakes")
    Image.new("RGB", (28, 28), (9, 9, 10)).save(folder / "0009.png")
    return folder


def transparent(path: Path) -> Path:
    folder = folder_of(squares(1), path / "fakes")
    Image.new("RGBA", (28, 28), (9, 9, 9, 100)).save(folder / "0009.png")
    return folder


def in_sixteen_bits(path: Path) -> Path:
    (path / "fakes").mkdir()
    Image.fromarray(squares(1)[0].astype(np.uint16)).save(path / "fakes" / "a.png")
    return path / "fakes"


def a_jpeg_by_the_name_of_a_png(path: Path) -> Path:
    (path / "fakes").mkdir()
    Image.fromarray(squares(1)[0]).save(path / "fakes" / "a.png", format="JPEG")
    return path / "fakes"


def nothing_in_it(path: Path) -> Path:
    (path / "fakes").mkdir()
    return path / "fakes"


def two_arrays(path: Path) -> Path:
    np.savez(path / "fakes.npz", a=squares(1), b=squares(1))
    return path / "fakes.npz"


def no_zip(path: Path) -> Path:
    (path / "fakes.npz").write_bytes(b"crumbs")
    return path / "fakes.npz"


def enormous_png(path: Path) -> Path:
    file = broken_png(path) / "0001.png"
    width = (2**31 - 1).to_bytes(4, "big")
    header = b"IHDR" + 2 * width + bytes((8, 0, 0, 0, 0))
    chunk = b"\0\0\0\x0d" + header + zlib.crc32(header).to_bytes(4, "big")
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk)
    return file.parent


def promising(shape: str, suffix: str) -> Callable[[Path], Path]:
    """An array whose header promises a shape that is not there."""
    header = f"{{'descr': '|u1', 'fortran_order': False, 'shape': {shape}, }}".ljust(117) + "\n"
    content = b"\x93NUMPY\x01\0" + len(header).to_bytes(2, "little") + header.encode() + bytes(784)

    def make(path: Path) -> Path:
        if suffix == ".npy":
            (path / "fakes.npy").write_bytes(content)
        else:
            with zipfile.ZipFile(path / "fakes.npz", "w") as archive:
                archive.writestr("images.npy", content)
        return path / f"fakes{suffix}"

    return make


def marked(local: int, central: int, mark: int) -> Callable[[Path], Path]:
    """An archive with a byte of each header changed, as one that is encrypted, or packed oddly."""

    def make(path: Path) -> Path:
        np.savez(path / "fakes.npz", images=squares(1))
        content = bytearray((path / "fakes.npz").read_bytes())
        content[local] |= mark
        content[content.index(b"PK\x01\x02") + central] |= mark
        (path / "fakes.npz").write_bytes(content)
        return path / "fakes.npz"

    return make


def no_array_within(path: Path) -> Path:
    with zipfile.ZipFile(path / "fakes.npz", "w") as archive:
        archive.writestr("images", "crumbs")
    return path / "fakes.npz"


def empty_zip(path: Path) -> Path:
    zipfile.ZipFile(path / "fakes.npz", "w").close()
    return path / "fakes.npz"


def cut_off(path: Path) -> Path:
    file = array_of(squares(3), path / "fakes.npy")
    file.write_bytes(file.read_bytes()[:-100])
    return file


def pickled(path: Path) -> Path:
    np.save(path / "fakes.npy", np.array([squares(1), "a"], dtype=object), allow_pickle=True)
    return path / "fakes.npy"


def pickled_in_a_zip(path: Path) -> Path:
    np.savez(path / "fakes.npz", images=np.array([squares(1), "a"], dtype=object))
    return path / "fakes.npz"


def a_text(path: Path) -> Path:
    (path / "fakes.txt").write_text("fakes")
    return path / "fakes.txt"


def array(make: Callable[[], object]) -> Callable[[Path], Path]:
    return lambda path: array_of(np.asarray(make()), path / "fakes.npy")


def with_nan() -> NDArray[np.float64]:
    images = squares(3) / 255
    images[1, 5, 5] = np.nan
    return images


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (broken_png, "0001.png: expected a PNG image, found one that cannot be read"),
        (mixed_sizes, "0009.png: expected an image of 28 pixels a side like 0000.png, found 32"),
        (coloured, "0009.png: expected grey images, found colours"),
        (transparent, "0009.png: expected grey images, found transparent parts"),
        (in_sixteen_bits, "a.png: expected grey images, found pixels of the kind I"),
        (a_jpeg_by_the_name_of_a_png, "a.png: expected a PNG image"),
        (nothing_in_it, "fakes: expected PNG images, found none"),
        (two_arrays, "fakes.npz: expected one array, or one with the name images, found a, b"),
        (no_zip, "fakes.npz: expected an array of images, found a fault"),
        (enormous_png, "0001.png: expected a PNG image, found one that cannot be read"),
        (promising("(-1, 28, 28)", ".npy"), "expected an array of images, found a fault"),
        (promising(f"({10**30}, 28, 28)", ".npy"), "expected an array of images, found a fault"),
        (promising(f"({10**13}, 28, 28)", ".npz"), "expected an array of images, found a fault"),
        (marked(6, 8, 1), "found a fault (File 'images.npy' is encrypted"),
        (marked(8, 10, 99), "found a fault (That compression method is not supported"),
        (no_array_within, "found a fault (images is no array)"),
        (empty_zip, "fakes.npz: expected one array, or one with the name images, found none"),
        (cut_off, "fakes.npy: expected an array of images, found a fault"),
        (pickled, "fakes.npy: expected an array of images, found pickled objects, which could run"),
        (pickled_in_a_zip, "fakes.npz: expected an array of images, found pickled objects"),
        (a_text, "fakes.txt: expected a folder of PNGs, an .npy or an .npz, found none of these"),
        (lambda path: path / "none.npy", "none.npy: expected a folder of PNGs or an array"),
        (lambda path: path / "none", "none: expected a folder of PNGs, an .npy or an .npz, found"),
        (array(lambda: squares(3)[0]), "expected images (n, side, side), found an array of (28,"),
        (array(lambda: squares(3).reshape(3, 784)), "found an array of (3, 784)"),
        (array(lambda: np.stack([squares(3)] * 3, -1)), "expected grey images, found three chan"),
        (array(lambda: squares(3)[:0]), "expected images, found none"),
        (array(lambda: squares(3)[:, :, 1:]), "found 27 × 28"),
        (array(lambda: squares(3, side=15)), "expected a square of 16 to 256 pixels a side"),
        (array(lambda: squares(1, side=257)), "found 257 × 257"),
        (array(with_nan), "expected finite grey values, found NaN or infinity"),
        (array(lambda: squares(3) / 127.5 - 1), "expected floats of 0 to 1, 0 the background"),
        (array(lambda: squares(3) / 100), "found 0 to 2.5"),
        (array(lambda: squares(3).astype(int) - 1), "expected whole numbers of 0 to 255"),
        (array(lambda: (squares(3) > 99).astype(int)), "found 0 to 1"),
        (array(lambda: squares(3).astype(int) * 2), "found 0 to 510"),
        (array(lambda: squares(3).astype(complex)), "expected grey values, found complex128"),
        (array(lambda: squares(3).astype(str)), "expected grey values, found <U"),
        (array(lambda: np.full((3, 28, 28), 7, np.uint8)), "found nothing but the grey 7"),
    ],
)
def test_what_is_no_set_of_images_is_refused_in_a_sentence(
    tmp_path: Path, make: Callable[[Path], Path], said: str
) -> None:
    with pytest.raises(ContestantError) as refusal:
        read_images(make(tmp_path))
    sentence = str(refusal.value)
    assert said in sentence
    assert sentence.startswith(str(tmp_path))
    assert "\n" not in sentence
    assert "; " in sentence  # what to do


def test_what_is_entered_is_known_by_its_name_its_images_and_how_many_they_are(
    tmp_path: Path,
) -> None:
    path = array_of(squares(9), tmp_path / "fakes.npy")
    (entry,) = entered([("VAE", path)], None)
    forger = forger_of(entry, PACK)
    assert (forger.name, forger.path, forger.count) == ("VAE", str(path), 9)
    assert forger.id == identity(squares(9))
    assert forger.reals is PACK
    assert forger.digit is None


def test_beside_reals_from_outside_all_is_of_one_class(tmp_path: Path) -> None:
    fakes = array_of(squares(9, side=40), tmp_path / "fakes.npy")
    reals = array_of(squares(6, side=40, seed=8), tmp_path / "reals.npy")
    (entry,) = entered([("VAE", fakes)], reals)
    assert entry.reals is not None
    pool = own_pool(entry.reals)
    assert pool.name == f"reals-{identity(squares(6, side=40, seed=8))}"
    assert pool.by_class[0] == tuple(range(6))
    assert not any(pool.by_class[1:])
    assert pool.path == str(reals)
    assert forger_of(entry, pool).digit == 0


@pytest.mark.parametrize(
    ("fakes", "reals", "said"),
    [
        ([squares(3, side=32)], None, "0.npy: expected digits of 28 × 28 to stand beside the bund"),
        ([255 - squares(3)], None, "0.npy: expected light ink on a dark ground"),
        ([squares(3), squares(3)], None, "0.npy and"),
        ([squares(3)], squares(5, side=32), "expected real images of 28 × 28 like those of a"),
        ([squares(3)], squares(3), "found the very same as the real ones"),
        ([squares(3), squares(4, seed=1), squares(5, side=30)], squares(2, seed=3), "like those"),
    ],
)
def test_what_cannot_be_judged_fairly_is_refused(
    tmp_path: Path, fakes: list[NDArray[np.uint8]], reals: NDArray[np.uint8] | None, said: str
) -> None:
    named = [
        ("abc"[number], array_of(images, tmp_path / f"{number}.npy"))
        for number, images in enumerate(fakes)
    ]
    beside = None if reals is None else array_of(reals, tmp_path / "reals.npy")
    with pytest.raises(ContestantError) as refusal:
        entered(named, beside)
    assert said in str(refusal.value)


def test_two_contestants_of_one_name_are_refused(tmp_path: Path) -> None:
    one = array_of(squares(3), tmp_path / "one.npy")
    two = array_of(squares(4), tmp_path / "two.npy")
    with pytest.raises(ContestantError, match="VAE: expected contestants of different names"):
        entered([("VAE", one), ("VAE", two)], None)
