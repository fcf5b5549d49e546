"""The reference DCGAN: 5.4 million generator weights, most of them at 2×2 and 3×3."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor, nn

from models.families.initial import draw_weights
from models.families.sizes import expect_sizes

LINEAR_STD = 0.03


@dataclass(frozen=True)
class ReferenceConfig:
    """The reference networks have one size."""

    latent: int = 128

    def __post_init__(self) -> None:
        expect_sizes(self)

    @property
    def conditional(self) -> bool:
        """The reference draws whatever digit its noise says."""
        return False


class ReferenceGenerator(nn.Module):
    """Noise (n, latent) → digits (n, 1, 28, 28) in −1…1."""

    def __init__(self, config: ReferenceConfig) -> None:
        super().__init__()
        self.config = config
        self.body = nn.Sequential(
            *_grow(config.latent, 1024, kernel=2, stride=1, padding=0),  # → (n, 1024, 2, 2)
            *_grow(1024, 512, kernel=2, stride=1, padding=0),  # → (n, 512, 3, 3)
            *_grow(512, 256, kernel=4, stride=2, padding=1),  # → (n, 256, 6, 6)
            *_grow(256, 128, kernel=4, stride=2, padding=1),  # → (n, 128, 12, 12)
            *_grow(128, 64, kernel=4, stride=2, padding=1),  # → (n, 64, 24, 24)
        )
        self.to_grey = nn.ConvTranspose2d(64, 1, 5, bias=False)  # → (n, 1, 28, 28)
        self.apply(partial(draw_weights, linear_std=LINEAR_STD))

    def forward(self, noise: Tensor, labels: Tensor | None = None) -> Tensor:
        features = self.body(noise[:, :, None, None])
        # In bfloat16 tanh rounds to −1 exactly and passes no gradient: training ends in black.
        with torch.autocast(features.device.type, enabled=False):
            out: Tensor = self.to_grey(features.float())
        return out.tanh()


class ReferenceDiscriminator(nn.Module):
    """Digits (n, 1, 28, 28) in −1…1 → logits (n,), high = real.

    The source ends in a sigmoid; here it is part of the loss, which is the same and is stable.
    """

    def __init__(self, config: ReferenceConfig) -> None:
        super().__init__()
        self.body = nn.Sequential(
            *_shrink(1, 32),  # → (n, 32, 14, 14)
            *_shrink(32, 64),  # → (n, 64, 7, 7)
            *_shrink(64, 128),  # → (n, 128, 4, 4)
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


def _grow(inputs: int, outputs: int, *, kernel: int, stride: int, padding: int) -> list[nn.Module]:
    return [
        nn.ConvTranspose2d(inputs, outputs, kernel, stride, padding, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
    ]


def _shrink(inputs: int, outputs: int) -> list[nn.Module]:
    return [nn.Conv2d(inputs, outputs, 3, 2, 1), nn.LeakyReLU(0.2)]
