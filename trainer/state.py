"""The state that a run is resumed from: apart from the checkpoints, and as safe to load."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, get_type_hints

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file
from safetensors.torch import save as to_bytes
from torch import Tensor, nn
from torch.optim import Adam, Optimizer

from models.atomic import write_atomically
from models.pool import DATASETS
from models.wording import reason, shown
from trainer.config import MOST_THREADS
from trainer.steps import Networks

FORMAT = "real-or-fake training state"
FORMAT_VERSION = "1"
BYTES_A_WEIGHT = 4


class StateError(Exception):
    """A run cannot be resumed: names the file, what was expected, what came, what to do."""


@dataclass(frozen=True)
class Progress:
    """Where a run stands. `config` has `auto` resolved, so that a resumed run computes the same;
    `rate_share` is below 1 once the run has diverged and goes on at a lower learning rate.
    """

    config: dict[str, Any]
    run: str
    run_started_at: str
    step: int
    seconds: float
    dataset: str
    dataset_hash: str
    bfloat16: bool
    threads: int
    rate_share: float = 1.0


def save_state(path: Path, progress: Progress, nets: Networks, chance: torch.Generator) -> None:
    """Write all that a resumed run needs to `path`, atomically; raise OSError if refused."""
    tensors = {"chance": chance.get_state(), **state_tensors(nets)}
    header = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "progress": json.dumps(asdict(progress)),
    }
    whole = {key: value.detach().cpu().contiguous() for key, value in tensors.items()}
    write_atomically(path, to_bytes(whole, header))


def state_tensors(nets: Networks) -> dict[str, Tensor]:
    """Return every weight, running statistic and memory of an optimiser, by the names of a state's
    file.
    """
    tensors: dict[str, Tensor] = {}
    for name, network in _networks(nets).items():
        tensors |= {f"{name}.{key}": value for key, value in network.state_dict().items()}
    for name, optimizer in _optimizers(nets).items():
        tensors |= _memory(name, optimizer)
    return tensors


def read_progress(path: Path) -> Progress:
    """Return where the run with the state at `path` stands; raise StateError if it is not one."""
    try:
        with safe_open(path, framework="np") as file:
            header = file.metadata() or {}
    except FileNotFoundError:
        raise StateError(
            f"{path}: expected the state of a stopped run, found none; "
            f"name a run's folder, or start a new run with python -m trainer"
        ) from None
    except (OSError, SafetensorError) as why:
        raise _broken(path, f"a file that cannot be read ({reason(why)})") from None
    if (header.get("format"), header.get("format_version")) != (FORMAT, FORMAT_VERSION):
        raise _broken(path, "another kind or version of file")
    try:
        return _parse(json.loads(header["progress"]))
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError) as why:
        raise _broken(path, f"a fault in it ({reason(why)})") from None


def expect_as_large(path: Path, weights: int) -> None:
    """Raise ValueError where the state at `path` is too small a file to hold so many weights.

    Asked before memory is taken for them.
    """
    size = path.stat().st_size
    if weights * BYTES_A_WEIGHT > size:
        raise ValueError(f"sizes of {weights:,} weights, where the file has {size:,} bytes")


def load_state(path: Path, nets: Networks, chance: torch.Generator) -> None:
    """Put networks, optimisers and chance where the state at `path` says they stood.

    Raise StateError where it does not fit them, or holds what is no number.
    """
    try:
        tensors = load_file(path)
        chance.set_state(tensors.pop("chance"))
        for name, network in _networks(nets).items():
            weights = _taken(name, tensors)
            _expect_alike(network.state_dict(), weights)
            network.load_state_dict(weights)
        for name, optimizer in _optimizers(nets).items():
            _set_memory(optimizer, _taken(name, tensors))
        if tensors:
            raise ValueError(f"{shown(next(iter(tensors)))}, which belongs to nothing")
    except (OSError, SafetensorError, KeyError, RuntimeError, TypeError, ValueError) as why:
        raise _broken(path, f"one that does not fit its own config ({reason(why)})") from None


def _parse(values: Any) -> Progress:
    """Check what a state says of itself; raise KeyError, TypeError or ValueError at a fault."""
    progress = Progress(**values)
    for name, expected in get_type_hints(Progress).items():
        kind = getattr(expected, "__origin__", expected)
        value = getattr(progress, name)
        if type(value) is not kind and not (kind is float and type(value) is int):
            raise TypeError(f"{name} is {shown(value)}, not {kind.__name__}")
    for name in ("run", "run_started_at"):
        if not getattr(progress, name).isprintable():
            raise ValueError(f"{name} is {shown(getattr(progress, name))}, not one line")
    if progress.dataset not in DATASETS:
        raise ValueError(f"a dataset {shown(progress.dataset)}, not {' or '.join(DATASETS)}")
    if progress.step < 0:
        raise ValueError(f"step {progress.step}")
    if not math.isfinite(progress.seconds) or progress.seconds < 0:
        raise ValueError(f"{progress.seconds} seconds")
    if not 1 <= progress.threads <= MOST_THREADS:
        raise ValueError(f"{progress.threads} threads")
    if not 0 < progress.rate_share <= 1:
        raise ValueError(f"a rate_share of {progress.rate_share}")
    return progress


def _networks(nets: Networks) -> dict[str, nn.Module]:
    return {
        "generator": nets.generator,
        "discriminator": nets.discriminator,
        "average": nets.average,
    }


def _optimizers(nets: Networks) -> dict[str, Optimizer]:
    return {
        "generator_optimizer": nets.generator_optimizer,
        "discriminator_optimizer": nets.discriminator_optimizer,
    }


def _memory(name: str, optimizer: Optimizer) -> dict[str, Tensor]:
    """Return what the optimiser remembers of each weight, by the weight's place and its own key."""
    weights = optimizer.param_groups[0]["params"]
    return {
        f"{name}.{index}.{key}": value
        for index, weight in enumerate(weights)
        for key, value in optimizer.state[weight].items()
        if isinstance(value, Tensor)
    }


