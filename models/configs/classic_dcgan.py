"""The sizes of family classic-dcgan, without its networks."""

from __future__ import annotations

from dataclasses import dataclass

from models.configs.norm import Norm, expect_norm
from models.families.sizes import expect_size


@dataclass(frozen=True)
class ClassicDcganConfig:
    """The DCGAN that tutorials teach (Radford et al. 2015, arXiv 1511.06434), for 28×28×1.

    Of the source the latent size and the digit's are known; the rest is DCGAN practice: 4×4
    kernels of stride 2 but where 4×4 meets 7×7, widths 256, 128, 64, BatchNorm but at the
    generator's output and the discriminator's input, no biases, ReLU and tanh against LeakyReLU
    0.2, all weights N(0, 0.02).
    """

    latent: int = 100
    norm: Norm = "batch"
    """After every layer but each network's outermost."""

    def __post_init__(self) -> None:
        expect_size(self, "latent")
        expect_norm(self)

    @property
    def conditional(self) -> bool:
        """The networks are told no label."""
        return False
