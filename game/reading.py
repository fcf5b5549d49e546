"""Reading digits with the shipped classifier: what a fake shows, and which reals are plain."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from models.classifier import Classifier

PLAIN_PER_CLASS = 20
"""A break's catch trial takes one: these last through studies of a thousand trials and more."""
NEAREST = 2 * PLAIN_PER_CLASS
"""Of a class' digits, those that may be plain at all."""
SURE = 0.999
"""How probable the classifier finds the true class of a plain digit, at the least."""
INK = 64
"""The faintest grey that belongs to a stroke, of the five that digits are shown in."""


def classes_of(digits: NDArray[np.uint8], classifier: Classifier) -> tuple[int, ...]:
    """Return the class, 0–9, of each `uint8` (n, 28, 28) digit.

    Each is read alone, so that what it is read as does not depend on what is asked beside it.
    """
    return tuple(int(classifier.classify(digit[None])[0].argmax()) for digit in digits)


def unmistakable(
    digits: NDArray[np.uint8], labels: NDArray[np.uint8], classifier: Classifier
) -> tuple[int, ...]:
    """Return the places, in order, of real digits that nobody who looks could take for fakes.

    What a forger gives itself away by is a shape that is no digit, one that lies between two, and
    ink that has come loose. So a real is unmistakable when it is as far from all of these as can
    be: of its class it is among the ``NEAREST`` to the middle (the mean of the class in the
    classifier's features, Euclidean distance), the classifier is ``SURE`` of its true class, and
    its ink is in one piece. The nearest 20 such of each class are taken; the same digits always
    give the same places.

    digits: `uint8` (n, 28, 28), as they are shown; labels: (n,), 0–9.
    """
    features = classifier.features(digits)
    places: list[int] = []
    for label in np.unique(labels):
        own = np.flatnonzero(labels == label)
        away = np.linalg.norm(features[own] - features[own].mean(0), axis=1)
        nearest = own[np.argsort(away, kind="stable")[:NEAREST]]
        sure = classifier.classify(digits[nearest])[:, label] >= SURE
        plain = (int(place) for place in nearest[sure] if in_one_piece(digits[place]))
        places += islice(plain, PLAIN_PER_CLASS)
    return tuple(sorted(places))


def in_one_piece(digit: NDArray[np.uint8]) -> bool:
    """Return whether all ink of a digit (h, w) hangs together, be it by the corners.

    >>> in_one_piece(np.array([[255, 0, 0], [0, 64, 0], [0, 0, 0]], np.uint8))
    True
    >>> in_one_piece(np.array([[255, 0, 0], [0, 0, 64], [0, 0, 0]], np.uint8))
    False
    """
    left = set(zip(*(axis.tolist() for axis in np.nonzero(digit >= INK)), strict=True))
    reached = [left.pop()] if left else []
    while reached:
        beside = left.intersection(_around(*reached.pop()))
        left -= beside
        reached += beside
    return not left


def _around(row: int, column: int) -> Iterator[tuple[int, int]]:
    for down in (-1, 0, 1):
        for across in (-1, 0, 1):
            yield row + down, column + across
