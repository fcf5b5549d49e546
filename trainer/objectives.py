"""What the two networks minimise."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def discriminator_loss(real: Tensor, fake: Tensor) -> Tensor:
    """Return binary cross-entropy of the logits (n,) of reals against 1 and of fakes against 0.

    Goodfellow et al. 2014, arXiv 1406.2661, eq. 1, on logits: −log σ(x) = softplus(−x).
    """
    return F.softplus(-real).mean() + F.softplus(fake).mean()


def generator_loss(fake: Tensor) -> Tensor:
    """Return binary cross-entropy of the fakes' logits (n,) against 1.

    This is the non-saturating loss of arXiv 1406.2661, §3.
    """
    return F.softplus(-fake).mean()


def r1_penalty(real: Tensor, logits: Tensor) -> Tensor:
    """Return the mean squared norm of the logits' gradient at the real digits, to be weighted γ/2.

    `real` is (n, 1, 28, 28) with gradient, `logits` (n,) the discriminator's of them.
    Mescheder et al. 2018, arXiv 1801.04406, eq. 9.
    """
    (gradient,) = torch.autograd.grad(logits.sum(), real, create_graph=True)
    return gradient.square().sum((1, 2, 3)).mean()
