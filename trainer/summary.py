"""What a preset's networks are made of, layer by layer."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from models.configs.catalogue import NetworkConfig, family_of
from models.configs.per_digit import PerDigitConfig
from models.families.catalogue import build
from models.families.edges import FromGrey, ToDoubledGrey, ToGrey

DIGIT = (1, 28, 28)


@dataclass(frozen=True)
class Row:
    """One layer: `shape` is what leaves it without the batch, `weights` how many it learns."""

    name: str
    detail: str
    shape: tuple[int, ...]
    weights: int


@dataclass(frozen=True)
class Part:
    """One network, or both as one."""

    name: str
    rows: tuple[Row, ...]
    note: str

    @property
    def weights(self) -> int:
        return sum(row.weights for row in self.rows)


@dataclass(frozen=True)
class Summary:
    """The networks of a family: each by itself, and both as the generator's step sees them."""

    family: str
    generator: Part
    discriminator: Part
    composite: Part

    @property
    def parts(self) -> tuple[Part, Part, Part]:
        return self.generator, self.discriminator, self.composite


def summarise(config: NetworkConfig) -> Summary:
    """Return the summary of the networks of `config`; of a pair a digit, that of one pair."""
    pairs = 1
    if isinstance(config, PerDigitConfig) and config.conditional:
        pairs = len(config.digits)
        config = dataclasses.replace(config, digit=0)
    with torch.random.fork_rng():
        networks = build(family_of(config), dataclasses.asdict(config))
    generator, discriminator = (network.eval() for network in networks)
    label = torch.zeros(1, dtype=torch.long) if config.conditional else None
    made = _part("generator", _rows(generator, torch.zeros(1, config.latent), label), pairs)
    made = dataclasses.replace(made, rows=(*made.rows, Row("digit", "−1 to 1", DIGIT, 0)))
    judged = _part("discriminator", _rows(discriminator, torch.zeros(1, *DIGIT), label), pairs)
    return Summary(family_of(config), made, judged, _composite(config, made, judged, pairs > 1))


def _part(name: str, rows: list[Row], pairs: int) -> Part:
    weights = sum(row.weights for row in rows)
    note = f"{weights:,} weights"
    if pairs > 1:
        note += f" for one digit, {pairs * weights:,} for all {pairs}"
    return Part(name, tuple(rows), note)


def _composite(config: NetworkConfig, made: Part, judged: Part, told: bool) -> Part:
    """Return both networks as the generator's step sees them: only the first is moved."""
    rows = [Row("noise", "standard normal", (config.latent,), 0)]
    if config.conditional or told:
        rows.append(Row("label", "0 to 9", (), 0))
    rows += [
        Row("generator", "learns", DIGIT, made.weights),
        Row("discriminator", "is held still", (1,), judged.weights),
    ]
    both = made.weights + judged.weights
    note = f"{both:,} weights; {made.weights:,} learn in the generator's step"
    return Part("composite", tuple(rows), note)


@torch.inference_mode()
def _rows(network: nn.Module, given: Tensor, label: Tensor | None) -> list[Row]:
    rows: list[Row] = []

    def note(layer: nn.Module, _: object, out: Tensor) -> None:
        weights = sum(weight.numel() for weight in layer.parameters())
        rows.append(Row(type(layer).__name__, _detail(layer), tuple(out.shape[1:]), weights))

    parents = [part for part in network.modules() if any(part.children())]
    leaves = [part for part in network.modules() if not any(part.children())]
    hooks = [leaf.register_forward_hook(note) for leaf in leaves]
    out: Tensor = network(given, label)
    for hook in hooks:
        hook.remove()
    # Weights that a network uses itself, as the projection of its label.
    owned = (weight for part in parents for weight in part.named_parameters(recurse=False))
    for name, weight in owned:
        rows.append(Row(name, in_words(weight.shape), tuple(out.shape[1:]) or (1,), weight.numel()))
    return rows


def _detail(layer: nn.Module) -> str:
    match layer:
        case nn.Conv2d() | nn.ConvTranspose2d():
            channels = f"{layer.in_channels}→{layer.out_channels}"
            return _conv(channels, layer.kernel_size[0], layer.stride[0], int(layer.padding[0]))
        case FromGrey():
            return _conv(f"1→{layer.weight.shape[1]}", 4, 2, 1)
        case ToGrey():
            return _conv(f"{layer.weight.shape[0]}→1", 3, 1, 1)
        case ToDoubledGrey():
            return _conv(f"{layer.weight.shape[0]}→1", 6, 2, 2)
        case nn.Linear():
            return f"{layer.in_features}→{layer.out_features}"
        case nn.LeakyReLU():
            return f"slope {layer.negative_slope}"
        case nn.Dropout():
            return f"{layer.p:.0%}"
        case _:
            return ""


def _conv(channels: str, kernel: int, stride: int, padding: int) -> str:
    return f"{channels}, {kernel}×{kernel}, stride {stride}, padding {padding}"


def in_words(shape: Sequence[int]) -> str:
    """Return a shape as people write it.

    >>> in_words((128, 7, 7))
    '128×7×7'
    """
    return "×".join(map(str, shape))
