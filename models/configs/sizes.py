"""The sizes that a network may have."""

from __future__ import annotations

import dataclasses
from typing import Any

from models.wording import shown

MOST = 4_096
PIXELS = 28 * 28
"""Of a digit, where a dense layer takes or makes it whole."""


def expect_sizes(config: Any) -> None:
    """Raise ValueError, naming the field, where a size of `config` is not within 1 to 4,096."""
    for entry in dataclasses.fields(config):
        expect_size(config, entry.name)


def expect_size(config: Any, name: str, *, least: int = 1, most: int = MOST) -> None:
    """Raise ValueError, naming it, where the field `name` is no whole number in the range."""
    value = getattr(config, name)
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"{name}: expected {least} to {most}, found {shown(value)}")
