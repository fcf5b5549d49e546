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
from models.families.catalogue import build_shapes, is_conditional
from models.metadata import CheckpointError, Metadata, read_metadata, to_header
from models.wording import reason, shown

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
    float32, as is a matrix with a number too large for `weights`. Raise OSError where the disk
    refuses.
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
            f"{path}: expected a whole checkpoint, found one that cannot be read ({reason(why)}); "
            f"copy it again or train again with python -m trainer"
        ) from None
    known = ("generator.", "discriminator.")
    if stray := next((name for name in tensors if not name.startswith(known)), None):
        raise CheckpointError(
            f"{path}: expected the weights of a generator and a discriminator, found "
            f"{shown(stray)} as well; train again with python -m trainer"
        )
    _fill(path, "generator", generator, tensors)
    _fill(path, "discriminator", discriminator, tensors)
    return Checkpoint(metadata, generator, discriminator)


def _build(metadata: Metadata) -> tuple[nn.Module, nn.Module]:
    networks = build_shapes(metadata.family, metadata.network)
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
    if tensor.ndim > 1:
        narrow = tensor.to(weights)
        if torch.isfinite(narrow).all():
            return narrow
    return tensor.float()


def _fill(path: Path, prefix: str, network: nn.Module, tensors: Mapping[str, Tensor]) -> None:
    expected = network.state_dict()
    found = {
        name.removeprefix(f"{prefix}."): tensor
        for name, tensor in tensors.items()
        if name.startswith(f"{prefix}.")
    }
    for name in sorted({*expected, *found}):
        if fault := _misfit(name, expected.get(name), found.get(name)):
            raise CheckpointError(
                f"{path}: expected {prefix} {fault}; train again with python -m trainer"
            )
    whole = {
        name: tensor.float() if tensor.is_floating_point() else tensor
        for name, tensor in found.items()
    }
    network.load_state_dict(whole, assign=True)
    network.eval().requires_grad_(False)


def _misfit(name: str, wants: Tensor | None, has: Tensor | None) -> str | None:
    """Say what was expected of a weight and what was found, unless it fits its network."""
    if wants is None or has is None or wants.shape != has.shape:
        called = shown(name) if wants is None else name
        return f"{called} to be {_shape(wants)}, found {_shape(has)}"
    kinds = FLOATS if wants.is_floating_point() else (torch.int64,)
    if has.dtype not in kinds:
        return f"{name} in {' or '.join(map(str, kinds))}, found {has.dtype}"
    if not torch.isfinite(has).all():
        return f"{name} to be finite, found NaN or infinity in it"
    if name.endswith("running_var") and (has < 0).any():
        return f"{name} to be variances, found some below 0"
    return None


def _shape(tensor: Tensor | None) -> str:
    return "absent" if tensor is None else str(tuple(tensor.shape))
