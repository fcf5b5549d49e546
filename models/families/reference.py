"""The reference DCGAN: 5.4 million generator weights, most of them at 2×2 and 3×3."""

from __future__ import annotations

from functools import partial

from torch import Tensor, nn

from models.configs.reference import ReferenceConfig
from models.families.convolutions import grow, shrink
from models.families.ends import tanh_digits
from models.families.initial import draw_weights
from models.families.transposed import ConvTranspose2d

LINEAR_STD = 0.03


class ReferenceGenerator(nn.Module):
    """Noise (n, latent) → digits (n, 1, 28, 28) in −1…1."""

    def __init__(self, config: ReferenceConfig) -> None:
        super().__init__()
        self.config = config
        self.body = nn.Sequential(
            *grow(config.latent, 1024, (2, 1, 0), "batch", bias=False),  # → (n, 1024, 2, 2)
            *grow(1024, 512, (2, 1, 0), "batch", bias=False),  # → (n, 512, 3, 3)
            *grow(512, 256, (4, 2, 1), "batch", bias=False),  # → (n, 256, 6, 6)
            *grow(256, 128, (4, 2, 1), "batch", bias=False),  # → (n, 128, 12, 12)
            *grow(128, 64, (4, 2, 1), "batch", bias=False),  # → (n, 64, 24, 24)
        )
        self.to_grey = ConvTranspose2d(64, 1, 5, bias=False)  # → (n, 1, 28, 28)
        self.apply(partial(draw_weights, linear_std=LINEAR_STD))

    def forward(self, noise: Tensor, labels: Tensor | None = None) -> Tensor:
        return tanh_digits(self.to_grey, self.body(noise[:, :, None, None]))


class ReferenceDiscriminator(nn.Module):
    """Digits (n, 1, 28, 28) in −1…1 → logits (n,), high = real.

    The source ends in a sigmoid; here it is part of the loss, which is the same and is stable.
    """

    def __init__(self, config: ReferenceConfig) -> None:
        super().__init__()
        self.body = nn.Sequential(
            *shrink(1, 32, (3, 2, 1), "none"),  # → (n, 32, 14, 14)
            *shrink(32, 64, (3, 2, 1), "none"),  # → (n, 64, 7, 7)
            *shrink(64, 128, (3, 2, 1), "none"),  # → (n, 128, 4, 4)
            nn.Flatten(),
            nn.Linear(2048, 512),
            nn.ReLU(),
            nn.Linear(512, 128),
            nn.ReLU(),
        )
        self.to_logit = nn.Linear(128, 1)
        self.apply(partial(draw_weights, linear_std=LINEAR_STD))

    def forward(self, digits: Tensor, labels: Tensor | None = None) -> Tensor:
        out: Tensor = self.to_logit(self.body(digits))
        return out.squeeze(1)
