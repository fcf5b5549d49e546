"""The one-channel ends of a network, as matrix products.

A convolution from or to a single channel keeps a CPU's convolution routines waiting for data:
measured on two cores of a server CPU, the backward pass to the picture took 11 ms as Conv2d and
2 ms as here, for 64 digits. The functions computed are those of the layers named.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class FromGrey(nn.Module):
    """Digits (n, 1, 2s, 2s) → (n, channels, s, s): the function of Conv2d(1, channels, 4, 2, 1)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(4 * 4, channels))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, digits: Tensor) -> Tensor:
        patches = F.unfold(digits, 4, padding=1, stride=2).transpose(1, 2)  # → (n, s², 16)
        out = patches @ self.weight + self.bias  # → (n, s², channels)
        side = math.isqrt(out.shape[1])
        return out.reshape(-1, side, side, out.shape[2]).permute(0, 3, 1, 2)


class ToGrey(nn.Module):
    """Features (n, channels, s, s) → (n, 1, s, s): the function of ConvTranspose2d(channels, 1, 3,
    1, 1).

    In float32 whatever the layers before it run in: in bfloat16 a tanh behind it rounds to −1
    exactly, passes no gradient, and training ends in black.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(channels, 3 * 3))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, features: Tensor) -> Tensor:
        size = features.shape[2:]
        with torch.autocast(features.device.type, enabled=False):
            pixels = features.float().permute(0, 2, 3, 1).flatten(1, 2)  # → (n, s², channels)
            taps = (pixels @ self.weight).transpose(1, 2)  # → (n, 9, s²)
            return F.fold(taps, size, 3, padding=1) + self.bias


class ToDoubledGrey(nn.Module):
    """Features (n, channels, s, s) → (n, 1, 2s, 2s): the function of ConvTranspose2d(channels, 1,
    6, 2, 2), by which each pixel is drawn from 3×3 features. In float32, as ToGrey.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(channels, 6 * 6))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, features: Tensor) -> Tensor:
        size = (2 * features.shape[2], 2 * features.shape[3])
        with torch.autocast(features.device.type, enabled=False):
            pixels = features.float().permute(0, 2, 3, 1).flatten(1, 2)  # → (n, s², channels)
            taps = (pixels @ self.weight).transpose(1, 2)  # → (n, 36, s²)
            return F.fold(taps, size, 6, padding=2, stride=2) + self.bias
