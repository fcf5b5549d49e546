"""The sizes of family gan-1, without its networks."""

from __future__ import annotations

from dataclasses import dataclass

from models.configs.norm import Norm
from models.configs.normed import NormedConfig
from models.wording import shown


@dataclass(frozen=True)
class Gan1Config(NormedConfig):
    """GAN_1 of Petaloptyon/mnist_generator, its 1.1 and 1.2 (norms) and its 1.3 (deep).

    The source says that it added norms and not where: they stand where DCGAN has them (Radford et
    al. 2015, arXiv 1511.06434), after every layer but the generator's last and the
    discriminator's first. Weights start as Keras draws them, as there.
    """

    norm: Norm = "none"
    """Between the layers: none, or "layer" (1.1), or "batch" (1.2)."""
    deep: bool = False
    """1.3: one more linear layer in each network, without an activation as there, and a
    discriminator of twice the width."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if type(self.deep) is not bool:
            raise ValueError(f"deep: expected true or false, found {shown(self.deep)}")
