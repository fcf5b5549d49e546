"""The classic DCGAN, all convolutions, at the side of a digit."""

from __future__ import annotations

from functools import partial

from torch import Tensor, nn

from models.configs.classic_dcgan import ClassicDcganConfig
from models.families.convolutions import grow, shrink
from models.families.ends import tanh_digits
from models.families.initial import draw_weights
from models.families.transposed import ConvTranspose2d


class ClassicDcganGenerator(nn.Module):
    """Noise (n, latent) → digits (n, 1, 28, 28) in −1…1."""

    def __init__(self, config: ClassicDcganConfig) -> None:
        super().__init__()
        self.config = config
        self.body = nn.Sequential(
            *grow(config.latent, 256, (4, 1, 0), config.norm, bias=False),  # → (n, 256, 4, 4)
            *grow(256, 128, (3, 2, 1), config.norm, bias=False),  # → (n, 128, 7, 7)
            *grow(128, 64, (4, 2, 1), config.norm, bias=False),  # → (n, 64, 14, 14)
        )
        self.to_grey = ConvTranspose2d(64, 1, 4, 2, 1, bias=False)  # → (n, 1, 28, 28)
        self.apply(partial(draw_weights, linear_std=None))

    def forward(self, noise: Tensor, labels: Tensor | None = None) -> Tensor:
        return tanh_digits(self.to_grey, self.body(noise[:, :, None, None]))


class ClassicDcganDiscriminator(nn.Module):
    """Digits (n, 1, 28, 28) in −1…1 → logits (n,), high = real."""

    def __init__(self, config: ClassicDcganConfig) -> None:
        super().__init__()
        self.body = nn.Sequential(
            *shrink(1, 64, (4, 2, 1), "none", bias=False),  # → (n, 64, 14, 14)
            *shrink(64, 128, (4, 2, 1), config.norm, bias=False),  # → (n, 128, 7, 7)
            *shrink(128, 256, (3, 2, 1), config.norm, bias=False),  # → (n, 256, 4, 4)
        )
        self.to_logit = nn.Conv2d(256, 1, 4, bias=False)  # → (n, 1, 1, 1)
        self.apply(partial(draw_weights, linear_std=None))

    def forward(self, digits: Tensor, labels: Tensor | None = None) -> Tensor:
        out: Tensor = self.to_logit(self.body(digits))
        return out.flatten()
