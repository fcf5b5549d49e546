"""The conditional dense GAN: linear layers that are told the digit as ten learnt numbers."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from models.configs.conditional import ConditionalConfig
from models.configs.sizes import PIXELS
from models.families.chain import chain, leaky
from models.families.embedding import WIDTH, LabelEmbedding
from models.families.ends import tanh_digits

DROPOUT = 0.3


class ConditionalGenerator(nn.Module):
    """Noise (n, latent), labels (n,) 0–9 → digits (n, 1, 28, 28) in −1…1."""

    def __init__(self, config: ConditionalConfig) -> None:
        super().__init__()
        self.config = config
        self.embedding = LabelEmbedding()
        self.body = chain([config.latent + WIDTH, 256, 512, 1024], leaky, norm=config.norm)
        self.to_grey = nn.Linear(1024, PIXELS)

    def forward(self, noise: Tensor, labels: Tensor | None = None) -> Tensor:
        told = torch.cat([noise, self.embedding(labels)], 1)  # → (n, latent + 10)
        return tanh_digits(self.to_grey, self.body(told)).view(-1, 1, 28, 28)


class ConditionalDiscriminator(nn.Module):
    """Digits (n, 1, 28, 28) in −1…1, labels (n,) 0–9 → logits (n,), high = real."""

    def __init__(self, config: ConditionalConfig) -> None:
        super().__init__()
        self.embedding = LabelEmbedding()
        widths = [PIXELS + WIDTH, 1024, 512, 256]
        self.body = chain(widths, leaky, norm=config.norm, first_norm=False, dropout=DROPOUT)
        self.to_logit = nn.Linear(256, 1)

    def forward(self, digits: Tensor, labels: Tensor | None = None) -> Tensor:
        told = torch.cat([digits.flatten(1), self.embedding(labels)], 1)  # → (n, 794)
        out: Tensor = self.to_logit(self.body(told))
        return out.squeeze(1)
