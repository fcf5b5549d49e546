"""How far a set of digits is from another: each measure a function of arrays."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from prdc import compute_prdc  # type: ignore[import-untyped]
from torch import Tensor, nn
from torchmetrics.image.fid import FrechetInceptionDistance

NEIGHBOURS = 5
ORDINARY = 0.99
"""Of the test digits lie farther from all training digits than what counts as a copy."""
AT_ONCE = 500

Features = NDArray[np.float32]
Digits = NDArray[np.uint8]


@dataclass(frozen=True)
class Manifold:
    """How well fakes and reals fill the same region (arXiv 2002.09797); alike is about 1.

    density: how many real neighbourhoods a fake lies in, over how many it should; coverage: share
    of the real neighbourhoods with a fake in it, 0–1; precision and recall: 0–1.
    """

    density: float
    coverage: float
    precision: float
    recall: float


class _AsGiven(nn.Module):
    """Hands features on: each digit's are computed once, for all measures."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.num_features = width

    def forward(self, features: Tensor) -> Tensor:
        return features


def frechet_distance(real: Features, fake: Features) -> float:
    """Return the Fréchet distance between features (n, d) and (m, d), 0 where they are alike.

    Computed by torchmetrics in float64. The scale is that of the features, so that figures of
    different classifiers do not compare.
    """
    metric = FrechetInceptionDistance(_AsGiven(real.shape[1]))
    metric.update(torch.from_numpy(real).double(), real=True)
    metric.update(torch.from_numpy(fake).double(), real=False)
    return float(metric.compute())


def manifold(real: Features, fake: Features) -> Manifold:
    """Compare features (n, d) and (m, d) by their 5 nearest neighbours, as prdc computes it."""
    with contextlib.redirect_stdout(io.StringIO()):  # it prints the counts
        found = compute_prdc(real, fake, nearest_k=NEIGHBOURS)
    return Manifold(
        **{name: float(found[name]) for name in ("density", "coverage", "precision", "recall")}
    )


def class_shares(probabilities: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the share of each class, (10,), among digits with class probabilities (n, 10)."""
    return np.bincount(probabilities.argmax(1), minlength=10) / len(probabilities)


def largest_deviation(shares: NDArray[np.float64], true: NDArray[np.float64]) -> float:
    """Return the largest difference of a class's share from the true one, in points.

    >>> largest_deviation(np.array([0.30, 0.70]), np.array([0.50, 0.50]))
    20.0
    """
    return round(float(100 * np.abs(shares - true).max()), 6)


def nearest_distances(digits: Digits, among: Digits) -> NDArray[np.float32]:
    """Return each digit's distance to the nearest of `among`, (n,), in grey levels over all pixels.

    Both are `uint8` (·, 28, 28); the distance is Euclidean.
    """
    there = torch.tensor(among.reshape(len(among), -1), dtype=torch.float32)
    squares = there.square().sum(1)
    nearest = []
    for at in range(0, len(digits), AT_ONCE):
        here = torch.from_numpy(
            digits[at : at + AT_ONCE].reshape(-1, there.shape[1]).astype(np.float32)
        )
        # float32 is good enough: the squares are a million and more, their rounding some tens.
        squared = squares - 2 * (here @ there.T)
        nearest.append(squared.amin(1) + here.square().sum(1))
    distances: NDArray[np.float32] = torch.cat(nearest).clamp(min=0).sqrt().numpy()
    return distances


def copies(fakes: NDArray[np.float32], reals: NDArray[np.float32]) -> float:
    """Return the share of fakes nearer to a training digit than 99 % of the test digits are.

    Both are distances to the nearest training digit; test digits themselves score 0.01.
    """
    return float((fakes < np.quantile(reals, 1 - ORDINARY)).mean())
