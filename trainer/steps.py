"""One step of the algorithm: the discriminator's, then the generator's with the same fakes."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.optim import SGD

from trainer.objectives import discriminator_loss, generator_loss, r1_penalty
from trainer.optim import follow, normalise_gradients


@dataclass(frozen=True, eq=False)
class Networks:
    """What a step moves. `average` follows the generator and is what gets kept."""

    generator: nn.Module
    discriminator: nn.Module
    average: nn.Module
    generator_optimizer: SGD
    discriminator_optimizer: SGD


@dataclass(frozen=True)
class Recipe:
    """What a step needs to know of the config; `bfloat16` is for all layers but the last."""

    normalised: bool
    r1_gamma: float
    r1_every: int
    ema: float
    bfloat16: bool


MEASURES = ("loss_d", "loss_g", "real", "fake", "r1")
"""What `train_step` returns: both losses, mean D(real) and D(fake) in 0–1, the R1 penalty."""


def train_step(nets: Networks, recipe: Recipe, real: Tensor, noise: Tensor, step: int) -> Tensor:
    """Train both networks on one batch; return the MEASURES as a (5,) tensor.

    real: (n, 1, 28, 28) in −1…1; noise: (n, latent); step counts from 0.
    """
    with _autocast(real, recipe):
        fake = nets.generator(noise)
    penalised = recipe.r1_gamma > 0 and step % recipe.r1_every == 0
    loss_d, verdicts, r1 = _step_discriminator(nets, recipe, real, fake.detach(), penalised)
    loss_g = _step_generator(nets, recipe, fake)
    follow(nets.average, nets.generator, recipe.ema, step)
    return torch.stack([loss_d, loss_g, *verdicts, r1])


def _step_discriminator(
    nets: Networks, recipe: Recipe, real: Tensor, fake: Tensor, penalised: bool
) -> tuple[Tensor, tuple[Tensor, Tensor], Tensor]:
    real = real.requires_grad_(penalised)
    # One pass for both: no network here has a norm over the batch, so that no digit's verdict
    # depends on the digits beside it.
    with _autocast(real, recipe):
        logits = nets.discriminator(torch.cat([real, fake])).float()
    on_real, on_fake = logits.split(len(real))
    loss = discriminator_loss(on_real, on_fake)
    r1 = r1_penalty(real, on_real) if penalised else torch.zeros_like(loss)
    nets.discriminator_optimizer.zero_grad()
    (loss + 0.5 * recipe.r1_gamma * recipe.r1_every * r1).backward()
    _move(nets.discriminator, nets.discriminator_optimizer, recipe)
    verdicts = on_real.detach().sigmoid().mean(), on_fake.detach().sigmoid().mean()
    return loss.detach(), verdicts, r1.detach()


def _step_generator(nets: Networks, recipe: Recipe, fake: Tensor) -> Tensor:
    # The discriminator is held still: its gradients would be computed only to be thrown away.
    nets.discriminator.requires_grad_(False)
    with _autocast(fake, recipe):
        on_fake = nets.discriminator(fake)
    loss = generator_loss(on_fake.float())
    nets.generator_optimizer.zero_grad()
    loss.backward()
    nets.discriminator.requires_grad_(True)
    _move(nets.generator, nets.generator_optimizer, recipe)
    return loss.detach()


def _move(network: nn.Module, optimizer: SGD, recipe: Recipe) -> None:
    if recipe.normalised:
        normalise_gradients(network)
    optimizer.step()


def _autocast(at: Tensor, recipe: Recipe) -> AbstractContextManager[object]:
    return torch.autocast(at.device.type, torch.bfloat16, enabled=recipe.bfloat16)
