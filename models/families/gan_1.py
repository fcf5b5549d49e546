"""GAN 1: wide transposed convolutions against a small discriminator with much dropout."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn

from models.families.chain import leaky
from models.families.ends import sigmoid_digits
from models.families.keras_initial import draw_glorot
from models.families.norms import Norm, expect_norm, norm_of_maps
from models.families.sizes import expect_size
from models.wording import shown

DROPOUT = 0.4


@dataclass(frozen=True)
class Gan1Config:
    """GAN_1 of Petaloptyon/mnist_generator, its 1.1 and 1.2 (norms) and its 1.3 (deep).

    The source says that it added norms and not where: they stand where DCGAN has them (Radford et
    al. 2015, arXiv 1511.06434), after every layer but the generator's last and the
    discriminator's first. Weights start as Keras draws them, as there.
    """

    latent: int = 100
    norm: Norm = "none"
    """Between the layers: none, or "layer" (1.1), or "batch" (1.2)."""
    deep: bool = False
    """1.3: one more linear layer in each network, without an activation as there, and a
    discriminator of twice the width."""

    def __post_init__(self) -> None:
        expect_size(self, "latent")
        expect_norm(self)
        if type(self.deep) is not bool:
            raise ValueError(f"deep: expected true or false, found {shown(self.deep)}")

    @property
    def conditional(self) -> bool:
        """The networks are told no label."""
        return False


class Gan1Generator(nn.Module):
    """Noise (n, latent) → digits (n, 1, 28, 28) in −1…1."""

    def __init__(self, config: Gan1Config) -> None:
        super().__init__()
        self.config = config
        inputs = 896 if config.deep else config.latent
        self.body = nn.Sequential(
            *([nn.Linear(config.latent, inputs)] if config.deep else []),
            nn.Linear(inputs, 128 * 7 * 7),
            nn.Unflatten(1, (128, 7, 7)),  # → (n, 128, 7, 7)
            *norm_of_maps(config.norm, 128),
            leaky(),
            *_double(config.norm),  # → (n, 128, 14, 14)
            *_double(config.norm),  # → (n, 128, 28, 28)
        )
        self.to_grey = nn.Conv2d(128, 1, 7, padding=3)  # → (n, 1, 28, 28)
        self.apply(draw_glorot)

    def forward(self, noise: Tensor, labels: Tensor | None = None) -> Tensor:
        return sigmoid_digits(self.to_grey, self.body(noise))


class Gan1Discriminator(nn.Module):
    """Digits (n, 1, 28, 28) in −1…1 → logits (n,), high = real.

    Within, pixels are 0…1 as in the source, so that the zeros around them are background.
    """

    def __init__(self, config: Gan1Config) -> None:
        super().__init__()
        width = 128 if config.deep else 64
        self.body = nn.Sequential(
            *_halve(1, width),  # → (n, width, 14, 14)
            leaky(),
            nn.Dropout(DROPOUT),
            *_halve(width, width),  # → (n, width, 7, 7)
            *norm_of_maps(config.norm, width),
            leaky(),
            nn.Dropout(DROPOUT),
            nn.Flatten(),
            *([nn.Linear(width * 7 * 7, 64)] if config.deep else []),
        )
        self.to_logit = nn.Linear(64 if config.deep else width * 7 * 7, 1)
        self.apply(draw_glorot)

    def forward(self, digits: Tensor, labels: Tensor | None = None) -> Tensor:
        out: Tensor = self.to_logit(self.body((digits + 1.0) / 2.0))
        return out.squeeze(1)


def _double(norm: Norm) -> list[nn.Module]:
    return [nn.ConvTranspose2d(128, 128, 4, 2, 1), *norm_of_maps(norm, 128), leaky()]


def _halve(inputs: int, outputs: int) -> list[nn.Module]:
    # Keras's "same": an even side needs one row and one column, and they go right and below.
    return [nn.ZeroPad2d((0, 1, 0, 1)), nn.Conv2d(inputs, outputs, 3, 2)]
