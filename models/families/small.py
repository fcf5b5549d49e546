"""The small fast DCGAN: its generator works at 7×7 and 14×14, where convolutions are cheap."""

from __future__ import annotations

from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.configs.small import SmallConfig
from models.families.convolutions import grow
from models.families.edges import FromGrey, ToDoubledGrey, ToGrey
from models.families.initial import draw_weights
from models.families.labels import expect_labels, shares_of
from models.seeds import CLASSES

DOUBLE = (4, 2, 1)
"""Kernel, stride and padding by which a side is doubled."""


class SmallGenerator(nn.Module):
    """Noise (n, latent), labels (n,) 0–9 or shares (n, 10) → digits (n, 1, 28, 28) in −1…1."""

    def __init__(self, config: SmallConfig) -> None:
        super().__init__()
        self.config = config
        width, full = config.generator_width, config.full_size_width
        self.body = nn.Sequential(
            # A label is ten more numbers of noise: its column of the matrix is its embedding.
            nn.Linear(config.latent + config.classes, 2 * width * 7 * 7, bias=False),
            nn.Unflatten(1, (2 * width, 7, 7)),  # → (n, 2 width, 7, 7)
            nn.BatchNorm2d(2 * width),
            nn.ReLU(),
            *grow(2 * width, width, DOUBLE, "batch", bias=False),  # → (n, width, 14, 14)
        )
        for _ in range(config.generator_blocks):
            self.body.extend(_keep(width))
        if full:
            self.body.extend(grow(width, full, DOUBLE, "batch", bias=False))  # → (n, full, 28, 28)
        self.to_grey = ToGrey(full) if full else ToDoubledGrey(width)  # → (n, 1, 28, 28)
        self.apply(partial(draw_weights, linear_std=None))

    def forward(self, noise: Tensor, labels: Tensor | None = None) -> Tensor:
        if self.config.conditional:
            told = shares_of(labels).to(noise.dtype)
            noise = torch.cat([noise, told], 1)
        out: Tensor = self.to_grey(self.body(noise))
        return out.tanh()


class SmallDiscriminator(nn.Module):
    """Digits (n, 1, 28, 28) in −1…1, labels (n,) 0–9 → logits (n,), high = real.

    It has no norm, so that a digit is judged alone, whatever stands beside it. Labels enter by
    projection (Miyato & Koyama 2018, arXiv 1802.05637, eq. 3): logit = φ·v + φ·v_label.
    """

    def __init__(self, config: SmallConfig) -> None:
        super().__init__()
        self.config = config
        width = config.discriminator_width
        features = 4 * width * 4 * 4
        self.body = nn.Sequential(
            FromGrey(width),  # → (n, width, 14, 14)
            nn.LeakyReLU(0.2),
            nn.Conv2d(width, 2 * width, 3, 2, 1),  # → (n, 2 width, 7, 7)
            nn.LeakyReLU(0.2),
            nn.Conv2d(2 * width, 4 * width, 3, 2, 1),  # → (n, 4 width, 4, 4)
            nn.LeakyReLU(0.2),
            nn.Flatten(),
        )
        self.to_logit = nn.Linear(features, 1)
        self.apply(partial(draw_weights, linear_std=None))
        if config.conditional:
            # From zero: it begins as the discriminator that is told nothing.
            self.to_class_logit = nn.Parameter(torch.zeros(CLASSES, features))

    def forward(self, digits: Tensor, labels: Tensor | None = None) -> Tensor:
        features = self.body(digits)
        out: Tensor = self.to_logit(features).squeeze(1)
        if self.config.conditional:
            told = F.one_hot(expect_labels(labels), CLASSES).to(features.dtype)
            out = out + (features * (told @ self.to_class_logit.to(features.dtype))).sum(1)
        return out


def _keep(channels: int) -> list[nn.Module]:
    return [
        nn.Conv2d(channels, channels, 3, 1, 1, bias=False),
        nn.BatchNorm2d(channels),
        nn.ReLU(),
    ]
