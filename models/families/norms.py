"""The normalisation between a network's layers, by name."""

from __future__ import annotations

from torch import Tensor, nn

from models.configs.norm import Norm


def norm_of_maps(norm: Norm, channels: int) -> list[nn.Module]:
    """Return the layers, one or none, that normalise (n, channels, h, w).

    "batch" is over all digits and positions, with torch's epsilon and momentum; "layer" over the
    channels of each position, which is what LayerNormalization means where channels come last.
    """
    if norm == "batch":
        return [nn.BatchNorm2d(channels)]
    return [ChannelNorm(channels)] if norm == "layer" else []


def norm_of_rows(norm: Norm, width: int) -> list[nn.Module]:
    """Return the layers, one or none, that normalise (n, width)."""
    if norm == "batch":
        return [nn.BatchNorm1d(width)]
    return [nn.LayerNorm(width)] if norm == "layer" else []


class ChannelNorm(nn.LayerNorm):
    """LayerNorm (Ba et al. 2016, arXiv 1607.06450) over the channels of each position.

    (n, channels, h, w) → (n, channels, h, w)
    """

    def __init__(self, channels: int) -> None:
        super().__init__(channels)

    def forward(self, input: Tensor) -> Tensor:
        return super().forward(input.movedim(1, -1)).movedim(-1, 1)
