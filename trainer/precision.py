"""Whether bfloat16 is faster here, measured."""

from __future__ import annotations

import time

import torch

SIDE = 512
REPEATS = 5


def bfloat16_is_faster(device: torch.device) -> bool:
    """Time a matrix product in both types; many CPUs only emulate bfloat16 and are slower in it."""
    return _seconds(device, torch.bfloat16) < 0.8 * _seconds(device, torch.float32)


def _seconds(device: torch.device, dtype: torch.dtype) -> float:
    left = torch.ones(SIDE, SIDE, device=device, dtype=dtype)
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        float((left @ left)[0, 0])  # reading one number waits for the device
        times.append(time.perf_counter() - start)
    return min(times)
