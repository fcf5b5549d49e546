"""Which digits of the bundled pack may be shown, said without loading them."""

from __future__ import annotations

POOL_NAME = "mnist-5000"
"""The name that a recorded trial gives the bundled pack."""

PACK_SIZE = 5_000
DIGITS_PER_CLASS = 500
TRAINED_PER_CLASS = 400
"""Of each class's 500, the first 400 train a run on the pack and the last 100 are shown."""

MNIST = "mnist"
BUNDLED = "bundled"
"""The dataset name of a run that was trained on the pack itself."""
DATASETS = (MNIST, BUNDLED)
"""What a run may have been trained on."""


def is_shown(index: int) -> bool:
    """Whether the pack's digit `index` belongs to the fixed 1,000 that no run trains on.

    The pack is sorted by class, 500 digits each.

    >>> is_shown(399), is_shown(400), is_shown(4_999)
    (False, True, True)
    """
    return index % DIGITS_PER_CLASS >= TRAINED_PER_CLASS


def class_of(index: int) -> int:
    """Return which digit, 0–9, the pack's digit `index` is.

    >>> class_of(499), class_of(500)
    (0, 1)
    """
    return index // DIGITS_PER_CLASS


def shown_indices(dataset: str) -> tuple[int, ...]:
    """Return the pack's indices that a checkpoint trained on `dataset` has never seen.

    >>> len(shown_indices("mnist")), len(shown_indices("bundled"))
    (5000, 1000)
    """
    if dataset == BUNDLED:
        return tuple(filter(is_shown, range(PACK_SIZE)))
    return tuple(range(PACK_SIZE))
