"""The lines of metrics.jsonl, epoch by epoch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Line = Mapping[str, float]


@dataclass(frozen=True)
class Epoch:
    """A whole epoch: both losses, as means over its steps, and its last line."""

    loss_d: float
    loss_g: float
    last: Line


def epochs_of(lines: Sequence[Line], steps_an_epoch: int) -> tuple[Epoch, ...]:
    """Return the whole epochs that `lines` of metrics.jsonl, in their order, hold."""
    epochs = []
    begin = 0
    steps = [0, *(int(line["step"]) for line in lines)]
    lengths = [later - earlier for earlier, later in pairwise(steps)]
    for end, line in enumerate(lines, 1):
        if line["step"] % steps_an_epoch == 0:
            part, weights = lines[begin:end], lengths[begin:end]
            loss_d = _mean([line["loss_d"] for line in part], weights)
            loss_g = _mean([line["loss_g"] for line in part], weights)
            epochs.append(Epoch(loss_d, loss_g, line))
            begin = end
    return tuple(epochs)


def out_of_patience(epochs: Sequence[Epoch], patience: int) -> bool:
    """Whether the last `patience` epochs brought no lower sum of both losses; never for 0."""
    sums = [epoch.loss_d + epoch.loss_g for epoch in epochs]
    return 0 < patience < len(sums) and min(sums[-patience:]) >= min(sums[:-patience])


def _mean(values: Sequence[float], weights: Sequence[int]) -> float:
    total = sum(value * weight for value, weight in zip(values, weights, strict=True))
    return total / sum(weights)
