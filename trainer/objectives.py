"""What the two networks minimise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor


@dataclass(frozen=True)
class Objective:
    """Both losses, each from the logits (n,) of reals and those of fakes."""

    discriminator: Callable[[Tensor, Tensor], Tensor]
    generator: Callable[[Tensor, Tensor], Tensor]
    paired: bool
    """Whether the generator's loss looks at the reals' logits too."""


def discriminator_loss(real: Tensor, fake: Tensor) -> Tensor:
    """Return binary cross-entropy of the reals' logits against 1 and of the fakes' against 0.

    Goodfellow et al. 2014, arXiv 1406.2661, eq. 1, on logits: −log σ(x) = softplus(−x).
    """
    return F.softplus(-real).mean() + F.softplus(fake).mean()


def generator_loss(real: Tensor, fake: Tensor) -> Tensor:
    """Return binary cross-entropy of the fakes' logits against 1; the reals' do not matter.

    This is the non-saturating loss of arXiv 1406.2661, §3.
    """
    return F.softplus(-fake).mean()


def relativistic_loss(better: Tensor, worse: Tensor) -> Tensor:
    """Return the loss of ranking `better` above `worse`, pair by pair.

    The discriminator's with (real, fake), the generator's the other way round
    (Jolicoeur-Martineau 2018, arXiv 1807.00734; paired as in Huang et al. 2024, arXiv 2501.05441,
    eq. 2).
    """
    return F.softplus(worse - better).mean()


OBJECTIVES: Mapping[str, Objective] = {
    "standard": Objective(discriminator_loss, generator_loss, paired=False),
    "relativistic": Objective(
        relativistic_loss, lambda real, fake: relativistic_loss(fake, real), paired=True
    ),
}


def gradient_penalty(digits: Tensor, logits: Tensor) -> Tensor:
    """Return the mean squared norm of the logits' gradient at the digits, to be weighted γ/2.

    `digits` is (n, 1, 28, 28) with gradient, `logits` (n,) the discriminator's of them. R1 on
    reals, R2 on fakes: Mescheder et al. 2018, arXiv 1801.04406, eq. 9 and 10.
    """
    (gradient,) = torch.autograd.grad(logits.sum(), digits, create_graph=True)
    return gradient.square().sum((1, 2, 3)).mean()
