"""The training digits: those held out removed, kept on the device, taken by index."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from platformdirs import user_cache_path
from torch import Tensor

from models.digits import content_keys, load_pack
from models.pool import BUNDLED, MNIST
from trainer.mnist import Labelled, MissingDigitsError, read_mnist


@dataclass(frozen=True, eq=False)
class Digits:
    """A training set without the digits that the game shows, which are `held_out`."""

    name: str
    training: Labelled
    held_out: Labelled
    notice: str | None = None
    """What the trainer must be told of how these were found, in one sentence."""

    def only(self, digit: int) -> Digits:
        """Return those of one class alone, 0–9."""
        training, held_out = self.training, self.held_out
        return dataclasses.replace(
            self,
            training=training[training.labels == digit],
            held_out=held_out[held_out.labels == digit],
        )


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


def mnist_digits(digits: Labelled) -> Digits:
    """Return MNIST's 60,000 training digits less the 5,000 of the bundled pack.

    The pack's digits are found by their content, so that no order of files matters.
    """
    pack = load_pack()
    held_out = set(content_keys(pack.images))
    keep = np.array([key not in held_out for key in content_keys(digits.images)])
    return Digits(MNIST, digits[keep], Labelled(pack.images, pack.labels))


def bundled_digits(notice: str | None = None) -> Digits:
    """Return the 4,000 digits of the bundled pack that are for training."""
    pack = load_pack()
    digits = Labelled(pack.images, pack.labels)
    return Digits(BUNDLED, digits[pack.train], digits[pack.show], notice)


def on_device(images: NDArray[np.uint8], device: torch.device) -> Tensor:
    """Return `uint8` (n, 28, 28) digits as one (n, 1, 28, 28) tensor on the device."""
    return torch.from_numpy(np.ascontiguousarray(images)).unsqueeze(1).to(device)


def batch_of(digits: Tensor, indices: Tensor) -> Tensor:
    """Return digits (n, 1, 28, 28) in −1…1, float32, taken by index from the whole set."""
    return digits[indices].float() / 127.5 - 1.0
