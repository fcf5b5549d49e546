"""A forger: a checkpoint as the game knows it, by name and not by weights."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class RealPool:
    """Real digits that may be shown: a name for the records, and the places in it.

    There is one of each, compared by identity: thousands of numbers are not for comparing at
    every question.
    """

    name: str
    by_class: tuple[tuple[int, ...], ...]
    """The places of the noughts, of the ones, …, ten in all."""
    path: str | None = None
    """Where the images are; None for the bundled digits."""


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
    digit: int | None
    """The one class that it forges, if it forges no other."""
    picture: str | None
    """The file of its fixed-noise picture, if its run kept one."""
    reals: RealPool
    """The real digits that it never trained on."""
    count: int | None = None
    """How many images a contestant from outside has, where a seed is the index of one; None for a
    checkpoint, which has a digit for any seed."""
