"""The sizes that a network may have."""

from __future__ import annotations

import dataclasses
from typing import Any

MOST = 4_096


def expect_sizes(config: Any) -> None:
    """Raise ValueError, naming the field, where a size of `config` is not within 1 to 4,096."""
    for entry in dataclasses.fields(config):
        value = getattr(config, entry.name)
        if type(value) is not int or not 1 <= value <= MOST:
            raise ValueError(f"{entry.name}: expected 1 to {MOST}, found {value!r}")