def _set_memory(optimizer: Optimizer, memory: dict[str, Tensor]) -> None:
    optimizer.state.clear()
    for index, weight in enumerate(optimizer.param_groups[0]["params"]):
        remembered = _taken(f"{index}", memory)
        if not remembered:
            continue  # no step has moved it yet
        _expect_alike(_wanted(optimizer, weight), remembered)
        for key, value in remembered.items():
            # Adam counts its steps on the CPU unless it is captured.
            where = weight.device if value.ndim or optimizer.defaults.get("capturable") else "cpu"
            optimizer.state[weight][key] = value.to(where)
    if memory:
        raise ValueError(f"an optimiser's {shown(next(iter(memory)))}, which belongs to no weight")


def _wanted(optimizer: Optimizer, weight: Tensor) -> dict[str, Tensor]:
    """Return the like of what the optimiser remembers of a weight that it has moved."""
    if isinstance(optimizer, Adam):
        return {"step": torch.zeros(()), "exp_avg": weight, "exp_avg_sq": weight}
    return {"momentum_buffer": weight} if optimizer.defaults["momentum"] else {}


def _expect_alike(wanted: Mapping[str, Tensor], found: Mapping[str, Tensor]) -> None:
    """Raise ValueError where names, shapes or kinds of number differ, or there is no number."""
    for name in sorted({*wanted, *found}):
        if name not in found:
            raise ValueError(f"no {name}")
        if name not in wanted:
            raise ValueError(f"{shown(name)}, which belongs to nothing")
        has, wants = found[name], wanted[name]
        if (has.shape, has.dtype) != (wants.shape, wants.dtype):
            raise ValueError(
                f"{name} as {has.dtype} {tuple(has.shape)}, not {wants.dtype} {tuple(wants.shape)}"
            )
        if not is_finite(has):
            raise ValueError(f"NaN or infinity in {name}")


def is_finite(tensor: Tensor) -> bool:
    """Whether all of the tensor is numbers."""
    return not tensor.is_floating_point() or bool(torch.isfinite(tensor).all())


def _taken(name: str, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Take what stands under `name` out of `tensors`, and return it by the rest of its name."""
    prefix = f"{name}."
    names = [key for key in tensors if key.startswith(prefix)]
    return {key.removeprefix(prefix): tensors.pop(key) for key in names}


def _broken(path: Path, what: str) -> StateError:
    return StateError(
        f"{path}: expected the state of a stopped run, found {what}; "
        f"the run's checkpoints are not touched by this: start a new run with python -m trainer"
    )
