"""The two-sample test: whether a fresh network can learn to tell fakes from real digits.

It is trained on half of either and then asked about the other half. Where both are of one
distribution it does no better than a coin, whatever network it is (Lopez-Paz & Oquab 2017,
arXiv 1610.06545).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.stats import binomtest

from models.classifier import AT_ONCE, DigitNetwork
from models.greys import in_five_greys
from models.sampling import to_signal
from trainer.evaluation.learning import Recipe, learn
from trainer.mnist import Labelled

EPOCHS = 12
LEAST_STEPS = 150
"""Few digits are learnt from for more epochs, or the network would end where it began."""
BATCH = 125
MEMORY = 0.2
"""Share of the training that the moving average of the weights looks back on."""

Digits = NDArray[np.uint8]


@dataclass(frozen=True)
class TwoSample:
    """How many of the `held_out` digits, half of them real, the network called what they are."""

    right: int
    held_out: int

    @property
    def accuracy(self) -> float:
        """0–1; 0.5 is a coin, for which real and fake are alike.

        >>> TwoSample(right=600, held_out=800).accuracy
        0.75
        """
        return self.right / self.held_out

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Return the accuracy's Wilson interval: how far the held-out digits' luck may reach.

        >>> [round(end, 3) for end in TwoSample(right=600, held_out=800).interval()]
        [0.719, 0.779]
        """
        found = binomtest(self.right, self.held_out).proportion_ci(level, method="wilson")
        return float(found.low), float(found.high)


def two_sample_test(reals: Digits, fakes: Digits, seed: int = 0) -> TwoSample:
    """Train a network to tell `uint8` (n, 28, 28) reals from (m, 28, 28) fakes, and test it.

    As many of each as the smaller set has are taken, mixed by `seed`, and shown in the game's five
    greys: by the exact values reals can be told from whatever a program draws. The same seed gives
    the same figure on the same machine.
    """
    count = min(len(reals), len(fakes))
    chance = np.random.default_rng(seed)
    mixed = [
        in_five_greys(digits[chance.permutation(len(digits))[:count]]) for digits in (fakes, reals)
    ]
    half = count // 2
    learnt = _labelled([digits[:half] for digits in mixed])
    asked = _labelled([digits[half:] for digits in mixed])
    with torch.random.fork_rng():
        network = learn(learnt, _recipe(len(learnt.images), seed), lambda epoch, loss: None)
    return TwoSample(
        int((_verdicts(network, asked.images) == asked.labels).sum()), len(asked.labels)
    )


def _recipe(digits: int, seed: int) -> Recipe:
    """Return how to learn from so many: the digits as they are, for where they stand may tell."""
    batch = min(BATCH, digits)
    steps = digits // batch
    epochs = max(EPOCHS, math.ceil(LEAST_STEPS / steps))
    ema = 1 - 1 / (MEMORY * epochs * steps)
    return Recipe(
        epochs=epochs, seed=seed, batch=batch, ema=ema, degrees=0.0, stretch=0.0, shift=0.0
    )


def _labelled(sides: list[Digits]) -> Labelled:
    """Put fakes and reals together as the classes 0 and 1."""
    labels = np.repeat(np.arange(len(sides), dtype=np.uint8), [len(side) for side in sides])
    return Labelled(np.concatenate(sides), labels)


@torch.inference_mode()
def _verdicts(network: DigitNetwork, digits: Digits) -> NDArray[np.int64]:
    """Return 1 for each of the digits that the network takes to be real, 0 for the others."""
    parts = [digits[at : at + AT_ONCE] for at in range(0, len(digits), AT_ONCE)]
    # The classes are ten, of which it has met two.
    verdicts: NDArray[np.int64] = torch.cat(
        [network(to_signal(part))[:, :2].argmax(1) for part in parts]
    ).numpy()
    return verdicts
