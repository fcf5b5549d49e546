"""A forger: a checkpoint as the game knows it, by name and not by weights."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Forger:
    """One checkpoint that fakes come from, with the real digits that may stand beside them."""

    id: str
    """The checkpoint id: 12 hex digits."""
    name: str
    path: str
    run: str
    preset: str
    epoch: int
    images_seen: int
    family: str
    dataset: str
    """``mnist`` or ``bundled``: what it was trained on."""
    conditional: bool
    """Whether it takes a class beside a seed."""
    picture: str | None
    """The file of its fixed-noise picture, if its run kept one."""
    real_pool: str
    """The name of the pool of real digits."""
    real_indices: tuple[int, ...]
    """The digits of that pool which it never trained on."""
