"""Reading images from outside: a folder of PNGs or an array, checked, as `uint8` squares."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from game.contestant import ARRAYS, LARGEST, PICTURES, SMALLEST, ContestantError
from models.greys import in_five_greys

DIGIT_SIDE = 28
MOST_PIXELS = 200_000_000
"""In all: a quarter of a million digits, or three thousand images of the largest size."""
WIDEST = 8
"""Bytes that a number of an array may take, at the most."""
NAME = "images"
"""The array that is taken from an .npz with several."""
UNREADABLE = (
    *(ValueError, EOFError, KeyError, SyntaxError, zipfile.BadZipFile, zlib.error),
    *(MemoryError, OverflowError),  # of a header that promises more than can be
    RuntimeError,  # of an archive that is encrypted, or packed in a way that is not known
)
"""What numpy and zipfile raise of an array that cannot be read."""
FINER = 32
"""The greys that images of another size than digits are shown in, evenly spaced."""

_FINER = np.rint(np.rint(np.arange(256) / 255 * (FINER - 1)) * 255 / (FINER - 1)).astype(np.uint8)


def as_shown(images: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return `uint8` (n, side, side) images rounded to the greys that they are shown in.

    Real and forged go through this alike, so that no exact grey value tells them apart: digits of
    28 pixels in the same five greys as all others, other sizes in 32, for photographs need more.

    >>> [int(as_shown(np.full((1, side, side), 100, np.uint8)).max()) for side in (28, 64)]
    [128, 99]
    """
    return in_five_greys(images) if images.shape[1] == DIGIT_SIDE else _FINER[images]


def read_images(path: Path) -> NDArray[np.uint8]:
    """Return the images at `path`, `uint8` (n, side, side) with n ≥ 1 and side 16 … 256.

    A folder gives its PNGs by name; an .npy or .npz one array: (n, side, side), or with a single
    channel before or behind, of whole numbers 0 … 255, of floats 0 … 1, or of booleans. Nothing
    in a file can run code. Raise ContestantError, in one sentence, for anything else.
    """
    try:
        images = _pictures(path) if path.is_dir() else _squares(path, _array(path))
    except OSError as why:
        raise ContestantError(
            f"{path}: expected a folder of PNGs or an array of images, found one that cannot be "
            f"read ({why.strerror or why}); give another"
        ) from None
    if int(images.min()) == int(images.max()):
        raise ContestantError(
            f"{path}: expected images with something on them, found nothing but the grey "
            f"{images.max()}; save them again"
        )
    return images


def _pictures(folder: Path) -> NDArray[np.uint8]:
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() == PICTURES)
    if not files:
        raise ContestantError(f"{folder}: expected PNG images, found none; give their folder")
    first = _picture(files[0])
    if len(files) * first.size > MOST_PIXELS:
        raise _too_many(folder, len(files), first.shape[0])
    images = np.empty((len(files), *first.shape), np.uint8)
    for place, file in enumerate(files):
        image = _picture(file)
        if image.shape != first.shape:
            raise ContestantError(
                f"{file}: expected an image of {first.shape[0]} pixels a side like "
                f"{files[0].name}, found {image.shape[0]}; make all of them one size"
            )
        images[place] = image
    return images


