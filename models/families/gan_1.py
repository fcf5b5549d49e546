"""GAN 1: wide transposed convolutions against a small discriminator with much dropout."""

from __future__ import annotations

from torch import Tensor, nn

from models.configs.gan_1 import Gan1Config
from models.configs.norm import Norm
from models.families.chain import leaky
from models.families.ends import sigmoid_digits
from models.families.keras_initial import draw_glorot
from models.families.norms import norm_of_maps
from models.families.transposed import ConvTranspose2d

DROPOUT = 0.4


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
    return [ConvTranspose2d(128, 128, 4, 2, 1), *norm_of_maps(norm, 128), leaky()]


def _halve(inputs: int, outputs: int) -> list[nn.Module]:
    # Keras's "same": an even side needs one row and one column, and they go right and below.
    return [nn.ZeroPad2d((0, 1, 0, 1)), nn.Conv2d(inputs, outputs, 3, 2)]
