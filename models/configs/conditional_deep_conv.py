"""The sizes of family conditional-deep-conv, without its networks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from models.configs.norm import Norm
from models.configs.normed import NormedConfig


@dataclass(frozen=True)
class ConditionalDeepConvConfig(NormedConfig):
    """The conditional deep convolution networks of KordianChi/MNIST_GAN.

    Weights start as torch draws them, as there.
    """

    conditional: ClassVar[bool] = True

    latent: int = 128
    norm: Norm = "batch"
    """After each convolution but the generator's last."""
