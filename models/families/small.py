"""The small fast DCGAN: its generator works at 7×7 and 14×14, where convolutions are cheap."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.families.convolutions import grow
from models.families.edges import FromGrey, ToDoubledGrey, ToGrey
from models.families.initial import draw_weights
from models.families.labels import expect_labels
from models.families.sizes import expect_size
from models.seeds import CLASSES
from models.wording import shown

DOUBLE = (4, 2, 1)
"""Kernel, stride and padding by which a side is doubled."""


@dataclass(frozen=True)
class SmallConfig:
    """Sizes of both networks."""

    latent: int = 128
    classes: int = CLASSES
    """10: both networks are told which digit it is to be; 0: they are not."""
    generator_width: int = 32
    """Channels at 14×14; twice as many at 7×7."""
    generator_blocks: int = 1
    """3×3 convolutions at 14×14 after the doubling that leads there."""
    full_size_width: int = 0
    """Channels at 28×28; 0 draws the 28×28 pixels from the features at 14×14."""
    discriminator_width: int = 32
    """Channels at 14×14; twice as many at 7×7, four times at 4×4."""

    def __post_init__(self) -> None:
        for name in ("latent", "generator_width", "discriminator_width"):
            expect_size(self, name)
        expect_size(self, "generator_blocks", least=0, most=16)
        expect_size(self, "full_size_width", least=0)
        if type(self.classes) is not int or self.classes not in (0, CLASSES):
            raise ValueError(f"classes: expected 0 or {CLASSES}, found {shown(self.classes)}")

    @property
    def conditional(self) -> bool:
        return self.classes > 0


class SmallGenerator(nn.Module):
    """Noise (n, latent), labels (n,) 0–9 → digits (n, 1, 28, 28) in −1…1."""

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
            told = F.one_hot(expect_labels(labels), CLASSES).to(noise.dtype)
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
