"""GAN 1.4: the small pair that learns one class of digit."""

from __future__ import annotations

from torch import Tensor, nn

from models.configs.norm import Norm
from models.families.chain import leaky
from models.families.ends import sigmoid_digits
from models.families.initial import draw_weights
from models.families.keras_initial import draw_glorot
from models.families.norms import norm_of_maps
from models.families.transposed import ConvTranspose2d

DROPOUT = 0.8
SLOPE = 0.3


class OneDigitGenerator(nn.Module):
    """Noise (n, latent) → digits (n, 1, 28, 28) in −1…1."""

    def __init__(self, latent: int, norm: Norm) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Linear(latent, 64 * 7 * 7),
            leaky(),
            nn.Unflatten(1, (64, 7, 7)),  # → (n, 64, 7, 7)
            *_double(64, 64, norm),  # → (n, 64, 14, 14)
            *_double(64, 32, norm),  # → (n, 32, 28, 28)
        )
        self.to_grey = nn.Conv2d(32, 1, 7, padding=3)  # → (n, 1, 28, 28)
        self.apply(_draw)

    def forward(self, noise: Tensor) -> Tensor:
        return sigmoid_digits(self.to_grey, self.body(noise))


class OneDigitDiscriminator(nn.Module):
    """Digits (n, 1, 28, 28) in −1…1 → logits (n,), high = real.

    Within, pixels are 0…1 as in the source, so that the zeros around them are background.
    """

    def __init__(self, norm: Norm) -> None:
        super().__init__()
        self.body = nn.Sequential(
            *_halve(1, norm),  # → (n, 32, 14, 14)
            *_halve(32, norm),  # → (n, 32, 7, 7)
            nn.Flatten(),
        )
        self.to_logit = nn.Linear(32 * 7 * 7, 1)
        self.apply(_draw)

    def forward(self, digits: Tensor) -> Tensor:
        out: Tensor = self.to_logit(self.body((digits + 1.0) / 2.0))
        return out.squeeze(1)


def _double(inputs: int, outputs: int, norm: Norm) -> list[nn.Module]:
    return [
        ConvTranspose2d(inputs, outputs, 4, 2, 1),
        *norm_of_maps(norm, outputs),
        nn.Conv2d(outputs, outputs, 3, padding=1),
        leaky(),
    ]


def _halve(inputs: int, norm: Norm) -> list[nn.Module]:
    return [
        nn.Conv2d(inputs, 32, 4, 2, 1),
        *norm_of_maps(norm, 32),
        nn.LeakyReLU(SLOPE),
        nn.Dropout(DROPOUT),
    ]


def _draw(module: nn.Module) -> None:
    """Draw N(0, 0.02) where the source asks for it, and what Keras draws where it does not."""
    plain = isinstance(module, nn.Conv2d) and module.kernel_size == (3, 3)
    if isinstance(module, nn.Conv2d | nn.ConvTranspose2d) and not plain:
        draw_weights(module, linear_std=None)
    else:
        draw_glorot(module)
