"""How the digit classifier learns: cross-entropy on digits that are moved a little each time."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Generator, Tensor

from models.classifier import DigitNetwork
from trainer.mnist import Labelled
from trainer.optim import follow


@dataclass(frozen=True)
class Recipe:
    """Every value that the classifier's training depends on."""

    epochs: int = 12
    seed: int = 0
    batch: int = 125
    learning_rate: float = 3e-3
    """Of AdamW at its height; cosine, from a short rise to 0."""
    weight_decay: float = 0.02
    ema: float = 0.995
    """Decay of the moving average of the weights, the one that is kept."""
    degrees: float = 10.0
    """The most that a digit is turned."""
    stretch: float = 0.1
    """The most that a side of a digit grows or shrinks, as a share."""
    shift: float = 2.0
    """The most that a digit is moved, in pixels."""


def learn(
    digits: Labelled, recipe: Recipe, after_epoch: Callable[[int, float], None]
) -> DigitNetwork:
    """Train a network on `digits`; `after_epoch` is told the epoch and its mean loss."""
    torch.manual_seed(recipe.seed)  # layers draw their first weights, and dropout, from it
    chance = Generator().manual_seed(recipe.seed)
    images, labels = torch.from_numpy(digits.images), torch.from_numpy(digits.labels).long()
    network = DigitNetwork().to(memory_format=torch.channels_last)
    average = copy.deepcopy(network).requires_grad_(False)
    optimizer = torch.optim.AdamW(
        network.parameters(), recipe.learning_rate, weight_decay=recipe.weight_decay
    )
    steps = len(images) // recipe.batch
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, _course(steps * recipe.epochs))
    for epoch in range(1, recipe.epochs + 1):
        losses = 0.0
        order = torch.randperm(len(images), generator=chance)
        for picked in order[: steps * recipe.batch].split(recipe.batch):
            moved = move(images[picked].unsqueeze(1).float() / 127.5 - 1.0, recipe, chance)
            loss = F.cross_entropy(network(moved), labels[picked])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            follow(average, network, 1 - recipe.ema)
            losses += loss.item()
        after_epoch(epoch, losses / steps)
    return average.eval()


def move(digits: Tensor, recipe: Recipe, chance: Generator) -> Tensor:
    """Turn, stretch and shift each of the digits (n, 1, 28, 28) in −1…1 by a little of its own."""

    def within(most: float) -> Tensor:
        return most * (2 * torch.rand(len(digits), generator=chance) - 1)

    angle = within(math.radians(recipe.degrees))
    across, down = 1 + within(recipe.stretch), 1 + within(recipe.stretch)
    pixel = 2 / digits.shape[-1]
    rows = (
        (across * angle.cos(), -across * angle.sin(), pixel * within(recipe.shift)),
        (down * angle.sin(), down * angle.cos(), pixel * within(recipe.shift)),
    )
    maps = torch.stack([torch.stack(row, 1) for row in rows], 1)  # → (n, 2, 3)
    places = F.affine_grid(maps, list(digits.shape), align_corners=False)
    # Outside of a digit is background, which grid_sample takes to be 0.
    return F.grid_sample(digits + 1, places, align_corners=False) - 1


def _course(steps: int) -> Callable[[int], float]:
    rise = max(1, steps // 20)

    def share(step: int) -> float:
        if step < rise:
            return (step + 1) / rise
        return 0.5 * (1 + math.cos(math.pi * (step - rise) / max(1, steps - rise)))

    return share
