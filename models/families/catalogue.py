"""The families by name: what to build from a name and a config."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from models.families.cgan import CganConfig, CganDiscriminator, CganGenerator
from models.families.cgan_dense import (
    CganDenseConfig,
    CganDenseDiscriminator,
    CganDenseGenerator,
)
from models.families.classic_dcgan import (
    ClassicDcganConfig,
    ClassicDcganDiscriminator,
    ClassicDcganGenerator,
)
from models.families.conditional import (
    ConditionalConfig,
    ConditionalDiscriminator,
    ConditionalGenerator,
)
from models.families.conditional_deep_conv import (
    ConditionalDeepConvConfig,
    ConditionalDeepConvDiscriminator,
    ConditionalDeepConvGenerator,
)
from models.families.deep_conv import DeepConvConfig, DeepConvDiscriminator, DeepConvGenerator
from models.families.gan_1 import Gan1Config, Gan1Discriminator, Gan1Generator
from models.families.per_digit import PerDigitConfig, PerDigitDiscriminator, PerDigitGenerator
from models.families.reference import ReferenceConfig, ReferenceDiscriminator, ReferenceGenerator
from models.families.small import SmallConfig, SmallDiscriminator, SmallGenerator
from models.families.vanilla import VanillaConfig, VanillaDiscriminator, VanillaGenerator
from models.wording import shown

NetworkConfig = (
    SmallConfig
    | ReferenceConfig
    | Gan1Config
    | PerDigitConfig
    | VanillaConfig
    | ConditionalConfig
    | DeepConvConfig
    | ConditionalDeepConvConfig
    | CganConfig
    | CganDenseConfig
    | ClassicDcganConfig
)


MOST_WEIGHTS = 500_000_000
"""Of both networks; ours hold millions, and sizes that ask for billions are a mistake."""


@dataclass(frozen=True)
class Family:
    """How a family is built from its config."""

    config: type[Any]
    generator: Callable[[Any], nn.Module]
    discriminator: Callable[[Any], nn.Module]


FAMILIES: Mapping[str, Family] = {
    "small": Family(SmallConfig, SmallGenerator, SmallDiscriminator),
    "reference": Family(ReferenceConfig, ReferenceGenerator, ReferenceDiscriminator),
    "gan-1": Family(Gan1Config, Gan1Generator, Gan1Discriminator),
    "per-digit": Family(PerDigitConfig, PerDigitGenerator, PerDigitDiscriminator),
    "vanilla": Family(VanillaConfig, VanillaGenerator, VanillaDiscriminator),
    "conditional": Family(ConditionalConfig, ConditionalGenerator, ConditionalDiscriminator),
    "deep-conv": Family(DeepConvConfig, DeepConvGenerator, DeepConvDiscriminator),
    "conditional-deep-conv": Family(
        ConditionalDeepConvConfig, ConditionalDeepConvGenerator, ConditionalDeepConvDiscriminator
    ),
    "cgan": Family(CganConfig, CganGenerator, CganDiscriminator),
    "cgan-dense": Family(CganDenseConfig, CganDenseGenerator, CganDenseDiscriminator),
    "classic-dcgan": Family(ClassicDcganConfig, ClassicDcganGenerator, ClassicDcganDiscriminator),
}


def family_of(config: NetworkConfig) -> str:
    """Return the name of the family that `config` belongs to."""
    return next(name for name, family in FAMILIES.items() if family.config is type(config))


def is_conditional(generator: nn.Module) -> bool:
    """Whether the generator draws the digit that a label names, rather than any."""
    return bool(generator.config.conditional)  # type: ignore[union-attr]


def config_from(name: Any, values: Any) -> NetworkConfig:
    """Return the config of the family `name` that plain `values` describe.

    Raise ValueError, in words that follow the colon of a sentence, where they do not fit.
    """
    if not isinstance(name, str) or name not in FAMILIES:
        raise ValueError(f"expected a family out of {', '.join(FAMILIES)}, found {shown(name)}")
    config = FAMILIES[name].config
    known = {entry.name for entry in dataclasses.fields(config)}
    if not isinstance(values, Mapping) or known != set(values):
        raise ValueError(
            f"expected the sizes {', '.join(sorted(known))} of family {name}, found {shown(values)}"
        )
    made: NetworkConfig = config(**values)
    return made


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
