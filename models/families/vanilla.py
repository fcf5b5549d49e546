"""The vanilla GAN: three linear layers against three."""

from __future__ import annotations

from torch import Tensor, nn

from models.configs.sizes import PIXELS
from models.configs.vanilla import VanillaConfig
from models.families.chain import chain, leaky
from models.families.ends import tanh_digits


class VanillaGenerator(nn.Module):
    """Noise (n, latent) → digits (n, 1, 28, 28) in −1…1."""

    def __init__(self, config: VanillaConfig) -> None:
        super().__init__()
        self.config = config
        self.body = chain([config.latent, 1024, 1024], nn.ReLU, norm=config.norm)
        self.to_grey = nn.Linear(1024, PIXELS)

    def forward(self, noise: Tensor, labels: Tensor | None = None) -> Tensor:
        return tanh_digits(self.to_grey, self.body(noise)).view(-1, 1, 28, 28)


class VanillaDiscriminator(nn.Module):
    """Digits (n, 1, 28, 28) in −1…1 → logits (n,), high = real."""

    def __init__(self, config: VanillaConfig) -> None:
        super().__init__()
        self.body = chain([PIXELS, 256, 256], leaky, norm=config.norm, first_norm=False)
        self.to_logit = nn.Linear(256, 1)

    def forward(self, digits: Tensor, labels: Tensor | None = None) -> Tensor:
        out: Tensor = self.to_logit(self.body(digits.flatten(1)))
        return out.squeeze(1)
