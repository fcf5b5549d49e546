"""How various digits are: how far apart they lie, and how many classes they are read as."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from models.classifier import Classifier
from models.seeds import CLASSES

NEAR = 0.25
"""The quantile of the distances that is kept: it falls once a quarter of the digits have twins."""


@dataclass(frozen=True)
class Variety:
    """Measured of a hundred digits, for both depend on how many they are.

    spread: the lower quartile of the distances from each digit to the nearest of the others,
    Euclidean, in grey levels over all pixels; class_entropy: of the classes that the digits are
    read as, in bits, at most log2(10) = 3.32.

    Measured: 100 of MNIST's digits at random have a spread of 1,300–1,730 and an entropy of
    3.11–3.32 (300 draws); 100 ones, the narrowest class, have a spread of 580–690.
    """

    spread: float
    class_entropy: float

    @property
    def classes(self) -> float:
        """How many classes, all as frequent as each other, would have this entropy."""
        return float(2**self.class_entropy)


def variety_of(digits: NDArray[np.uint8], classifier: Classifier) -> Variety:
    """Measure `uint8` (n, 28, 28) digits, two at least."""
    read = classifier.classify(digits).argmax(1)
    shares = np.bincount(read, minlength=CLASSES) / len(digits)
    return Variety(spread_of(digits), entropy_of(shares))


def spread_of(digits: NDArray[np.uint8]) -> float:
    """Return the lower quartile of the distances to the nearest other digit, in grey levels."""
    pixels = torch.from_numpy(digits.reshape(len(digits), -1).astype(np.float32))
    # By differences: with products, as cdist does from 25 digits on, twins are some levels apart.
    apart = torch.cdist(pixels, pixels, compute_mode="donot_use_mm_for_euclid_dist")
    nearest = apart.fill_diagonal_(float("inf")).amin(1)
    return float(nearest.quantile(NEAR))


def entropy_of(shares: NDArray[np.float64]) -> float:
    """Return the entropy of shares that sum to 1, in bits.

    >>> entropy_of(np.array([0.5, 0.25, 0.25, 0.0]))
    1.5
    """
    there = shares[shares > 0]
    return abs(float((there * np.log2(there)).sum()))
