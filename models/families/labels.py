"""The labels that a conditional network is told."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor

from models.seeds import CLASSES


def expect_labels(labels: Tensor | None) -> Tensor:
    """Return `labels`; raise ValueError where a conditional network is given none."""
    if labels is None:
        raise ValueError("labels: expected one for each digit, for the network is conditional")
    return labels


def shares_of(labels: Tensor | None) -> Tensor:
    """Return what of each digit is told, (n, 10): of labels (n,) int64 the one-hot.

    Shares (n, 10) of floats, that sum to 1, are returned as they are: what lies between two digits.
    Raise ValueError where the labels are None.
    """
    told = expect_labels(labels)
    return told if told.is_floating_point() else F.one_hot(told, CLASSES)
