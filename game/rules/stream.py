"""The stream of trials that a seed names: a pure function of the seed and the position."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from game.rules.forgers import Forger
from game.rules.planning import Place, plan_fake, plan_real
from game.rules.reals import Beside, common_reals
from game.rules.trials import PlannedTrial

SEEDS = 2**31
"""Digit seeds are 0 … SEEDS - 1."""


@dataclass(frozen=True)
class Stream:
    """All the trials of one seed against one or more forgers.

    Every position has its own generator, so that nothing about one trial follows from another:
    real or fake is a fair coin, and a fake's seed is uniform. Only the reals are tied together,
    by a shuffled walk through their pool, so that none comes twice before the pool has been
    walked through. They are of the classes that the forgers draw: of all but where each forger
    draws one digit alone, whose fakes any other real would give away.
    """

    seed: int
    forgers: tuple[Forger, ...]

    def trial(self, position: int, number: int) -> PlannedTrial:
        """The trial at a position (0, 1, …) of the stream, as number 1, 2, … of a session."""
        chance = random.Random(f"real-or-fake:{self.seed}:{position}")
        is_real = chance.getrandbits(1) == 1
        digit_seed = chance.randrange(SEEDS)
        forger = self.forgers[chance.randrange(len(self.forgers))]
        if forger.count is not None:
            digit_seed = chance.randrange(forger.count)
        place = Place(number)
        if is_real:
            return plan_real(place, forger, self._real_index(position))
        return plan_fake(place, forger, digit_seed)

    def forger(self, checkpoint_id: str) -> Forger:
        """The forger with this id, who must be one of the stream's."""
        return next(forger for forger in self.forgers if forger.id == checkpoint_id)

    def _real_index(self, position: int) -> int:
        # The walk moves on at fakes too: counting the reals before a position would make the
        # position depend on all the coins before it.
        beside = Beside.of(self.forgers)
        size = sum(map(len, common_reals(beside)))
        return _walk(self.seed, position // size, beside)[position % size]


@lru_cache(maxsize=8)
def _walk(seed: int, lap: int, beside: Beside) -> tuple[int, ...]:
    order = list(chain.from_iterable(common_reals(beside)))
    random.Random(f"real-or-fake:reals:{seed}:{lap}").shuffle(order)
    return tuple(order)
