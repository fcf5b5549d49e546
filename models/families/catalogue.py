"""The families by name: what to build from a name and a config."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from models.configs.catalogue import CONFIGS, config_from
from models.families.cgan import CganDiscriminator, CganGenerator
from models.families.cgan_dense import CganDenseDiscriminator, CganDenseGenerator
from models.families.classic_dcgan import ClassicDcganDiscriminator, ClassicDcganGenerator
from models.families.conditional import ConditionalDiscriminator, ConditionalGenerator
from models.families.conditional_deep_conv import (
    ConditionalDeepConvDiscriminator,
    ConditionalDeepConvGenerator,
)
from models.families.deep_conv import DeepConvDiscriminator, DeepConvGenerator
from models.families.gan_1 import Gan1Discriminator, Gan1Generator
from models.families.per_digit import PerDigitDiscriminator, PerDigitGenerator
from models.families.reference import ReferenceDiscriminator, ReferenceGenerator
from models.families.small import SmallDiscriminator, SmallGenerator
from models.families.vanilla import VanillaDiscriminator, VanillaGenerator

MOST_WEIGHTS = 500_000_000
"""Of both networks; ours hold millions, and sizes that ask for billions are a mistake."""


@dataclass(frozen=True)
class Family:
    """How a family is built from its config."""

    config: type[Any]
    generator: Callable[[Any], nn.Module]
    discriminator: Callable[[Any], nn.Module]


NETWORKS: Mapping[str, tuple[Callable[[Any], nn.Module], Callable[[Any], nn.Module]]] = {
    "small": (SmallGenerator, SmallDiscriminator),
    "reference": (ReferenceGenerator, ReferenceDiscriminator),
    "gan-1": (Gan1Generator, Gan1Discriminator),
    "per-digit": (PerDigitGenerator, PerDigitDiscriminator),
    "vanilla": (VanillaGenerator, VanillaDiscriminator),
    "conditional": (ConditionalGenerator, ConditionalDiscriminator),
    "deep-conv": (DeepConvGenerator, DeepConvDiscriminator),
    "conditional-deep-conv": (ConditionalDeepConvGenerator, ConditionalDeepConvDiscriminator),
    "cgan": (CganGenerator, CganDiscriminator),
    "cgan-dense": (CganDenseGenerator, CganDenseDiscriminator),
    "classic-dcgan": (ClassicDcganGenerator, ClassicDcganDiscriminator),
}
FAMILIES: Mapping[str, Family] = {
    name: Family(config, *NETWORKS[name]) for name, config in CONFIGS.items()
}


def is_conditional(generator: nn.Module) -> bool:
    """Whether the generator draws the digit that a label names, rather than any."""
    return bool(generator.config.conditional)  # type: ignore[union-attr]


def build(name: str, values: Mapping[str, Any]) -> tuple[nn.Module, nn.Module]:
    """Build the family's generator and discriminator from plain config values.

    Raise ValueError as `config_from` does.
    """
    config, family = config_from(name, values), FAMILIES[name]
    return family.generator(config), family.discriminator(config)


def build_shapes(name: str, values: Mapping[str, Any]) -> tuple[nn.Module, nn.Module]:
    """Build them as `build` does, on the meta device: without memory, nor a random number drawn.

    Raise ValueError as `build` does, and where they would have more than MOST_WEIGHTS.
    """
    with torch.device("meta"):
        networks = build(name, values)
    weights = sum(weight.numel() for network in networks for weight in network.parameters())
    if weights > MOST_WEIGHTS:
        raise ValueError(
            f"expected sizes of at most {MOST_WEIGHTS:,} weights in all, found {weights:,}"
        )
    return networks
