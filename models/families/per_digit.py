"""A pair of networks for each digit: a label leads to the pair that knows no other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn

from models.families.gan_1_digit import OneDigitDiscriminator, OneDigitGenerator
from models.families.labels import expect_labels
from models.families.norms import Norm, expect_norm
from models.families.sizes import expect_size
from models.wording import shown

DIGITS = range(10)


@dataclass(frozen=True)
class PerDigitConfig:
    """GAN_1.4 of Petaloptyon/mnist_generator, a pair a digit."""

    latent: int = 100
    digit: Literal["all", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9] = "all"
    """A pair for each of the ten digits, or for this one alone. One alone draws nothing else, so
    that it is told no label."""
    norm: Norm = "batch"
    """After each strided convolution."""

    def __post_init__(self) -> None:
        expect_size(self, "latent")
        expect_norm(self)
        if self.digit != "all" and (type(self.digit) is not int or self.digit not in DIGITS):
            raise ValueError(f"digit: expected all or one of 0 to 9, found {shown(self.digit)}")

    @property
    def conditional(self) -> bool:
        """With all ten pairs a label says which; one pair needs none."""
        return self.digit == "all"

    @property
    def digits(self) -> tuple[int, ...]:
        """The digits that there is a pair for, in order."""
        return tuple(DIGITS) if self.digit == "all" else (self.digit,)


class PerDigitGenerator(nn.Module):
    """Noise (n, latent), labels (n,) 0–9 → digits (n, 1, 28, 28) in −1…1."""

    def __init__(self, config: PerDigitConfig) -> None:
        super().__init__()
        self.config = config
        self.each = nn.ModuleDict(
            {str(digit): OneDigitGenerator(config.latent, config.norm) for digit in config.digits}
        )

    def forward(self, noise: Tensor, labels: Tensor | None = None) -> Tensor:
        return _by_digit(self.each, noise, labels)


class PerDigitDiscriminator(nn.Module):
    """Digits (n, 1, 28, 28) in −1…1, labels (n,) 0–9 → logits (n,), high = real.

    A digit is judged as one of its label.
    """

    def __init__(self, config: PerDigitConfig) -> None:
        super().__init__()
        self.each = nn.ModuleDict(
            {str(digit): OneDigitDiscriminator(config.norm) for digit in config.digits}
        )

    def forward(self, digits: Tensor, labels: Tensor | None = None) -> Tensor:
        return _by_digit(self.each, digits, labels)


def _by_digit(each: nn.ModuleDict, inputs: Tensor, labels: Tensor | None) -> Tensor:
    """Return what the networks make of `inputs` (n, …), each row by the network of its label.

    A network sees its own rows alone, so that a norm over the batch is one over a class. Raise
    ValueError where a label is missing or is not one of 0–9.
    """
    networks = list(each.values())
    if len(networks) == 1:
        only: Tensor = networks[0](inputs)
        return only
    labels = expect_labels(labels)
    found = labels.unique().tolist()
    if unknown := [label for label in found if label not in DIGITS]:
        raise ValueError(f"labels: expected 0 to {DIGITS[-1]}, found {unknown[0]}")
    order = labels.argsort(stable=True)
    counts = torch.bincount(labels, minlength=len(networks)).tolist()
    parts = zip(networks, inputs[order].split(counts), strict=True)
    made = torch.cat([network(part) for network, part in parts if len(part)])
    return made[order.argsort()]
