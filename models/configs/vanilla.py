"""The sizes of family vanilla, without its networks."""

from __future__ import annotations

from dataclasses import dataclass

from models.configs.norm import Norm
from models.configs.normed import NormedConfig


@dataclass(frozen=True)
class VanillaConfig(NormedConfig):
    """The vanilla networks of KordianChi/MNIST_GAN.

    Weights start as torch draws them, as there.
    """

    latent: int = 128
    norm: Norm = "none"
    """Between the hidden layers; the source has none."""
