"""What a run computes with: the device, the threads, the number types."""

from __future__ import annotations

import torch

from trainer.config import Config, ConfigError
from trainer.precision import bfloat16_is_faster


def pick_device(name: str) -> torch.device:
    """Return the device called `name`, made ready; `auto` takes a GPU where there is one.

    `cuda` is the current one of several: each process of a world has set its own.
    """
    available = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if name == "auto":
        name = next((device for device, there in available.items() if there), "cpu")
    if not available.get(name, True):
        raise ConfigError(f"device: expected one that is here, found {name}; use --device auto")
    if name == "cuda":
        # TensorFloat-32: ten bits of mantissa in matrix products, which no digit shows.
        torch.set_float32_matmul_precision("high")
    return torch.device(name)


def use_threads(threads: int) -> int:
    """Compute with so many CPU threads, with 0 as torch likes; return how many they are."""
    if threads:
        torch.set_num_threads(threads)
    return torch.get_num_threads()


def in_bfloat16(config: Config, device: torch.device) -> bool:
    """Whether the run computes in bfloat16; `auto` measures, with the threads of now."""
    if config.precision == "auto":
        return bfloat16_is_faster(device)
    return config.precision == "bfloat16"
