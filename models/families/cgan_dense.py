"""The dense predecessor of the convolutional GAN: linear layers that widen up to the pixels."""

from __future__ import annotations

from functools import partial

from torch import Tensor, nn

from models.configs.cgan_dense import CganDenseConfig
from models.configs.sizes import PIXELS
from models.families.chain import chain, leaky
from models.families.ends import tanh_digits
from models.families.initial import CONV_STD, draw_weights


class CganDenseGenerator(nn.Module):
    """Noise (n, latent) → digits (n, 1, 28, 28) in −1…1."""

    def __init__(self, config: CganDenseConfig) -> None:
        super().__init__()
        self.config = config
        self.body = chain([config.latent, 256, 512, 1024], nn.ReLU, norm=config.norm)
        self.to_grey = nn.Linear(1024, PIXELS)
        self.apply(partial(draw_weights, linear_std=CONV_STD))

    def forward(self, noise: Tensor, labels: Tensor | None = None) -> Tensor:
        return tanh_digits(self.to_grey, self.body(noise)).view(-1, 1, 28, 28)


class CganDenseDiscriminator(nn.Module):
    """Digits (n, 1, 28, 28) in −1…1 → logits (n,), high = real."""

    def __init__(self, config: CganDenseConfig) -> None:
        super().__init__()
        self.body = chain([PIXELS, 512, 256], leaky, norm=config.norm, first_norm=False)
        self.to_logit = nn.Linear(256, 1)
        self.apply(partial(draw_weights, linear_std=CONV_STD))

    def forward(self, digits: Tensor, labels: Tensor | None = None) -> Tensor:
        out: Tensor = self.to_logit(self.body(digits.flatten(1)))
        return out.squeeze(1)
