"""The networks of a run, built, laid out and given what moves them."""

from __future__ import annotations

import copy
import dataclasses
from functools import partial

import torch
from torch import nn

from models.configs.catalogue import family_of
from models.families.catalogue import build, build_shapes
from trainer.config import Config, ConfigError
from trainer.optim import optimizer_for
from trainer.steps import Networks
from trainer.streams import stream_seed


def networks_of(config: Config, device: torch.device, *, captured: bool) -> Networks:
    """Return the networks of `config` on `device` with their first weights, those of its seed.

    `captured` is for steps that are replayed as CUDA graphs. Raise ConfigError where they would be
    larger than any network for digits.
    """
    weights_of(config)  # before memory is taken for them
    with torch.random.fork_rng():
        torch.manual_seed(stream_seed(config.seed, "weights"))
        generator, discriminator = build(
            family_of(config.network), dataclasses.asdict(config.network)
        )
    layout = torch.channels_last if config.channels_last else torch.contiguous_format
    for network in (generator, discriminator):
        network.to(device, memory_format=layout)  # type: ignore[call-overload]
    make = partial(
        optimizer_for,
        kind=config.optimizer,
        momentum=config.momentum,
        beta2=config.beta2,
        captured=captured,
    )
    rate = config.learning_rate
    return Networks(
        generator=generator,
        discriminator=discriminator,
        average=_still(copy.deepcopy(generator)),
        generator_optimizer=make(generator, learning_rate=rate),
        discriminator_optimizer=make(discriminator, learning_rate=rate * config.discriminator_rate),
    )


def weights_of(config: Config) -> int:
    """Return how many weights both networks of `config` have; raise ConfigError at too many."""
    try:
        networks = build_shapes(family_of(config.network), dataclasses.asdict(config.network))
    except ValueError as why:
        raise ConfigError(f"{config.preset}: {why}; choose smaller ones") from None
    return sum(weight.numel() for network in networks for weight in network.parameters())


def has_batch_norm(network: nn.Module) -> bool:
    """Whether a verdict of `network` depends on the digits beside it."""
    return any(isinstance(layer, nn.modules.batchnorm._BatchNorm) for layer in network.modules())


def has_dropout(network: nn.Module) -> bool:
    """Whether `network` draws chance as it learns."""
    return any(
        isinstance(layer, nn.modules.dropout._DropoutNd) and layer.p > 0
        for layer in network.modules()
    )


def _still(network: nn.Module) -> nn.Module:
    return network.eval().requires_grad_(False)
