"""How weights move: normalised gradients, the schedule, the moving average."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.optim import SGD

# Below this a gradient is noise of rounding, and normalising would make it a full step.
LEAST_NORM = 1e-12
EMA_WARM_UP = 10


def optimizer_for(network: nn.Module, *, learning_rate: float, momentum: float) -> SGD:
    """Return plain SGD over all weights of `network`."""
    return SGD(network.parameters(), lr=learning_rate, momentum=momentum)


def normalise_gradients(network: nn.Module) -> None:
    """Scale the gradient of each tensor to a root mean square of 1: g ← g · √n / ‖g‖.

    nSGDA normalises per tensor (Jelassi et al. 2022, arXiv 2210.04319); the √n, for a tensor of n
    numbers, lets one learning rate serve tensors of all sizes.
    """
    gradients = [weight.grad for weight in network.parameters() if weight.grad is not None]
    norms = torch._foreach_norm(gradients)
    scales = [
        math.sqrt(gradient.numel()) / norm.clamp_min(LEAST_NORM)
        for gradient, norm in zip(gradients, norms, strict=True)
    ]
    torch._foreach_mul_(gradients, scales)


def learning_rate_at(progress: float, peak: float, schedule: str) -> float:
    """Return the learning rate at `progress`, 0 at the start of the run and 1 at its end.

    Cosine without restarts: Loshchilov & Hutter 2016, arXiv 1608.03983, eq. 5.

    >>> learning_rate_at(0.5, 0.002, "cosine"), learning_rate_at(0.5, 0.002, "constant")
    (0.001, 0.002)
    """
    if schedule == "constant":
        return peak
    return peak * 0.5 * (1.0 + math.cos(math.pi * progress))


def set_learning_rate(optimizer: SGD, rate: float) -> None:
    """Use `rate` from the next step on."""
    for group in optimizer.param_groups:
        group["lr"] = rate


@torch.no_grad()
def follow(average: nn.Module, network: nn.Module, decay: float, step: int) -> None:
    """Move the `average` of a network towards its weights of now, running statistics included.

    The first steps use a shorter memory, (1 + step) / (10 + step), so that the average is not held
    back by the random weights it started from. A decay of 0 copies.
    """
    decay = min(decay, (1 + step) / (EMA_WARM_UP + step))
    pairs = zip(average.state_dict().values(), network.state_dict().values(), strict=True)
    moving: list[tuple[Tensor, Tensor]] = []
    for mean, now in pairs:
        if mean.is_floating_point():
            moving.append((mean, now))
        else:
            mean.copy_(now)
    means, nows = [mean for mean, _ in moving], [now for _, now in moving]
    torch._foreach_lerp_(means, nows, 1.0 - decay)
