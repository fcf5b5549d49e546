"""The deep convolutional GAN whose discriminator weighs 35 times its generator."""

from __future__ import annotations

from torch import Tensor, nn

from models.configs.deep_conv import DeepConvConfig
from models.configs.norm import Norm
from models.families.chain import leaky
from models.families.convolutions import grow, shrink
from models.families.ends import tanh_digits
from models.families.transposed import ConvTranspose2d


class DeepConvGenerator(nn.Module):
    """Noise (n, latent) → digits (n, 1, 28, 28) in −1…1."""

    def __init__(self, config: DeepConvConfig) -> None:
        super().__init__()
        self.config = config
        self.body = nn.Sequential(
            *grow(config.latent, 112, (4, 1, 0), config.norm),  # → (n, 112, 4, 4)
            *grow(112, 56, (3, 2, 1), config.norm),  # → (n, 56, 7, 7)
            *grow(56, 28, (4, 2, 1), config.norm),  # → (n, 28, 14, 14)
        )
        self.to_grey = ConvTranspose2d(28, 1, 4, 2, 1)  # → (n, 1, 28, 28)

    def forward(self, noise: Tensor, labels: Tensor | None = None) -> Tensor:
        return tanh_digits(self.to_grey, self.body(noise[:, :, None, None]))


class DeepConvDiscriminator(nn.Module):
    """Digits (n, 1, 28, 28) in −1…1 → logits (n,), high = real."""

    def __init__(self, config: DeepConvConfig) -> None:
        super().__init__()
        self.body = deep_body(1, config.norm)
        self.to_logit = nn.Linear(64, 1)

    def forward(self, digits: Tensor, labels: Tensor | None = None) -> Tensor:
        out: Tensor = self.to_logit(self.body(digits))
        return out.squeeze(1)


def deep_body(planes: int, norm: Norm) -> nn.Sequential:
    """Return the discriminator but its last layer: (n, planes, 28, 28) → (n, 64)."""
    return nn.Sequential(
        *shrink(planes, 64, (4, 1, 0), norm),  # → (n, 64, 25, 25)
        *shrink(64, 256, (4, 2, 0), norm),  # → (n, 256, 11, 11)
        *shrink(256, 512, (4, 2, 0), norm),  # → (n, 512, 4, 4)
        nn.Flatten(),
        nn.Linear(8192, 1024),
        leaky(),
        nn.Dropout(0.32),
        nn.Linear(1024, 64),
        leaky(),
        nn.Dropout(0.2),
    )
