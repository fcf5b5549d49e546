"""What a network is made of, layer by layer, as a test can write it down."""

from __future__ import annotations

from torch import Tensor, nn

from models.families.edges import FromGrey, ToDoubledGrey, ToGrey

Row = tuple[str, tuple[int, ...], int]
"""A layer in words, the shape that leaves it without the batch, its weights."""


def weights_of(network: nn.Module) -> int:
    return sum(weight.numel() for weight in network.parameters())


def layers_of(network: nn.Module, *inputs: Tensor | None) -> list[Row]:
    """Return the layers of `network` in the order that `inputs` pass them, in eval."""
    rows: list[Row] = []

    def note(layer: nn.Module, _: object, out: Tensor) -> None:
        rows.append((in_words(layer), tuple(out.shape[1:]), weights_of(layer)))

    leaves = [layer for layer in network.modules() if not list(layer.children())]
    hooks = [leaf.register_forward_hook(note) for leaf in leaves]
    network.eval()(*inputs)
    for hook in hooks:
        hook.remove()
    return rows


def shapes_through(network: nn.Module, *inputs: Tensor | None) -> list[tuple[int, ...]]:
    """Return what leaves each layer that is not an activation or a norm, without the batch."""
    kinds = ("conv", "transposed", "linear", "reshape", "edge")
    return [shape for words, shape, _ in layers_of(network, *inputs) if words.startswith(kinds)]


def in_words(layer: nn.Module) -> str:
    """Return what a layer is, as `conv 1→64 3/2/0` (kernel, stride, padding)."""
    match layer:
        case nn.ConvTranspose2d() | nn.Conv2d():
            kind = "transposed" if isinstance(layer, nn.ConvTranspose2d) else "conv"
            shape = "/".join(str(size[0]) for size in (layer.kernel_size, layer.stride))
            padding = layer.padding[0]
            return f"{kind} {layer.in_channels}→{layer.out_channels} {shape}/{padding}"
        case nn.Linear():
            return f"linear {layer.in_features}→{layer.out_features}"
        case nn.LeakyReLU():
            return f"leaky {layer.negative_slope}"
        case nn.Dropout():
            return f"dropout {layer.p}"
        case nn.BatchNorm1d() | nn.BatchNorm2d():
            return f"batch norm {layer.num_features}"
        case nn.LayerNorm():
            return f"layer norm {layer.normalized_shape[0]}"
        case nn.ZeroPad2d():
            return f"pad {layer.padding}"
        case nn.Unflatten() | nn.Flatten():
            return "reshape"
        case FromGrey() | ToGrey() | ToDoubledGrey():
            return "edge"
        case _:
            return type(layer).__name__
