"""Which normalisation stands between a network's layers, by name."""

from __future__ import annotations

from typing import Any, Literal, get_args

from models.wording import shown

Norm = Literal["none", "batch", "layer"]
NORMS: tuple[str, ...] = get_args(Norm)


def expect_norm(config: Any) -> None:
    """Raise ValueError where the field `norm` of `config` names no normalisation."""
    if config.norm not in NORMS:
        raise ValueError(f"norm: expected one of {', '.join(NORMS)}, found {shown(config.norm)}")
