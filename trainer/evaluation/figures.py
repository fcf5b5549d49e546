"""All figures of one set of digits, and of the real digits that show what is possible."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from models.checkpoint import load
from models.classifier import Classifier
from models.sampling import forge_many
from models.shelf import Shelved
from trainer.evaluation.measures import (
    Manifold,
    class_shares,
    copies,
    frechet_distance,
    largest_deviation,
    manifold,
    nearest_distances,
)
from trainer.evaluation.two_sample import TwoSample, two_sample_test
from trainer.evaluation.yardstick import Yardstick

MOST_FOR_NEIGHBOURS = 5_000
"""Digits on each side that density and coverage are measured with; they depend on how many."""


@dataclass(frozen=True)
class Figures:
    """What was measured of one set of digits.

    fid: classifier FID; deviation: the largest of a class's share from the true one, in points;
    shares: of the classes, (10,); copies: 0–1, or None where the training digits are not at hand;
    two_sample: None where the test was left out.
    """

    fid: float
    manifold: Manifold
    deviation: float
    shares: tuple[float, ...]
    copies: float | None
    two_sample: TwoSample | None


@dataclass(frozen=True)
class Judged:
    """A checkpoint with its figures and its first digits, `uint8` (n, 28, 28)."""

    entry: Shelved
    figures: Figures
    digits: NDArray[np.uint8] = field(repr=False, compare=False)


class Bench:
    """The yardstick with its features computed once, ready to measure many sets of `count`.

    Without `two_sample` that test, which trains a network for each set, is left out.
    """

    def __init__(
        self,
        yardstick: Yardstick,
        classifier: Classifier,
        samples: int,
        *,
        two_sample: bool = True,
    ) -> None:
        self.yardstick = yardstick
        self.classifier = classifier
        self.count = min(samples, len(yardstick.train.images))
        self.for_neighbours = min(self.count, len(yardstick.test.images), MOST_FOR_NEIGHBOURS)
        self.two_sample = two_sample
        self._distances: dict[str, NDArray[np.float32]] = {}

    def floor(self) -> Figures:
        """Measure real training digits as if they were fakes: no generator needs to do better."""
        digits = self.yardstick.some_training_digits(self.count)
        # By their definition, 1 % of the test digits count as copies.
        return self._measure(digits, 0.01)

    def judge(self, entry: Shelved) -> Judged:
        """Measure the digits of the seeds 0, 1, 2, … of a checkpoint, each alone.

        A conditional one is asked for the classes of the test digits, where the game asks for all
        alike: what is measured is how it draws, not how often it is asked for what.
        Raise CheckpointError where it cannot be loaded.
        """
        digits = self._forged(entry)
        return Judged(entry, self._measure(digits, self._copies(entry, digits)), digits)

    def fid(self, entry: Shelved) -> float:
        """Measure the classifier FID of a checkpoint alone, the same as by `judge`."""
        features = self.classifier.features(self._forged(entry))
        return frechet_distance(self._test_features, features)

    def _forged(self, entry: Shelved) -> NDArray[np.uint8]:
        labels = self._asked_classes if entry.metadata.conditional else None
        return forge_many(load(entry.path).generator, range(self.count), labels)

    def _measure(self, digits: NDArray[np.uint8], copied: float | None) -> Figures:
        features = self.classifier.features(digits)
        shares = class_shares(self.classifier.classify(digits))
        n = self.for_neighbours
        return Figures(
            fid=frechet_distance(self._test_features, features),
            manifold=manifold(self._test_features[:n], features[:n]),
            deviation=largest_deviation(shares, self.yardstick.shares),
            shares=tuple(shares.tolist()),
            copies=copied,
            two_sample=two_sample_test(self._test, digits) if self.two_sample else None,
        )

    def _copies(self, entry: Shelved, digits: NDArray[np.uint8]) -> float | None:
        dataset = entry.metadata.dataset
        if dataset not in self.yardstick.trained_on:
            return None
        learnt = self.yardstick.trained_on[dataset]
        if dataset not in self._distances:
            self._distances[dataset] = nearest_distances(self.yardstick.test.images, learnt)
        return copies(nearest_distances(digits, learnt), self._distances[dataset])

    @cached_property
    def _asked_classes(self) -> list[int]:
        labels = np.random.default_rng(2).permutation(self.yardstick.test.labels)
        return [int(label) for label in np.resize(labels, self.count)]

    @cached_property
    def _test(self) -> NDArray[np.uint8]:
        # In one fixed order at random: the first of the test digits were written by other people
        # than the last.
        order = np.random.default_rng(1).permutation(len(self.yardstick.test.images))
        return self.yardstick.test.images[order]

    @cached_property
    def _test_features(self) -> NDArray[np.float32]:
        return self.classifier.features(self._test)
