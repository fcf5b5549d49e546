"""Noise made of the noise of seeds: sums, differences, and the way from one to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import torch
import torch.nn.functional as F
from torch import Tensor

from models.sampling import noise_of
from models.seeds import CLASSES

LEAST_SINE = 1e-4
"""Below it no great arc is marked out by its two ends."""


def combine(terms: Iterable[tuple[int, int]], latent: int) -> Tensor:
    """Return the noise (latent,) of a sum of seeds, each term a sign (1 or -1) and a seed.

    Scaled to the variance of noise: of independent standard normals times c₁, c₂, … the sum has
    the variance c₁² + c₂² + … Where all terms cancel out it is the origin.
    """
    times: Counter[int] = Counter()
    for sign, seed in terms:
        times[seed] += sign
    length = sum(count**2 for count in times.values()) ** 0.5
    total = sum((count * noise_of(seed, latent) for seed, count in times.items()), torch.zeros(()))
    return total / length if length else torch.zeros(latent)


def walk(first: Tensor, last: Tensor, steps: int) -> Iterator[Tensor]:
    """Yield `steps` noises on the great arc from one to the other, both included.

    The straight line would pass through noise too short to be one (White 2016, arXiv 1609.04468);
    it is taken only between noises that lie on one line with the origin.
    """
    # In float32 the angle between a noise and itself is not 0.
    angle = torch.arccos(F.cosine_similarity(first.double(), last.double(), dim=0).clamp(-1, 1))
    straight = bool(torch.sin(angle) < LEAST_SINE)
    # The ends are the seeds' own, to the last bit.
    yield first
    for share in torch.linspace(0, 1, steps)[1:-1]:
        if straight:
            yield torch.lerp(first, last, share)
        else:
            near, far = torch.sin((1 - share) * angle), torch.sin(share * angle)
            yield ((near * first + far * last) / torch.sin(angle)).float()
    yield last


def blend(first: int, last: int, steps: int) -> list[int | Tensor]:
    """Return `steps` labels from one digit to another: the ends, and shares (10,) between them."""
    if first == last:
        return [first] * steps
    one_hot = torch.eye(CLASSES)
    ways = torch.linspace(0, 1, steps)[1:-1]
    between = [torch.lerp(one_hot[first], one_hot[last], share) for share in ways]
    return [first, *between, last]
