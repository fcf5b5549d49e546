"""Writing a checkpoint, and building its networks again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from safetensors.torch import save as to_bytes
from torch import Tensor, nn

from models.atomic import write_atomically
from models.families.catalogue import build, is_conditional
from models.metadata import CheckpointError, Metadata, read_metadata, to_header

# A network of ours holds millions of weights; a config that asks for billions is not one.
MOST_WEIGHTS = 500_000_000
FLOATS = (torch.float16, torch.float32)
"""What weights and running statistics may be stored as."""


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """A generator and its discriminator, float32 on the CPU and in `eval()`, with their metadata.

    generator: noise (n, latent) → digits (n, 1, 28, 28) in −1…1; discriminator: such digits →
    logits (n,), high = real. Both take labels (n,) int64, 0–9, as their second argument; where
    `metadata.conditional` is true they need them, elsewhere they pass over them.
    """

    metadata: Metadata
    generator: nn.Module
    discriminator: nn.Module


def save(
    path: Path,
    metadata: Metadata,
    generator: nn.Module,
    discriminator: nn.Module,
    weights: torch.dtype = torch.float16,
) -> None:
    """Write both networks and their metadata to `path`, atomically.

    Matrices and kernels are kept in `weights`, all else (norms, biases, running statistics) in
    float32. Raise OSError where the disk refuses.
    """
    tensors = _packed("generator", generator, weights) | _packed(
        "discriminator", discriminator, weights
    )
    write_atomically(path, to_bytes(tensors, to_header(metadata)))


def load(path: Path) -> Checkpoint:
    """Read the checkpoint at `path`; nothing in it can run code.

    Raise CheckpointError where the file is missing, truncated, foreign, of another version, or
    does not fit its own family.
    """
    metadata = read_metadata(path)
    try:
        generator, discriminator = _build(metadata)
    except ValueError as why:
        raise CheckpointError(f"{path}: {why}; train again with python -m trainer") from None
    try:
        tensors = load_file(path)
    except (OSError, SafetensorError) as why:
        raise CheckpointError(
            f"{path}: expected a whole checkpoint, found one that cannot be read ({why}); "
            f"copy it again or train again with python -m trainer"
        ) from None
    if stray := [name for name in tensors if not name.startswith(("generator.", "discriminator."))]:
        raise CheckpointError(
            f"{path}: expected the weights of a generator and a discriminator, found {stray[0]} as "
            f"well; train again with python -m trainer"
        )
    _fill(path, "generator", generator, tensors)
    _fill(path, "discriminator", discriminator, tensors)
    return Checkpoint(metadata, generator, discriminator)


def _build(metadata: Metadata) -> tuple[nn.Module, nn.Module]:
    # On the meta device no memory is taken, nor any random number drawn, before the sizes are
    # known to be sane.
    with torch.device("meta"):
        networks = build(metadata.family, metadata.network)
    weights = sum(weight.numel() for network in networks for weight in network.parameters())
    if weights > MOST_WEIGHTS:
        raise ValueError(f"expected at most {MOST_WEIGHTS:,} weights, found {weights:,}")
    conditional = is_conditional(networks[0])
    if metadata.conditional is not conditional:
        raise ValueError(
            f"expected conditional to be {conditional}, as its networks of family "
            f"{metadata.family} are, found {metadata.conditional}"
        )
    return networks


def _packed(prefix: str, network: nn.Module, weights: torch.dtype) -> dict[str, Tensor]:
    return {
        f"{prefix}.{name}": _stored(tensor, weights).cpu().contiguous()
        for name, tensor in network.state_dict().items()
    }


def _stored(tensor: Tensor, weights: torch.dtype) -> Tensor:
    if not tensor.is_floating_point():
        return tensor
    return tensor.to(weights if tensor.ndim > 1 else torch.float32)


def _fill(path: Path, prefix: str, network: nn.Module, tensors: Mapping[str, Tensor]) -> None:
    expected = network.state_dict()
    found = {
        name.removeprefix(f"{prefix}."): tensor
        for name, tensor in tensors.items()
        if name.startswith(f"{prefix}.")
    }
    for name in sorted(set(expected) | set(found)):
        wants = _shape(expected.get(name))
        has = _shape(found.get(name))
        if wants != has:
            raise CheckpointError(
                f"{path}: expected {prefix} {name} to be {wants}, found {has}; "
                f"train again with python -m trainer"
            )
        kinds = FLOATS if expected[name].is_floating_point() else (torch.int64,)
        if found[name].dtype not in kinds:
            raise CheckpointError(
                f"{path}: expected {prefix} {name} in {' or '.join(map(str, kinds))}, found "
                f"{found[name].dtype}; train again with python -m trainer"
            )
        if not torch.isfinite(found[name]).all():
            raise CheckpointError(
                f"{path}: expected finite weights, found NaN or infinity in {prefix} {name}; "
                f"train again with python -m trainer"
            )
    whole = {
        name: tensor.float() if tensor.is_floating_point() else tensor
        for name, tensor in found.items()
    }
    network.load_state_dict(whole, assign=True)
    network.eval().requires_grad_(False)


def _shape(tensor: Tensor | None) -> str:
    return "absent" if tensor is None else str(tuple(tensor.shape))