def _picture(file: Path) -> NDArray[np.uint8]:
    try:
        with Image.open(file, formats=["PNG"]) as picture:
            _check_size(file, *picture.size)
            if picture.mode not in ("L", "1", "LA", "P", "RGB", "RGBA"):
                raise _colourful(file, f"pixels of the kind {picture.mode}")
            pixels = np.asarray(picture.convert("RGBA"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as why:
        raise ContestantError(
            f"{file}: expected a PNG image, found one that cannot be read ({why}); save it again"
        ) from None
    # Many programs write grey images in three equal channels.
    if (pixels[..., :3] != pixels[..., :1]).any():
        raise _colourful(file, "colours")
    if (pixels[..., 3] != 255).any():
        raise _colourful(file, "transparent parts")
    return np.ascontiguousarray(pixels[..., 0])


def _array(path: Path) -> NDArray[np.generic]:
    if path.suffix not in ARRAYS:
        raise ContestantError(
            f"{path}: expected a folder of PNGs, an .npy or an .npz, found "
            f"{'none of these' if path.exists() else 'nothing there'}; give another"
        )
    try:
        if path.suffix == ".npy":
            found: NDArray[np.generic] = np.load(path, mmap_mode="r", allow_pickle=False)
            return found
        with zipfile.ZipFile(path) as archive:
            sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
        names = [name.removesuffix(".npy") for name in sizes]
        if NAME not in names and len(names) != 1:
            raise ContestantError(
                f"{path}: expected one array, or one with the name {NAME}, found "
                f"{', '.join(names) or 'none'}; save the images alone"
            )
        name = NAME if NAME in names else names[0]
        if max(sizes.values()) > WIDEST * MOST_PIXELS:
            raise ContestantError(
                f"{path}: expected at most {MOST_PIXELS:,} pixels, found more; save fewer images"
            )
        with np.load(path, allow_pickle=False) as arrays:
            taken: NDArray[np.generic] | bytes = arrays[name]
        if isinstance(taken, bytes):
            raise ValueError(f"{name} is no array")
        return taken
    except UNREADABLE as why:
        pickled = any(word in str(why) for word in ("allow_pickle", "Python objects"))
        what = "pickled objects, which could run code" if pickled else f"a fault ({why})"
        raise ContestantError(
            f"{path}: expected an array of images, found {what}; save it again with numpy.save, "
            f"as uint8"
        ) from None


def _squares(path: Path, array: NDArray[np.generic]) -> NDArray[np.uint8]:
    """Return an array as images, once its shape and its values have been checked."""
    shape = array.shape
    if array.ndim == 4 and 1 in (shape[1], shape[3]):
        array = array[:, 0] if shape[1] == 1 else array[..., 0]
    elif array.ndim == 4 and 3 in (shape[1], shape[3]):
        raise _colourful(path, f"three channels, {shape}")
    if array.ndim != 3:
        raise ContestantError(
            f"{path}: expected images (n, side, side), found an array of {shape}; reshape it"
        )
    if not len(array):
        raise ContestantError(f"{path}: expected images, found none; save some")
    _check_size(path, array.shape[2], array.shape[1])
    if array.size > MOST_PIXELS:
        raise _too_many(path, len(array), array.shape[1])
    return _greys(path, array)


def _greys(path: Path, array: NDArray[np.generic]) -> NDArray[np.uint8]:
    kind = array.dtype.kind
    if kind == "b":
        return np.where(array, 255, 0).astype(np.uint8)
    if kind not in "uif":
        raise ContestantError(
            f"{path}: expected grey values, found {array.dtype}; save the images as uint8"
        )
    values: NDArray[Any] = array
    least, most = float(values.min()), float(values.max())
    if kind == "f":
        if not np.isfinite((least, most)).all():
            raise ContestantError(
                f"{path}: expected finite grey values, found NaN or infinity; leave those out"
            )
        if least < 0 or most > 1:
            raise _out_of_range(path, "floats of 0 to 1", f"{least:g} to {most:g}")
        scaled: NDArray[np.uint8] = np.rint(values * np.float32(255)).astype(np.uint8)
        return scaled
    if least < 0 or not 1 < most <= 255:
        raise _out_of_range(path, "whole numbers of 0 to 255", f"{least:g} to {most:g}")
    return np.ascontiguousarray(values.astype(np.uint8))


def _check_size(path: Path, width: int, height: int) -> None:
    if width != height or not SMALLEST <= width <= LARGEST:
        raise ContestantError(
            f"{path}: expected a square of {SMALLEST} to {LARGEST} pixels a side, found "
            f"{width} × {height}; cut or scale it"
        )


def _colourful(path: Path, found: str) -> ContestantError:
    return ContestantError(f"{path}: expected grey images, found {found}; turn them into greys")


def _out_of_range(path: Path, expected: str, found: str) -> ContestantError:
    return ContestantError(
        f"{path}: expected {expected}, 0 the background, found {found}; scale them"
    )


def _too_many(path: Path, count: int, side: int) -> ContestantError:
    return ContestantError(
        f"{path}: expected at most {MOST_PIXELS:,} pixels in all, found {count:,} images of "
        f"{side} × {side}; give fewer"
    )
