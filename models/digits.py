"""The bundled pack of real digits, and the identity of a digit by its content."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.pool import DIGITS_PER_CLASS, PACK_SIZE, POOL_NAME, is_shown

PACK_PATH = Path(__file__).resolve().parent.parent / "assets" / "digits" / f"{POOL_NAME}.npz"
PACK_SHA256 = "809ec085d551285cf9efad12c42a6aead98c62f96eb9936cc5b778870773e50d"
"""Of the pack's images followed by its labels, both as raw `uint8` bytes."""


class PackError(Exception):
    """The bundled pack cannot be used; the message is one sentence that says what to do."""


@dataclass(frozen=True, eq=False)
class DigitPack:
    """Real digits with their labels; `show` and `train` split them by index.

    images: `uint8` (n, 28, 28), 0 = background; labels: `uint8` (n,), 0–9.
    """

    name: str
    images: NDArray[np.uint8]
    labels: NDArray[np.uint8]

    @property
    def show(self) -> NDArray[np.int64]:
        """Indices of the digits that no run trains on, (1000,)."""
        return np.flatnonzero([is_shown(index) for index in range(len(self.images))])

    @property
    def train(self) -> NDArray[np.int64]:
        """Indices of the digits that a run on the pack itself trains on, (4000,)."""
        return np.flatnonzero([not is_shown(index) for index in range(len(self.images))])


def load_pack(path: Path = PACK_PATH) -> DigitPack:
    """Read the bundled pack and check it to the last pixel; raise PackError if it is not whole."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            images, labels = arrays["images"], arrays["labels"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as why:
        raise _damaged(path, f"it cannot be read ({why})") from None
    if images.shape != (PACK_SIZE, 28, 28) or labels.shape != (PACK_SIZE,):
        raise _damaged(path, f"its arrays are {images.shape} and {labels.shape}")
    if images.dtype != np.uint8 or labels.dtype != np.uint8:
        raise _damaged(path, f"its arrays are {images.dtype} and {labels.dtype}, not uint8")
    if hashlib.sha256(images.tobytes() + labels.tobytes()).hexdigest() != PACK_SHA256:
        raise _damaged(path, "its pixels are not those it was published with")
    images.setflags(write=False)
    labels.setflags(write=False)
    return DigitPack(POOL_NAME, images, labels)


def content_hash(images: NDArray[np.uint8]) -> str:
    """Return the SHA-256, in hex, of all the digits' bytes in their order."""
    return hashlib.sha256(np.ascontiguousarray(images).tobytes()).hexdigest()


def content_keys(images: NDArray[np.uint8]) -> list[bytes]:
    """Return one SHA-256 digest for each of the (n, 28, 28) digits: equal pixels, equal key."""
    return [hashlib.sha256(np.ascontiguousarray(image).tobytes()).digest() for image in images]


def _damaged(path: Path, what: str) -> PackError:
    return PackError(
        f"{path}: expected the bundled pack of {PACK_SIZE:,} real digits, "
        f"{DIGITS_PER_CLASS} a class, but {what}; restore the file from the repository"
    )
