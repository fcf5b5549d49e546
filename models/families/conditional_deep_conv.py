"""The conditional deep convolutional GAN: the label is one more plane of what is convolved."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from models.configs.conditional_deep_conv import ConditionalDeepConvConfig
from models.families.chain import leaky
from models.families.convolutions import grow
from models.families.deep_conv import deep_body
from models.families.embedding import LabelPlane
from models.families.ends import tanh_digits
from models.families.transposed import ConvTranspose2d


class ConditionalDeepConvGenerator(nn.Module):
    """Noise (n, latent), labels (n,) 0–9 → digits (n, 1, 28, 28) in −1…1."""

    def __init__(self, config: ConditionalDeepConvConfig) -> None:
        super().__init__()
        self.config = config
        self.plane = LabelPlane(4)
        self.project = nn.Sequential(
            nn.Linear(config.latent, 2048),
            leaky(),
            nn.Unflatten(1, (128, 4, 4)),  # → (n, 128, 4, 4)
        )
        self.body = nn.Sequential(
            *grow(129, 56, (4, 1, 0), config.norm),  # → (n, 56, 7, 7)
            *grow(56, 28, (4, 2, 1), config.norm),  # → (n, 28, 14, 14)
        )
        self.to_grey = ConvTranspose2d(28, 1, 4, 2, 1)  # → (n, 1, 28, 28)

    def forward(self, noise: Tensor, labels: Tensor | None = None) -> Tensor:
        features = torch.cat([self.project(noise), self.plane(labels)], 1)  # → (n, 129, 4, 4)
        return tanh_digits(self.to_grey, self.body(features))


class ConditionalDeepConvDiscriminator(nn.Module):
    """Digits (n, 1, 28, 28) in −1…1, labels (n,) 0–9 → logits (n,), high = real."""

    def __init__(self, config: ConditionalDeepConvConfig) -> None:
        super().__init__()
        self.plane = LabelPlane(28)
        self.body = deep_body(2, config.norm)
        self.to_logit = nn.Linear(64, 1)

    def forward(self, digits: Tensor, labels: Tensor | None = None) -> Tensor:
        told = torch.cat([digits, self.plane(labels)], 1)  # → (n, 2, 28, 28)
        out: Tensor = self.to_logit(self.body(told))
        return out.squeeze(1)
