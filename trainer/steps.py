"""One step of the algorithm: the discriminator's, then the generator's with the same fakes."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from trainer.augment import translate
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


MEASURES = ("loss_d", "loss_g", "real", "fake", "r1", "r2")
"""What `train_step` returns: both losses, mean D(real) and D(fake) in 0–1, the two penalties."""


def train_step(
    nets: Networks, recipe: Recipe, batch: Batch, *, penalised: bool, fresh: float | Tensor
) -> Tensor:
    """Train both networks on one batch; return the MEASURES as a (6,) tensor.

    `fresh` is the share of the new weights in the moving average, 1 − decay.
    """
    with _autocast(batch, recipe):
        fake = nets.generator(batch.noise, batch.labels)
    measures = _step_discriminator(nets, recipe, batch, fake.detach(), penalised)
    loss_g = _step_generator(nets, recipe, batch, fake)
    follow(nets.average, nets.generator, fresh)
    loss_d, *others = measures
    return torch.stack([loss_d, loss_g, *others])


def _step_discriminator(
    nets: Networks, recipe: Recipe, batch: Batch, fake: Tensor, penalised: bool
) -> list[Tensor]:
    real = _shifted(batch.real, batch.shifts[0], recipe).detach()
    real.requires_grad_(penalised and recipe.r1_gamma > 0)
    fake = _shifted(fake, batch.shifts[1], recipe).requires_grad_(penalised and recipe.r2_gamma > 0)
    on_real, on_fake = _verdicts(nets.discriminator, recipe, batch, real, fake)
    loss = OBJECTIVES[recipe.objective].discriminator(on_real, on_fake)
    r1 = gradient_penalty(real, on_real) if real.requires_grad else torch.zeros_like(loss)
    r2 = gradient_penalty(fake, on_fake) if fake.requires_grad else torch.zeros_like(loss)
    penalty = 0.5 * recipe.penalty_every * (recipe.r1_gamma * r1 + recipe.r2_gamma * r2)
    nets.discriminator_optimizer.zero_grad()
    (loss + penalty).backward()
    _move(nets.discriminator, nets.discriminator_optimizer, recipe)
    chances = [logits.detach().sigmoid().mean() for logits in (on_real, on_fake)]
    return [loss.detach(), *chances, r1.detach(), r2.detach()]


def _step_generator(nets: Networks, recipe: Recipe, batch: Batch, fake: Tensor) -> Tensor:
    objective = OBJECTIVES[recipe.objective]
    fake = _shifted(fake, batch.shifts[1], recipe)
    # The discriminator is held still: its gradients would be computed only to be thrown away.
    nets.discriminator.requires_grad_(False)
    with _autocast(batch, recipe):
        on_fake = nets.discriminator(fake, batch.labels).float()
        on_real = torch.zeros_like(on_fake)
        if objective.paired:
            real = _shifted(batch.real, batch.shifts[0], recipe)
            on_real = nets.discriminator(real, batch.labels).float()
    loss = objective.generator(on_real, on_fake)
    nets.generator_optimizer.zero_grad()
    loss.backward()
    nets.discriminator.requires_grad_(True)
    _move(nets.generator, nets.generator_optimizer, recipe)
    return loss.detach()


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


def _move(network: nn.Module, optimizer: Optimizer, recipe: Recipe) -> None:
    recipe.world.average_gradients(network)
    if recipe.normalised:
        normalise_gradients(network)
    optimizer.step()


def _autocast(batch: Batch, recipe: Recipe) -> AbstractContextManager[object]:
    return torch.autocast(batch.noise.device.type, torch.bfloat16, enabled=recipe.bfloat16)
