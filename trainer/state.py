"""The state that a run is resumed from: apart from the checkpoints, and as safe to load."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file
from safetensors.torch import save as to_bytes
from torch import Tensor, nn
from torch.optim import Optimizer

from models.atomic import write_atomically
from trainer.steps import Networks

FORMAT = "real-or-fake training state"
FORMAT_VERSION = "1"


class StateError(Exception):
    """A run cannot be resumed: names the file, what was expected, what came, what to do."""


@dataclass(frozen=True)
class Progress:
    """Where a run stands. `config` has `auto` resolved, so that a resumed run computes the same."""

    config: dict[str, Any]
    run: str
    run_started_at: str
    step: int
    seconds: float
    dataset: str
    dataset_hash: str
    bfloat16: bool
    threads: int


def save_state(path: Path, progress: Progress, nets: Networks, chance: torch.Generator) -> None:
    """Write all that a resumed run needs to `path`, atomically; raise OSError if refused."""
    tensors = {"chance": chance.get_state()}
    for name, network in _networks(nets).items():
        tensors |= {f"{name}.{key}": value for key, value in network.state_dict().items()}
    for name, optimizer in _optimizers(nets).items():
        tensors |= _memory(name, optimizer)
    header = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "progress": json.dumps(asdict(progress)),
    }
    whole = {key: value.detach().cpu().contiguous() for key, value in tensors.items()}
    write_atomically(path, to_bytes(whole, header))


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
        raise _broken(path, f"a file that cannot be read ({why})") from None
    if (header.get("format"), header.get("format_version")) != (FORMAT, FORMAT_VERSION):
        raise _broken(path, "another kind or version of file")
    try:
        progress = Progress(**json.loads(header["progress"]))
        if type(progress.step) is not int or progress.step < 0:
            raise ValueError(f"step {progress.step!r}")
    except (KeyError, TypeError, ValueError) as why:
        raise _broken(path, f"a fault in it ({why})") from None
    return progress


def load_state(path: Path, nets: Networks, chance: torch.Generator) -> None:
    """Put networks, optimisers and chance where the state at `path` says they stood."""
    try:
        tensors = load_file(path)
        for name, network in _networks(nets).items():
            network.load_state_dict(_under(name, tensors))
        for name, optimizer in _optimizers(nets).items():
            _set_memory(optimizer, _under(name, tensors))
        chance.set_state(tensors["chance"])
    except (OSError, SafetensorError, KeyError, RuntimeError, TypeError) as why:
        raise _broken(path, f"one that does not fit its own config ({_first_line(why)})") from None


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
    weights = optimizer.param_groups[0]["params"]
    for place, value in memory.items():
        index, _, key = place.partition(".")
        weight = weights[int(index)]
        # Adam counts its steps on the CPU unless it is captured.
        where = weight.device if value.ndim or optimizer.defaults.get("capturable") else "cpu"
        optimizer.state[weight][key] = value.to(where)


def _under(name: str, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    prefix = f"{name}."
    return {
        key.removeprefix(prefix): value for key, value in tensors.items() if key.startswith(prefix)
    }


def _broken(path: Path, what: str) -> StateError:
    return StateError(
        f"{path}: expected the state of a stopped run, found {what}; "
        f"the run's checkpoints are not touched by this: start a new run with python -m trainer"
    )


def _first_line(why: Exception) -> str:
    return (str(why).splitlines() or [type(why).__name__])[0]
