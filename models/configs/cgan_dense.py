"""The sizes of family cgan-dense, without its networks."""

from __future__ import annotations

from dataclasses import dataclass

from models.configs.norm import Norm
from models.configs.normed import NormedConfig


@dataclass(frozen=True)
class CganDenseConfig(NormedConfig):
    """A dense GAN of which the latent size is given, and nothing else.

    Widths double from 256 on, as DCGAN's channels do; norms, activations and initial weights are
    those of DCGAN (Radford et al. 2015, arXiv 1511.06434).
    """

    norm: Norm = "batch"
    """After every layer but the generator's last and the discriminator's first."""
