"""Which real digits may stand beside these forgers, and shuffled walks through them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from game.rules.forgers import Forger, RealPool


@dataclass(frozen=True)
class Beside:
    """What decides which reals may be shown: the forgers' pools, and the digits they draw."""

    pools: tuple[RealPool, ...]
    digits: tuple[int | None, ...]

    @classmethod
    def of(cls, forgers: Sequence[Forger]) -> Beside:
        """Reals to stand beside these, one forger or more."""
        return cls(
            tuple(forger.reals for forger in forgers), tuple(forger.digit for forger in forgers)
        )


@lru_cache(maxsize=8)
def common_reals(beside: Beside) -> tuple[tuple[int, ...], ...]:
    """The places of the reals that none of the forgers trained on, by class, ten in all.

    Classes that no forger draws stay empty: where each forger draws one digit alone, any other
    real would give the fakes away.
    """
    drawn = set(range(10)) if None in beside.digits else set(beside.digits)
    return tuple(
        tuple(sorted(set.intersection(*(set(pool.by_class[each]) for pool in beside.pools))))
        if each in drawn
        else ()
        for each in range(10)
    )


def walk(places: Sequence[int], key: str) -> Iterator[int]:
    """All the places once each, in the random order that the key names, drawn as far as needed."""
    chance = random.Random(key)
    left = list(places)
    while left:
        drawn = chance.randrange(len(left))
        left[drawn], left[-1] = left[-1], left[drawn]
        yield left.pop()
