"""The labels that a conditional network is told."""

from __future__ import annotations

from torch import Tensor


def expect_labels(labels: Tensor | None) -> Tensor:
    """Return `labels`; raise ValueError where a conditional network is given none."""
    if labels is None:
        raise ValueError("labels: expected one for each digit, for the network is conditional")
    return labels
