"""The convolutional GAN at its plainest: two convolutions against two."""

from __future__ import annotations

from functools import partial

from torch import Tensor, nn

from models.configs.cgan import CganConfig
from models.families.convolutions import grow, shrink
from models.families.ends import tanh_digits
from models.families.initial import CONV_STD, draw_weights
from models.families.norms import norm_of_maps
from models.families.transposed import ConvTranspose2d


class CganGenerator(nn.Module):
    """Noise (n, latent) → digits (n, 1, 28, 28) in −1…1."""

    def __init__(self, config: CganConfig) -> None:
        super().__init__()
        self.config = config
        self.body = nn.Sequential(
            nn.Linear(config.latent, 128 * 7 * 7),
            nn.Unflatten(1, (128, 7, 7)),  # → (n, 128, 7, 7)
            *norm_of_maps(config.norm, 128),
            nn.ReLU(),
            *grow(128, 64, (4, 2, 1), config.norm),  # → (n, 64, 14, 14)
        )
        self.to_grey = ConvTranspose2d(64, 1, 4, 2, 1)  # → (n, 1, 28, 28)
        self.apply(partial(draw_weights, linear_std=CONV_STD))

    def forward(self, noise: Tensor, labels: Tensor | None = None) -> Tensor:
        return tanh_digits(self.to_grey, self.body(noise))


class CganDiscriminator(nn.Module):
    """Digits (n, 1, 28, 28) in −1…1 → logits (n,), high = real."""

    def __init__(self, config: CganConfig) -> None:
        super().__init__()
        self.body = nn.Sequential(
            *shrink(1, 64, (4, 2, 1), "none"),  # → (n, 64, 14, 14)
            *shrink(64, 128, (4, 2, 1), config.norm),  # → (n, 128, 7, 7)
            nn.Flatten(),
        )
        self.to_logit = nn.Linear(128 * 7 * 7, 1)
        self.apply(partial(draw_weights, linear_std=CONV_STD))

    def forward(self, digits: Tensor, labels: Tensor | None = None) -> Tensor:
        out: Tensor = self.to_logit(self.body(digits))
        return out.squeeze(1)
