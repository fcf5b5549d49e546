"""The run's streams of chance, each from a seed of its own."""

from __future__ import annotations

import hashlib


def stream_seed(seed: int, name: str) -> int:
    """Return the seed of the run's stream of chance called `name`, apart from all its others."""
    return int.from_bytes(hashlib.sha256(f"{seed}/{name}".encode()).digest()[:7])
