"""A convolution with its norm and its activation, as DCGAN groups them."""

from __future__ import annotations

from torch import nn

from models.configs.norm import Norm
from models.families.chain import leaky
from models.families.norms import norm_of_maps
from models.families.transposed import ConvTranspose2d

Shape = tuple[int, int, int]
"""Kernel, stride and padding."""


def grow(
    inputs: int, outputs: int, shape: Shape, norm: Norm, *, bias: bool = True
) -> list[nn.Module]:
    """Return a transposed convolution (n, inputs, h, w) → (n, outputs, …), its norm, a ReLU."""
    return [
        ConvTranspose2d(inputs, outputs, *shape, bias=bias),
        *norm_of_maps(norm, outputs),
        nn.ReLU(),
    ]


def shrink(
    inputs: int, outputs: int, shape: Shape, norm: Norm, *, bias: bool = True
) -> list[nn.Module]:
    """Return a convolution (n, inputs, h, w) → (n, outputs, …), its norm, a LeakyReLU 0.2."""
    return [
        nn.Conv2d(inputs, outputs, *shape, bias=bias),
        *norm_of_maps(norm, outputs),
        leaky(),
    ]
