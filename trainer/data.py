"""The training digits: found or downloaded, held-out ones removed, kept on the device."""

from __future__ import annotations

import contextlib
import io
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from platformdirs import user_cache_path
from torch import Tensor

from models.digits import content_hash, content_keys, load_pack
from models.pool import BUNDLED

MNIST = "mnist"
MNIST_SHA256 = {
    True: "741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757",
    False: "6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161",
}
"""Of the pixels of MNIST's 60,000 training digits and of its 10,000 test digits, in their order."""


MNIST_FILES = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)


DOWNLOAD_PATIENCE_SECONDS = 20.0
"""How long a silent server is waited for."""


class DataError(Exception):
    """The training digits cannot be had; the message is one sentence that says what to do."""


@dataclass(frozen=True, eq=False)
class Digits:
    """A training set without the digits that the game shows.

    images: `uint8` (n, 28, 28); held_out: `uint8` (m, 28, 28), the real digits that were kept out.
    """

    name: str
    images: NDArray[np.uint8]
    held_out: NDArray[np.uint8]
    notice: str | None = None
    """What the trainer must be told of how these were found, in one sentence."""


def default_data_dir() -> Path:
    """Return the folder that MNIST is downloaded to where none is named."""
    return user_cache_path("real-or-fake") / "data"


def find_digits(dataset: str, data_dir: Path | None) -> Digits:
    """Return the training digits: `mnist`, `bundled`, or with `auto` the first that can be had.

    Raise DataError where files are broken, and where MNIST is asked for and cannot be had. Broken
    files are never passed over, not even by `auto`: someone believes that they are MNIST.
    """
    if dataset == BUNDLED:
        return bundled_digits()
    folder = data_dir or default_data_dir()
    try:
        return mnist_digits(read_mnist(folder, train=True))
    except MissingDigitsError as why:
        if dataset == MNIST:
            raise
        return bundled_digits(
            f"MNIST could not be had ({why.reason}): training on the 4,000 bundled digits instead; "
            f"the checkpoint will say so"
        )


def mnist_digits(images: NDArray[np.uint8]) -> Digits:
    """Return MNIST's (60000, 28, 28) training digits less the 5,000 of the bundled pack.

    The pack's digits are found by their content, so that no order of files matters.
    """
    pack = load_pack()
    held_out = set(content_keys(pack.images))
    keep = np.array([key not in held_out for key in content_keys(images)])
    return Digits(MNIST, images[keep], pack.images)


def bundled_digits(notice: str | None = None) -> Digits:
    """Return the 4,000 digits of the bundled pack that are for training."""
    pack = load_pack()
    return Digits(BUNDLED, pack.images[pack.train], pack.images[pack.show], notice)


class MissingDigitsError(DataError):
    """There are no MNIST files, and they could not be downloaded."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"{folder}: expected MNIST, found none and could not download it ({reason}); "
            f"name a folder that has it with --data-dir, or train with --dataset bundled"
        )


def read_mnist(folder: Path, *, train: bool) -> NDArray[np.uint8]:
    """Return MNIST's training or test digits, `uint8` (n, 28, 28), downloading them at need."""
    from torchvision import datasets

    raw = folder / "MNIST" / "raw"
    present = [name for name in MNIST_FILES if (raw / name).exists()]
    if len(present) < len(MNIST_FILES):
        print(f"Downloading MNIST to {raw} …", file=sys.stderr)
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(DOWNLOAD_PATIENCE_SECONDS)
    try:
        # torchvision reports its download on the standard streams; ours are the display's.
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            source = datasets.MNIST(
                str(folder), train=train, download=len(present) < len(MNIST_FILES)
            )
        images: NDArray[np.uint8] = source.data.numpy()
    except (OSError, RuntimeError, ValueError, EOFError, AssertionError, LookupError) as why:
        if not present:
            raise MissingDigitsError(folder, _short(why)) from None
        raise DataError(
            f"{raw}: expected MNIST's four files, found {len(present)} of which not all can be "
            f"read ({_short(why)}); delete the folder to have them downloaded again, or name "
            f"another --data-dir"
        ) from None
    finally:
        socket.setdefaulttimeout(before)
    if content_hash(images) != MNIST_SHA256[train]:
        raise DataError(
            f"{raw}: expected MNIST's digits, found {len(images):,} others; "
            f"delete the folder to have them downloaded again, or name another --data-dir"
        )
    return images


def on_device(images: NDArray[np.uint8], device: torch.device) -> Tensor:
    """Return `uint8` (n, 28, 28) digits as one (n, 1, 28, 28) tensor on the device."""
    return torch.from_numpy(np.ascontiguousarray(images)).unsqueeze(1).to(device)


def batch_of(digits: Tensor, indices: Tensor) -> Tensor:
    """Return digits (n, 1, 28, 28) in −1…1, float32, taken by index from the whole set."""
    return digits[indices].float() / 127.5 - 1.0


def _short(why: Exception) -> str:
    return (str(why).strip().splitlines() or [type(why).__name__])[0].rstrip(".:")
