"""Drawing fakes that have not been seen, with the digit that each of them shows."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from game.rules.forgers import Forger
from game.rules.planning import label_of
from game.rules.reals import walk
from game.rules.seen import Seen
from game.rules.stream import SEEDS

Classes = Mapping[tuple[str, int], int]
"""Which digit a fake shows, 0 … 9, by checkpoint id and seed, as a classifier reads it."""


@dataclass(frozen=True)
class Fake:
    """One fake that may be shown."""

    forger: Forger
    seed: int
    digit: int | None
    """The digit that it shows; None while nobody has read it."""

    @property
    def label(self) -> int | None:
        """The class that a conditional forger is asked for."""
        return label_of(self.forger, self.seed)

    @property
    def name(self) -> tuple[str, int]:
        """What ``Classes`` knows it by."""
        return self.forger.id, self.seed


def draw(key: str, forger: Forger, classes: Classes, seen: Seen, most: int) -> Iterator[Fake]:
    """Up to ``most`` different fakes of a forger that are not among those seen, as far as it has.

    Their order is the key's alone: what has been seen is left out and changes nothing else.
    """
    drawn: set[int] = set()
    for seed in _seeds(f"{key}:{forger.id}", forger):
        if len(drawn) == most:
            return
        fake = Fake(forger, seed, _digit(forger, seed, classes))
        if seed not in drawn and (forger.id, seed, fake.label) not in seen.fakes:
            drawn.add(seed)
            yield fake


def _seeds(key: str, forger: Forger) -> Iterator[int]:
    if forger.count is not None:
        yield from walk(range(forger.count), key)
        return
    chance = random.Random(key)
    while True:
        yield chance.randrange(SEEDS)


def _digit(forger: Forger, seed: int, classes: Classes) -> int | None:
    if forger.digit is not None:
        return forger.digit
    label = label_of(forger, seed)
    return classes.get((forger.id, seed)) if label is None else label
