"""One step of the algorithm: the discriminator's, then the generator's with the same fakes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import reduce

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from trainer.augment import translate
from trainer.lanes import Lane, Lanes
from trainer.objectives import OBJECTIVES, gradient_penalty
from trainer.optim import follow, normalise_gradients
from trainer.world import ALONE, World


@dataclass(frozen=True, eq=False)
class Networks:
    """What a step moves. `average` follows the generator and is what gets kept."""

    generator: nn.Module
    discriminator: nn.Module
    average: nn.Module
    generator_optimizer: Optimizer
    discriminator_optimizer: Optimizer


@dataclass(frozen=True)
class Recipe:
    """What a step needs to know of the config.

    `bfloat16` is for all layers but the generator's last.
    """

    objective: str
    normalised: bool
    r1_gamma: float
    r2_gamma: float
    penalty_every: int
    translate: int
    bfloat16: bool
    together: bool
    """One pass of the discriminator for reals and fakes; wrong where it has a norm over them."""
    world: World = ALONE

    def penalised(self, step: int) -> bool:
        """Whether `step`, counted from 0, takes the gradient penalties."""
        return self.r1_gamma + self.r2_gamma > 0 and step % self.penalty_every == 0


@dataclass(frozen=True, eq=False)
class Batch:
    """What a step sees.

    real: (n, 1, 28, 28) in −1…1; labels: (n,) of the reals, asked of the fakes too, None where the
    networks are told none; noise: (n, latent); shifts: (2, n, 2), of the reals and of the fakes.
    """

    real: Tensor
    labels: Tensor | None
    noise: Tensor
    shifts: Tensor

    def split(self, count: int) -> list[Batch]:
        """Return `count` parts of as many digits each; `count` divides n."""
        if count == 1:
            return [self]
        labels = [None] * count if self.labels is None else self.labels.chunk(count)
        parts = (
            *(self.real.chunk(count), labels, self.noise.chunk(count)),
            self.shifts.chunk(count, 1),
        )
        return [Batch(*part) for part in zip(*parts, strict=True)]


Gradients = Sequence[Tensor | None]
"""Of each weight, None where a loss does not depend on it."""


@dataclass(frozen=True, eq=False)
class _Judged:
    """What the discriminator's step finds for one part: the fakes wait for the generator's."""

    batch: Batch
    fake: Tensor
    gradients: Gradients
    measures: Tensor


MEASURES = ("loss_d", "loss_g", "real", "fake", "r1", "r2")
"""What `train_step` returns: both losses, mean D(real) and D(fake) in 0–1, the two penalties."""


def train_step(
    nets: Networks,
    lanes: Lanes,
    recipe: Recipe,
    batch: Batch,
    *,
    penalised: bool,
    fresh: float | Tensor,
) -> Tensor:
    """Train both networks on one batch; return the MEASURES as a (6,) tensor.

    `lanes`, of the networks, divide the digits; each computes its share of the gradients. `fresh`
    is the share of the new weights in the moving average, 1 − decay.
    """
    judged = lanes.each(
        lambda lane, part: _judge(lane, recipe, part, penalised), batch.split(len(lanes))
    )
    _move(
        nets.discriminator,
        nets.discriminator_optimizer,
        recipe,
        [each.gradients for each in judged],
    )
    # The discriminator is held still: its gradients would be computed only to be thrown away.
    nets.discriminator.requires_grad_(False)
    forged = lanes.each(lambda lane, part: _forge(lane, recipe, part), judged)
    nets.discriminator.requires_grad_(True)
    _move(nets.generator, nets.generator_optimizer, recipe, [each for each, _ in forged])
    follow(nets.average, nets.generator, fresh)
    loss_d, *others = torch.stack([each.measures for each in judged]).mean(0)
    loss_g = torch.stack([loss for _, loss in forged]).mean()
    return torch.stack([loss_d, loss_g, *others])


def _judge(lane: Lane, recipe: Recipe, batch: Batch, penalised: bool) -> _Judged:
    """Find by how much the discriminator is to move for its part of the digits."""
    with _autocast(batch, recipe):
        forged = lane.generator(batch.noise, batch.labels)
    real = _shifted(batch.real, batch.shifts[0], recipe).detach()
    real.requires_grad_(penalised and recipe.r1_gamma > 0)
    fake = _shifted(forged.detach(), batch.shifts[1], recipe)
    fake.requires_grad_(penalised and recipe.r2_gamma > 0)
    on_real, on_fake = _verdicts(lane.discriminator, recipe, batch, real, fake)
    loss = OBJECTIVES[recipe.objective].discriminator(on_real, on_fake)
    r1 = gradient_penalty(real, on_real) if real.requires_grad else torch.zeros_like(loss)
    r2 = gradient_penalty(fake, on_fake) if fake.requires_grad else torch.zeros_like(loss)
    penalty = 0.5 * recipe.penalty_every * (recipe.r1_gamma * r1 + recipe.r2_gamma * r2)
    gradients = _gradients(loss + penalty, lane.discriminator)
    chances = [logits.detach().sigmoid().mean() for logits in (on_real, on_fake)]
    measures = torch.stack([loss.detach(), *chances, r1.detach(), r2.detach()])
    return _Judged(batch, forged, gradients, measures)


def _forge(lane: Lane, recipe: Recipe, judged: _Judged) -> tuple[Gradients, Tensor]:
    """Find by how much the generator is to move for the same fakes; return its loss as well."""
    objective, batch = OBJECTIVES[recipe.objective], judged.batch
    fake = _shifted(judged.fake, batch.shifts[1], recipe)
    with _autocast(batch, recipe):
        on_fake = lane.discriminator(fake, batch.labels).float()
        on_real = torch.zeros_like(on_fake)
        if objective.paired:
            real = _shifted(batch.real, batch.shifts[0], recipe)
            on_real = lane.discriminator(real, batch.labels).float()
    loss = objective.generator(on_real, on_fake)
    return _gradients(loss, lane.generator), loss.detach()


def _gradients(loss: Tensor, network: nn.Module) -> Gradients:
    """Return the gradient of each weight, None where the loss does not depend on it."""
    return torch.autograd.grad(loss, list(network.parameters()), allow_unused=True)


def _verdicts(
    discriminator: nn.Module, recipe: Recipe, batch: Batch, real: Tensor, fake: Tensor
) -> tuple[Tensor, Tensor]:
    labels = batch.labels
    with _autocast(batch, recipe):
        if not recipe.together:
            return discriminator(real, labels).float(), discriminator(fake, labels).float()
        twice = None if labels is None else torch.cat([labels, labels])
        on_real, on_fake = discriminator(torch.cat([real, fake]), twice).float().chunk(2)
    return on_real, on_fake


def _shifted(digits: Tensor, shifts: Tensor, recipe: Recipe) -> Tensor:
    return translate(digits, shifts, recipe.translate) if recipe.translate else digits


def _move(
    network: nn.Module, optimizer: Optimizer, recipe: Recipe, parts: Sequence[Gradients]
) -> None:
    """Move the weights by the mean of the parts' gradients, in which None counts as 0."""
    for weight, gradients in zip(network.parameters(), zip(*parts, strict=True), strict=True):
        had = [gradient for gradient in gradients if gradient is not None]
        whole = reduce(torch.add, had) if had else None
        weight.grad = whole if whole is None or len(parts) == 1 else whole / len(parts)
    recipe.world.average_gradients(network)
    if recipe.normalised:
        normalise_gradients(network)
    optimizer.step()


def _autocast(batch: Batch, recipe: Recipe) -> AbstractContextManager[object]:
    return torch.autocast(batch.noise.device.type, torch.bfloat16, enabled=recipe.bfloat16)
