"""The sizes of family cgan-dense, without its networks."""

from __future__ import annotations

from dataclasses import dataclass

from models.configs.norm import Norm, expect_norm
from models.families.sizes import expect_size


@dataclass(frozen=True)
class CganDenseConfig:
    """A dense GAN of which the latent size is given, and nothing else.

    Widths double from 256 on, as DCGAN's channels do; norms, activations and initial weights are
    those of DCGAN (Radford et al. 2015, arXiv 1511.06434).
    """

    latent: int = 100
    norm: Norm = "batch"
    """After every layer but the generator's last and the discriminator's first."""

    def __post_init__(self) -> None:
        expect_size(self, "latent")
        expect_norm(self)

    @property
    def conditional(self) -> bool:
        """The networks are told no label."""
        return False
