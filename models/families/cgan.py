"""The convolutional GAN at its plainest: two convolutions against two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from torch import Tensor, nn

from models.families.convolutions import grow, shrink
from models.families.ends import tanh_digits
from models.families.initial import CONV_STD, draw_weights
from models.families.norms import Norm, expect_norm, norm_of_maps
from models.families.sizes import expect_size


@dataclass(frozen=True)
class CganConfig:
    """A convolutional GAN of which the latent size is given, and nothing else.

    All other sizes are DCGAN practice (Radford et al. 2015, arXiv 1511.06434): noise projected and
    reshaped, 4×4 kernels of stride 2, widths that double as sides halve, BatchNorm but at the
    generator's output and the discriminator's input, ReLU and tanh against LeakyReLU 0.2, all
    weights N(0, 0.02).
    """

    latent: int = 100
    norm: Norm = "batch"
    """After every layer but the generator's last and the discriminator's first."""

    def __post_init__(self) -> None:
        expect_size(self, "latent")
        expect_norm(self)

    @property
    def conditional(self) -> bool:
        """The networks are told no label."""
        return False


class CganGenerator(nn.Module):
    """Noise (n, latent) → digits (n, 1, 28, 28) in −1…1."""

    def __init__(self, config: CganConfig) -> None:
        super().__init__()
        self.config = config
        self.body = nn.Sequential(
            nn.Linear(config.latent, 128 * 7 * 7),
            nn.Unflatten(1, (128, 7, 7)),  # → (n, 128, 7, 7)
            *norm_of_maps(config.norm, 128),
            nn.ReLU(),
            *grow(128, 64, (4, 2, 1), config.norm),  # → (n, 64, 14, 14)
        )
        self.to_grey = nn.ConvTranspose2d(64, 1, 4, 2, 1)  # → (n, 1, 28, 28)
        self.apply(partial(draw_weights, linear_std=CONV_STD))

    def forward(self, noise: Tensor, labels: Tensor | None = None) -> Tensor:
        return tanh_digits(self.to_grey, self.body(noise))


class CganDiscriminator(nn.Module):
    """Digits (n, 1, 28, 28) in −1…1 → logits (n,), high = real."""

    def __init__(self, config: CganConfig) -> None:
        super().__init__()
        self.body = nn.Sequential(
            *shrink(1, 64, (4, 2, 1), "none"),  # → (n, 64, 14, 14)
            *shrink(64, 128, (4, 2, 1), config.norm),  # → (n, 128, 7, 7)
            nn.Flatten(),
        )
        self.to_logit = nn.Linear(128 * 7 * 7, 1)
        self.apply(partial(draw_weights, linear_std=CONV_STD))

    def forward(self, digits: Tensor, labels: Tensor | None = None) -> Tensor:
        out: Tensor = self.to_logit(self.body(digits))
        return out.squeeze(1)
