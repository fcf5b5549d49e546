"""A pair of networks for each digit: a label leads to the pair that knows no other."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from models.configs.per_digit import DIGITS, PerDigitConfig
from models.families.gan_1_digit import OneDigitDiscriminator, OneDigitGenerator
from models.families.labels import expect_labels


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
