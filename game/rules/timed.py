"""Timed: checkpoints interleaved, each with a staircase of exposures of its own."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import ClassVar

from game.rules.design import balanced
from game.rules.fakes import Fake, draw
from game.rules.forgers import Forger
from game.rules.planning import Place, plan_fake, plan_real
from game.rules.reals import Beside, common_reals, walk
from game.rules.seen import NOTHING, Seen
from game.rules.staircase import Staircase
from game.rules.trials import AnsweredTrial, PlannedTrial

TRIALS_EACH = 150
"""Main trials for each checkpoint, unless asked otherwise."""
BLOCK = 50
"""Main trials a block: 150 in three, as in HYPE-time (Zhou et al. 2019)."""
MASKS = 4
MASK_MS = 30.0
SOONEST = 6
"""A void trial comes again after this many others at the earliest, so that it surprises nobody
and what has been made ready is still what comes next."""
LATEST = 24


@dataclass(frozen=True)
class Timed:
    """Where a session of timed stands; resumed, it is led through the trials recorded."""

    mode: ClassVar[str] = "timed"
    feedback: ClassVar[bool] = False
    resumable: ClassVar[bool] = False
    thinking_seconds: ClassVar[float | None] = None
    position: ClassVar[int | None] = None

    seed: int
    queue: tuple[PlannedTrial, ...]
    """What is still to be shown, in order; numbers are given when it is time."""
    left: int
    """Answers until the end."""
    staircases: tuple[tuple[str, Staircase], ...]
    """By checkpoint id, in the order in which the forgers were given."""
    asked: int = 0
    """Trials that are over, void ones among them."""
    block: int = 0
    """That of the last of them; 0 before the first."""

    def then(self, trial: AnsweredTrial) -> Timed:
        """The session after a trial: an answer moves its checkpoint's staircase.

        One without a right exposure and an answer moves nothing, and its digit comes again.
        """
        assert not self.over
        planned, rest = self.queue[0], self.queue[1:]
        over = replace(self, asked=self.asked + 1, block=planned.block)
        if trial.outcome != "answered":
            return replace(over, queue=self._again(planned, rest))
        moved = tuple(
            (name, stairs.then(correct=trial.correct) if name == planned.checkpoint_id else stairs)
            for name, stairs in self.staircases
        )
        return replace(over, queue=rest, left=self.left - 1, staircases=moved)

    def upcoming(self, count: int) -> tuple[PlannedTrial, ...]:
        """The next trials, as they come if none is void."""
        coming = self.queue[: min(count, self.left)]
        return tuple(replace(t, number=self.asked + n) for n, t in enumerate(coming, 1))

    def staircase(self, checkpoint_id: str) -> Staircase:
        """The staircase of a checkpoint, which must be one of the session's."""
        return dict(self.staircases)[checkpoint_id]

    @property
    def level_ms(self) -> float:
        """For how long the next digit is to be shown, in ms, before rounding to frames."""
        return self.staircase(self.queue[0].checkpoint_id).level_ms

    @property
    def at_break(self) -> bool:
        """Whether a block has just ended and another is to begin."""
        return not self.over and 0 < self.block != self.queue[0].block

    @property
    def over(self) -> bool:
        """Whether no trial follows."""
        return self.left == 0

    def _again(
        self, planned: PlannedTrial, rest: tuple[PlannedTrial, ...]
    ) -> tuple[PlannedTrial, ...]:
        chance = random.Random(f"real-or-fake:timed:{self.seed}:again:{self.asked}")
        place = min(chance.randint(SOONEST, LATEST), len(rest))
        before = rest[place - 1] if place else planned
        return (*rest[:place], replace(planned, block=before.block), *rest[place:])


def timed(
    seed: int, forgers: Sequence[Forger], trials: int | None = None, seen: Seen = NOTHING
) -> Timed:
    """A new session of so many answers, by default 150 for each forger.

    Each forger's share is half real, and so is each block, as far as the number of trials lets
    them be; the forgers take turns in a random order. No digit comes twice, nor one that has been
    ``seen`` before, but for void trials and where the forgers' reals, or a contestant's images,
    have all been shown.
    """
    if not forgers:
        raise ValueError("forgers: expected one or more, found none")
    wanted = TRIALS_EACH * len(forgers) if trials is None else trials
    if wanted < 1:
        raise ValueError(f"trials: expected 1 or more, found {wanted}")
    key = f"real-or-fake:timed:{seed}"
    whole = 2 * len(forgers)
    planned = -(-wanted // whole) * whole
    blocks = balanced(len(forgers), planned, BLOCK, random.Random(key))
    fakes = [_fakes(key, forger, planned, seen) for forger in forgers]
    reals = _reals(key, forgers, seen)
    queue: list[PlannedTrial] = []
    for block, cells in enumerate(blocks, 1):
        for cell in cells:
            place, forger = Place(len(queue) + 1, block), forgers[cell.forger]
            if cell.is_real:
                queue.append(plan_real(place, forger, next(reals)))
            else:
                queue.append(plan_fake(place, forger, next(fakes[cell.forger]).seed))
    staircases = tuple((forger.id, Staircase()) for forger in forgers)
    return Timed(seed, tuple(queue), wanted, staircases)


def _fakes(key: str, forger: Forger, most: int, seen: Seen) -> Iterator[Fake]:
    """As many as may be needed; of a contestant that has fewer, all again in another order."""
    yield from draw(key, forger, {}, seen, most)
    for lap in count(1):
        yield from draw(f"{key}:{lap}", forger, {}, NOTHING, most)


def _reals(key: str, forgers: Sequence[Forger], seen: Seen) -> Iterator[int]:
    """The reals that have not been seen in a random order, then all that there are in another."""
    places = tuple(chain.from_iterable(common_reals(Beside.of(forgers))))
    pools = {forger.reals.name for forger in forgers}
    for place in walk(places, f"{key}:reals:0"):
        if not any((pool, place) in seen.reals for pool in pools):
            yield place
    for lap in count(1):
        yield from walk(places, f"{key}:reals:{lap}")
