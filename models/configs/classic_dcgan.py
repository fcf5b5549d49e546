"""The sizes of family classic-dcgan, without its networks."""

from __future__ import annotations

from dataclasses import dataclass

from models.configs.norm import Norm
from models.configs.normed import NormedConfig


@dataclass(frozen=True)
class ClassicDcganConfig(NormedConfig):
    """The DCGAN that tutorials teach (Radford et al. 2015, arXiv 1511.06434), for 28×28×1.

    Of the source the latent size and the digit's are known; the rest is DCGAN practice: 4×4
    kernels of stride 2 but where 4×4 meets 7×7, widths 256, 128, 64, BatchNorm but at the
    generator's output and the discriminator's input, no biases, ReLU and tanh against LeakyReLU
    0.2, all weights N(0, 0.02).
    """

    norm: Norm = "batch"
    """After every layer but each network's outermost."""
