"""The sizes of family cgan, without its networks."""

from __future__ import annotations

from dataclasses import dataclass

from models.configs.norm import Norm
from models.configs.normed import NormedConfig


@dataclass(frozen=True)
class CganConfig(NormedConfig):
    """A convolutional GAN of which the latent size is given, and nothing else.

    All other sizes are DCGAN practice (Radford et al. 2015, arXiv 1511.06434): noise projected and
    reshaped, 4×4 kernels of stride 2, widths that double as sides halve, BatchNorm but at the
    generator's output and the discriminator's input, ReLU and tanh against LeakyReLU 0.2, all
    weights N(0, 0.02).
    """

    norm: Norm = "batch"
    """After every layer but the generator's last and the discriminator's first."""
