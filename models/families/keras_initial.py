"""Initial weights as Keras draws them where it is told nothing."""

from __future__ import annotations

from torch import nn


def draw_glorot(module: nn.Module) -> None:
    """Draw the weights of one layer as Keras does by default; meant for `Module.apply`.

    Linear layers and convolutions from the uniform distribution of Glorot & Bengio (2010,
    "Understanding the difficulty of training deep feedforward neural networks", eq. 16), their
    biases 0.
    """
    if not isinstance(module, nn.Linear | nn.Conv2d | nn.ConvTranspose2d):
        return
    if module.weight.is_meta:
        return  # a shape without memory; there is nothing to draw
    nn.init.xavier_uniform_(module.weight)
    if module.bias is not None:
        nn.init.zeros_(module.bias)
