"""The sizes of family vanilla, without its networks."""

from __future__ import annotations

from dataclasses import dataclass

from models.configs.norm import Norm, expect_norm
from models.families.sizes import expect_size


@dataclass(frozen=True)
class VanillaConfig:
    """The vanilla networks of KordianChi/MNIST_GAN.

    Weights start as torch draws them, as there.
    """

    latent: int = 128
    norm: Norm = "none"
    """Between the hidden layers; the source has none."""

    def __post_init__(self) -> None:
        expect_size(self, "latent")
        expect_norm(self)

    @property
    def conditional(self) -> bool:
        """The networks are told no label."""
        return False
