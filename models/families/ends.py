"""The last layer of a generator, in float32 whatever the layers before it run in."""

from __future__ import annotations

import torch
from torch import Tensor, nn


def tanh_digits(layer: nn.Module, features: Tensor) -> Tensor:
    """Return the digits, in −1…1, that `layer` and a tanh draw from `features`.

    In bfloat16 the tanh would round to −1 exactly and pass no gradient: training ends in black.
    """
    return _in_float32(layer, features).tanh()


def sigmoid_digits(layer: nn.Module, features: Tensor) -> Tensor:
    """Return the digits of a source whose pixels are σ(x) in 0…1, here 2 σ(x) − 1 in −1…1."""
    return 2.0 * _in_float32(layer, features).sigmoid() - 1.0


def _in_float32(layer: nn.Module, features: Tensor) -> Tensor:
    with torch.autocast(features.device.type, enabled=False):
        out: Tensor = layer(features.float())
    return out
