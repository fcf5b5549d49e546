"""How weights move: normalised gradients, the schedule, the moving average."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.optim import SGD, Adam, Optimizer

# Below this a gradient is noise of rounding, and normalising would make it a full step.
LEAST_NORM = 1e-12
EMA_WARM_UP = 10


def optimizer_for(
    network: nn.Module,
    kind: str,
    *,
    learning_rate: float,
    momentum: float,
    beta2: float,
    captured: bool = False,
) -> Optimizer:
    """Return `sgd` or `adam` over all weights of `network`; `momentum` is Adam's β1.

    For captured steps the rate is a tensor beside the weights, so that they can follow a schedule.
    """
    weights = list(network.parameters())
    rate = torch.tensor(learning_rate, device=weights[0].device) if captured else learning_rate
    if kind == "adam":
        betas = (float(momentum), float(beta2))
        return Adam(weights, lr=rate, betas=betas, fused=captured, capturable=captured)
    return SGD(weights, lr=rate, momentum=momentum, fused=captured)


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


def set_learning_rate(optimizer: Optimizer, rate: float) -> None:
    """Use `rate` from the next step on."""
    for group in optimizer.param_groups:
        if isinstance(group["lr"], Tensor):
            group["lr"].fill_(rate)
        else:
            group["lr"] = rate


def share_of_new(decay: float, step: int) -> float:
    """Return the share of the new weights in the moving average at `step`, counted from 0.

    The first steps use a shorter memory, (1 + step) / (10 + step), so that the average is not held
    back by the random weights it started from. A decay of 0 copies.

    >>> share_of_new(0.999, 0), round(share_of_new(0.999, 100_000), 6)
    (0.9, 0.001)
    """
    return 1.0 - min(decay, (1 + step) / (EMA_WARM_UP + step))


@torch.no_grad()
def follow(average: nn.Module, network: nn.Module, fresh: float | Tensor) -> None:
    """Move the `average` of a network by `fresh`, 0–1, of the way to its weights of now, running
    statistics included.
    """
    pairs = zip(average.state_dict().values(), network.state_dict().values(), strict=True)
    moving: list[tuple[Tensor, Tensor]] = []
    for mean, now in pairs:
        if mean.is_floating_point():
            moving.append((mean, now))
        else:
            mean.copy_(now)
    means, nows = [mean for mean, _ in moving], [now for _, now in moving]
    if isinstance(fresh, Tensor):
        ways = torch._foreach_sub(nows, means)
        torch._foreach_mul_(ways, fresh)
        torch._foreach_add_(means, ways)
    else:
        torch._foreach_lerp_(means, nows, fresh)
