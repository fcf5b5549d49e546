"""The transposed convolution that learns fast on a CPU where its maps are small or lead to grey."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.autograd.function import once_differentiable

SMALL = 16
"""So many positions, 4×4, are a small map."""


class ConvTranspose2d(nn.ConvTranspose2d):
    """The function and the weights of the layer it is named after: (n, inputs, h, w) → (n, …).

    While it learns on a CPU in float32 it is one matrix product where a map is small or the result
    is grey. There a CPU's convolution routines wait for data: measured on one core of a server CPU
    with 64 digits, forward and backward of 512→256 channels at 3×3 took 540 ms, and take 113. What
    is drawn without learning goes the layer's own way, to the same pixel as before.
    """

    def __init__(
        self,
        inputs: int,
        outputs: int,
        kernel: int,
        stride: int = 1,
        padding: int = 0,
        *,
        bias: bool = True,
    ) -> None:
        super().__init__(inputs, outputs, kernel, stride, padding, bias=bias)

    def forward(self, input: Tensor, output_size: list[int] | None = None) -> Tensor:
        if not self._worth_a_product(input) or output_size is not None:
            return super().forward(input, output_size)
        out: Tensor = _Product.apply(input, self.weight, self.stride[0], int(self.padding[0]))
        return out if self.bias is None else out + self.bias[:, None, None]

    def _worth_a_product(self, maps: Tensor) -> bool:
        plain = maps.device.type == "cpu" and maps.dtype == self.weight.dtype == torch.float32
        learns = torch.is_grad_enabled() and not torch.is_autocast_enabled("cpu")
        return plain and learns and (maps[0, 0].numel() <= SMALL or self.out_channels == 1)


class _Product(torch.autograd.Function):
    """Every position times all taps of the kernel in one product; the taps are then added up.

    Maps (n, inputs, h, w) in any layout, weight (inputs, outputs, k, k) → (n, outputs, …), the
    channels last in memory.
    """

    @staticmethod
    def forward(ctx: Any, maps: Tensor, weight: Tensor, stride: int, padding: int) -> Tensor:
        count, inputs, height, width = maps.shape
        outputs, kernel = weight.shape[1], weight.shape[2]
        pixels = maps.permute(0, 2, 3, 1).reshape(-1, inputs)
        taps = weight.permute(0, 2, 3, 1).reshape(inputs, -1)
        grown = (pixels @ taps).view(count, height, width, kernel, kernel, outputs)
        full = [(side - 1) * stride + kernel for side in (height, width)]
        out = maps.new_zeros(count, *full, outputs)
        for row in range(kernel):
            for column in range(kernel):
                rows = slice(row, row + height * stride, stride)
                columns = slice(column, column + width * stride, stride)
                out[:, rows, columns] += grown[:, :, :, row, column]
        ctx.save_for_backward(pixels, taps)
        ctx.stride, ctx.padding = stride, padding
        ctx.shapes = maps.shape, weight.shape
        inside = [slice(padding, side - padding) for side in full]
        return out[:, inside[0], inside[1]].contiguous().permute(0, 3, 1, 2)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, slope: Tensor) -> tuple[Tensor | None, Tensor | None, None, None]:
        pixels, taps = ctx.saved_tensors
        (count, inputs, height, width), (_, outputs, kernel, _) = ctx.shapes
        edge = ctx.padding
        full = F.pad(slope.permute(0, 2, 3, 1), (0, 0, edge, edge, edge, edge)).contiguous()
        of_digit, of_row, of_column, of_channel = full.stride()
        strides = (of_digit, of_row * ctx.stride, of_column * ctx.stride)
        shape = (count, height, width, kernel, kernel, outputs)
        seen = full.as_strided(shape, (*strides, of_row, of_column, of_channel))
        grown = seen.reshape(len(pixels), -1)
        to_maps, to_weight = ctx.needs_input_grad[:2]
        maps = (grown @ taps.t()).view(count, height, width, inputs) if to_maps else None
        weight = (pixels.t() @ grown).view(inputs, kernel, kernel, outputs) if to_weight else None
        return (
            None if maps is None else maps.permute(0, 3, 1, 2),
            None if weight is None else weight.permute(0, 3, 1, 2),
            None,
            None,
        )
