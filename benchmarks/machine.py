"""What a figure must say of the machine that it was measured on."""

from __future__ import annotations

import os
import platform
import time
from pathlib import Path

import torch

CPU_SIDE, GPU_SIDE = 2_048, 8_192
REPEATS = 5


def facts() -> dict[str, str]:
    """Return the processor, its cores, the GPUs if any, and the versions."""
    found = {
        "processor": _processor(),
        "cores": str(cores()),
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "torch": str(torch.__version__),
    }
    if torch.cuda.is_available():
        gpus = [torch.cuda.get_device_name(at) for at in range(torch.cuda.device_count())]
        found["gpu"] = ", ".join(gpus)
    return found


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def matrix_rate(device: torch.device, dtype: torch.dtype) -> float:
    """Return the operations a second of a large square matrix product, the best of a few.

    A multiplication and an addition are two; on a CPU with the threads that torch now has.
    """
    side = CPU_SIDE if device.type == "cpu" else GPU_SIDE
    left, right = (torch.randn(side, side, device=device).to(dtype) for _ in range(2))
    seconds = []
    for _ in range(REPEATS + 1):
        wait_for(device)
        start = time.perf_counter()
        left @ right
        wait_for(device)
        seconds.append(time.perf_counter() - start)
    return 2 * side**3 / min(seconds[1:])


def wait_for(device: torch.device) -> None:
    """Return when the device has done all that it was given."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def _processor() -> str:
    listing = Path("/proc/cpuinfo")
    if listing.exists():
        for line in listing.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
