"""MNIST's files: read or downloaded, and known by their content."""

from __future__ import annotations

import contextlib
import hashlib
import io
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.digits import content_hash

MNIST_SHA256 = {
    True: "741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757",
    False: "6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161",
}
"""Of the pixels of MNIST's 60,000 training digits and of its 10,000 test digits, in their order."""
LABELS_SHA256 = {
    True: "1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13",
    False: "ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5",
}
"""Of their labels, as `uint8`."""
MNIST_FILES = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)
DOWNLOAD_PATIENCE_SECONDS = 20.0
"""How long a silent server is waited for."""


class DataError(Exception):
    """The digits cannot be had; the message is one sentence that says what to do."""


class MissingDigitsError(DataError):
    """There are no MNIST files, and they could not be downloaded."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"{folder}: expected MNIST, found none and could not download it ({reason}); "
            f"name a folder that has it with --data-dir, or train with --dataset bundled"
        )


@dataclass(frozen=True, eq=False)
class Labelled:
    """Digits `uint8` (n, 28, 28), 0 = background, and what each is: `uint8` (n,), 0–9."""

    images: NDArray[np.uint8]
    labels: NDArray[np.uint8]

    def __getitem__(self, chosen: NDArray[np.bool_] | NDArray[np.int64] | slice) -> Labelled:
        return Labelled(self.images[chosen], self.labels[chosen])


def read_mnist(folder: Path, *, train: bool) -> Labelled:
    """Return MNIST's training or test digits, downloading them at need.

    Raise DataError where the files are broken, MissingDigitsError where they cannot be had.
    """
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
        digits = Labelled(source.data.numpy(), source.targets.numpy().astype(np.uint8))
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
    if content_hash(digits.images) != MNIST_SHA256[train]:
        raise DataError(
            f"{raw}: expected MNIST's digits, found {len(digits.images):,} others; "
            f"delete the folder to have them downloaded again, or name another --data-dir"
        )
    if hashlib.sha256(digits.labels.tobytes()).hexdigest() != LABELS_SHA256[train]:
        raise DataError(
            f"{raw}: expected MNIST's labels, found others; "
            f"delete the folder to have them downloaded again, or name another --data-dir"
        )
    return digits


def _short(why: Exception) -> str:
    return (str(why).strip().splitlines() or [type(why).__name__])[0].rstrip(".:")
