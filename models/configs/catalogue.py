"""The configs of all families by name, without torch."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from models.configs.cgan import CganConfig
from models.configs.cgan_dense import CganDenseConfig
from models.configs.classic_dcgan import ClassicDcganConfig
from models.configs.conditional import ConditionalConfig
from models.configs.conditional_deep_conv import ConditionalDeepConvConfig
from models.configs.deep_conv import DeepConvConfig
from models.configs.gan_1 import Gan1Config
from models.configs.per_digit import PerDigitConfig
from models.configs.reference import ReferenceConfig
from models.configs.small import SmallConfig
from models.configs.vanilla import VanillaConfig
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

CONFIGS: Mapping[str, type[Any]] = {
    "small": SmallConfig,
    "reference": ReferenceConfig,
    "gan-1": Gan1Config,
    "per-digit": PerDigitConfig,
    "vanilla": VanillaConfig,
    "conditional": ConditionalConfig,
    "deep-conv": DeepConvConfig,
    "conditional-deep-conv": ConditionalDeepConvConfig,
    "cgan": CganConfig,
    "cgan-dense": CganDenseConfig,
    "classic-dcgan": ClassicDcganConfig,
}


def family_of(config: NetworkConfig) -> str:
    """Return the name of the family that `config` belongs to."""
    return next(name for name, kind in CONFIGS.items() if kind is type(config))


def mixes_labels(family: str) -> bool:
    """Whether a conditional generator of the family can be told shares of several digits.

    Networks of a digit's own have nothing between them.
    """
    return CONFIGS[family] is not PerDigitConfig


def config_from(name: Any, values: Any) -> NetworkConfig:
    """Return the config of the family `name` that plain `values` describe.

    Raise ValueError, in words that follow the colon of a sentence, where they do not fit.
    """
    if not isinstance(name, str) or name not in CONFIGS:
        raise ValueError(f"expected a family out of {', '.join(CONFIGS)}, found {shown(name)}")
    config = CONFIGS[name]
    known = {entry.name for entry in dataclasses.fields(config)}
    if not isinstance(values, Mapping) or known != set(values):
        raise ValueError(
            f"expected the sizes {', '.join(sorted(known))} of family {name}, found {shown(values)}"
        )
    made: NetworkConfig = config(**values)
    return made
