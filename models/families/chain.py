"""Linear layers one after the other, each with its activation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from torch import nn

from models.configs.norm import Norm
from models.families.norms import norm_of_rows


def leaky() -> nn.Module:
    """Return the discriminator's activation of DCGAN, LeakyReLU of slope 0.2."""
    return nn.LeakyReLU(0.2)


def chain(
    widths: Sequence[int],
    activation: Callable[[], nn.Module],
    *,
    norm: Norm = "none",
    first_norm: bool = True,
    dropout: float = 0.0,
) -> nn.Sequential:
    """Return linear layers (n, widths[0]) → … → (n, widths[-1]).

    Each is followed by `norm`, `activation` and dropout of the share `dropout`, where it is above
    0. With `first_norm` false the first layer has no norm: DCGAN has none where the pixels of a
    digit enter the discriminator.
    """
    layers: list[nn.Module] = []
    for place, (inputs, outputs) in enumerate(pairwise(widths)):
        layers.append(nn.Linear(inputs, outputs))
        if place > 0 or first_norm:
            layers.extend(norm_of_rows(norm, outputs))
        layers.append(activation())
        if dropout:
            layers.append(nn.Dropout(dropout))
    return nn.Sequential(*layers)
