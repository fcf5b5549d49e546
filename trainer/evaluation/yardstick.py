"""The real digits that fakes are measured against."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.digits import load_pack
from models.pool import BUNDLED, MNIST
from trainer.config import Source
from trainer.data import default_data_dir, mnist_digits
from trainer.mnist import Labelled, MissingDigitsError, read_mnist


@dataclass(frozen=True, eq=False)
class Yardstick:
    """Two disjoint sets of real digits: those to learn from, and those to be measured against.

    trained_on: the digits that a checkpoint of each dataset learnt from, `uint8` (n, 28, 28), as
    far as they are at hand.
    """

    name: str
    train: Labelled
    test: Labelled
    trained_on: dict[str, NDArray[np.uint8]] = field(default_factory=dict)
    notice: str | None = None
    """What the reader must be told of how these were found, in one sentence."""

    @property
    def shares(self) -> NDArray[np.float64]:
        """The true share of each class, (10,), which sums to 1."""
        return np.bincount(self.train.labels, minlength=10) / len(self.train.labels)

    def some_training_digits(self, count: int) -> NDArray[np.uint8]:
        """Return `count` training digits, `uint8` (count, 28, 28), mixed: the same every time."""
        order = np.random.default_rng(0).permutation(len(self.train.images))
        return self.train.images[order[:count]]


def find_yardstick(source: Source, data_dir: Path | None) -> Yardstick:
    """Return MNIST, or with `auto`, where it cannot be had, the bundled digits.

    Raise DataError where files are broken, and where MNIST is asked for and cannot be had.
    """
    if source == BUNDLED:
        return _bundled("Measured on the bundled digits, as asked for")
    try:
        return _mnist(data_dir or default_data_dir())
    except MissingDigitsError as why:
        if source == MNIST:
            raise
        return _bundled(f"MNIST could not be had ({why.reason}): measured on the bundled digits")


def _mnist(folder: Path) -> Yardstick:
    test = read_mnist(folder, train=False)
    train = mnist_digits(read_mnist(folder, train=True)).training
    return Yardstick(MNIST, train, test, {MNIST: train.images, **_trained_on_pack()})


def _bundled(why: str) -> Yardstick:
    pack = load_pack()
    train, test = (
        Labelled(pack.images[part], pack.labels[part]) for part in (pack.train, pack.show)
    )
    notice = (
        f"{why}, with fewer samples than MNIST allows: {len(train.images):,} stand for the "
        f"training digits, {len(test.images):,} for the test digits"
    )
    return Yardstick(BUNDLED, train, test, _trained_on_pack(), notice)


def _trained_on_pack() -> dict[str, NDArray[np.uint8]]:
    pack = load_pack()
    return {BUNDLED: pack.images[pack.train]}
