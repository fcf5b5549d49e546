"""MNIST's digits together with their labels, and the training digits less those held out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from torchvision import datasets

from models.digits import content_keys, load_pack
from trainer.data import DataError, read_mnist

LABELS_SHA256 = {
    True: "1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13",
    False: "ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5",
}
"""Of the labels of MNIST's 60,000 training digits and of its 10,000 test digits, as `uint8`."""


@dataclass(frozen=True, eq=False)
class Labelled:
    """Digits `uint8` (n, 28, 28), 0 = background, and what each is: `uint8` (n,), 0–9."""

    images: NDArray[np.uint8]
    labels: NDArray[np.uint8]


def read_labelled(folder: Path, *, train: bool) -> Labelled:
    """Return MNIST's training or test digits with labels, downloading them at need.

    Raise DataError where the files are broken, MissingDigitsError where they cannot be had.
    """
    images = read_mnist(folder, train=train)
    try:
        labels = datasets.MNIST(str(folder), train=train).targets.numpy().astype(np.uint8)
        whole = hashlib.sha256(labels.tobytes()).hexdigest() == LABELS_SHA256[train]
    except (OSError, RuntimeError, ValueError, EOFError):
        whole = False
    if not whole:
        raise DataError(
            f"{folder / 'MNIST' / 'raw'}: expected MNIST's labels, found a file that cannot be "
            f"read or holds others; delete the folder to have them downloaded again, or name "
            f"another --data-dir"
        )
    return Labelled(images, labels)


def less_held_out(digits: Labelled) -> Labelled:
    """Return `digits` without those of the bundled pack, which are found by their content."""
    held_out = set(content_keys(load_pack().images))
    keep = np.array([key not in held_out for key in content_keys(digits.images)])
    return Labelled(digits.images[keep], digits.labels[keep])
