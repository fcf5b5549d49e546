"""Initial weights of the DCGAN families."""

from __future__ import annotations

from torch import Tensor, nn

from models.families.edges import FromGrey, ToDoubledGrey, ToGrey

CONV_STD = 0.02
NORM_STD = 0.02


def draw_weights(module: nn.Module, *, linear_std: float | None) -> None:
    """Draw the weights of one layer as DCGAN does; meant for `Module.apply`.

    Convolutions N(0, 0.02) and BatchNorm weights N(1, 0.02) (Radford et al. 2015,
    arXiv 1511.06434), linear layers N(0, `linear_std`) or, with None, as torch draws them.
    Biases of drawn layers start at 0.
    """
    if any(weight.is_meta for weight in module.parameters(recurse=False)):
        return  # a shape without memory; torch would import for seconds to draw nothing
    if isinstance(module, nn.Conv2d | nn.ConvTranspose2d | FromGrey | ToGrey | ToDoubledGrey):
        nn.init.normal_(module.weight, 0.0, CONV_STD)
        _clear(module.bias)
    elif isinstance(module, nn.BatchNorm1d | nn.BatchNorm2d):
        nn.init.normal_(module.weight, 1.0, NORM_STD)
        _clear(module.bias)
    elif isinstance(module, nn.Linear) and linear_std is not None:
        nn.init.normal_(module.weight, 0.0, linear_std)
        _clear(module.bias)


def _clear(bias: Tensor | None) -> None:
    if bias is not None:
        nn.init.zeros_(bias)
