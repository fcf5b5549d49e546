"""The small fast DCGAN: one million generator weights, most of them in the first layer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from torch import Tensor, nn

from models.families.edges import FromGrey, ToGrey
from models.families.initial import draw_weights
from models.families.sizes import expect_sizes


@dataclass(frozen=True)
class SmallConfig:
    """Sizes of both networks; the generator starts at 7×7 and doubles twice."""

    latent: int = 128
    generator_width: int = 32
    """Channels at 28×28; twice as many at 14×14, four times at 7×7."""
    discriminator_width: int = 32
    """Channels at 14×14; twice as many at 7×7, four times at 4×4."""

    def __post_init__(self) -> None:
        expect_sizes(self)


class SmallGenerator(nn.Module):
    """Noise (n, latent) → digits (n, 1, 28, 28) in −1…1."""

    def __init__(self, config: SmallConfig) -> None:
        super().__init__()
        self.config = config
        width = config.generator_width
        self.body = nn.Sequential(
            nn.Linear(config.latent, 4 * width * 7 * 7, bias=False),
            nn.Unflatten(1, (4 * width, 7, 7)),  # → (n, 4 width, 7, 7)
            nn.BatchNorm2d(4 * width),
            nn.ReLU(),
            *_double(4 * width, 2 * width),  # → (n, 2 width, 14, 14)
            *_double(2 * width, width),  # → (n, width, 28, 28)
        )
        self.to_grey = ToGrey(width)  # → (n, 1, 28, 28)
        self.apply(partial(draw_weights, linear_std=None))

    def forward(self, noise: Tensor) -> Tensor:
        out: Tensor = self.to_grey(self.body(noise))
        return out.tanh()


class SmallDiscriminator(nn.Module):
    """Digits (n, 1, 28, 28) in −1…1 → logits (n,), high = real.

    It has no norm, so that a digit is judged alone, whatever stands beside it.
    """

    def __init__(self, config: SmallConfig) -> None:
        super().__init__()
        width = config.discriminator_width
        self.body = nn.Sequential(
            FromGrey(width),  # → (n, width, 14, 14)
            nn.LeakyReLU(0.2),
            nn.Conv2d(width, 2 * width, 3, 2, 1),  # → (n, 2 width, 7, 7)
            nn.LeakyReLU(0.2),
            nn.Conv2d(2 * width, 4 * width, 3, 2, 1),  # → (n, 4 width, 4, 4)
            nn.LeakyReLU(0.2),
            nn.Flatten(),
        )
        self.to_logit = nn.Linear(4 * width * 4 * 4, 1)
        self.apply(partial(draw_weights, linear_std=None))

    def forward(self, digits: Tensor) -> Tensor:
        out: Tensor = self.to_logit(self.body(digits))
        return out.squeeze(1)


def _double(inputs: int, outputs: int) -> list[nn.Module]:
    return [
        nn.ConvTranspose2d(inputs, outputs, 4, 2, 1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
    ]
