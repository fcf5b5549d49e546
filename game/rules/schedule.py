"""The schedule of a session of lab: every digit in its order, named by the study's seed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from game.rules.design import balanced
from game.rules.fakes import Classes, Fake, draw
from game.rules.filling import Slot, Stock, fill
from game.rules.pairs import Pairs, pair
from game.rules.reals import Beside, common_reals, walk
from game.rules.seen import NOTHING, Seen
from game.rules.study import BLOCK, PRACTICE, Study
from game.rules.trials import PlannedTrial

KEPT_PER_BLOCK = 2
"""Unmistakable reals kept back for a block's catch trial: one, and one in its stead."""


@dataclass(frozen=True)
class Schedule:
    """All the trials of a session."""

    wanted: int
    """Main trials that the study asks for."""
    trials: tuple[PlannedTrial, ...] = ()
    """Practice in block 0, then blocks 1, 2, … of main trials with a catch trial in each."""
    unread: tuple[tuple[str, int], ...] = ()
    """Fakes (checkpoint id, seed) whose digits must be read before there is a schedule."""

    @property
    def main_trials(self) -> int:
        """The main trials that there are."""
        return sum(trial.phase == "main" for trial in self.trials)

    @property
    def used_up(self) -> bool:
        """Whether there are fewer main trials than wanted, for want of unseen digits."""
        return not self.unread and self.main_trials < self.wanted


def schedule(
    study: Study, classes: Classes, *, seen: Seen = NOTHING, since: Seen = NOTHING
) -> Schedule:
    """The trials of a study's session, the same for the same arguments.

    ``seen`` is what the player was shown in sessions begun before this one, ``since`` in those
    begun after it, should it be resumed later: nothing of either is shown, and ``since`` leaves
    every trial's place, kind, forger and class as they were. So a session goes on where it
    stood, at the number of trials recorded.

    ``classes`` tells which digit a fake of an unconditional forger shows. What is missing there
    stands in ``unread``: read those, and ask again. For each forger the reals are of the same
    classes as its fakes; a fake for whose class no unseen real is left is passed over. When there
    are no more pairs, the schedule is that much shorter, for all forgers alike.
    """
    key = f"real-or-fake:lab:{study.seed}"
    chance = random.Random(key)
    forgers = study.by_id
    share = study.main_trials // (2 * len(forgers))
    reals = common_reals(Beside.of(forgers))
    kept = _kept(study, reals, seen, key)
    hidden = {place for pool, place in seen.reals if pool == forgers[0].reals.name} | set(kept)

    most = 10 * share + 100  # Enough to meet any class that a forger draws at all often.
    fakes = {each.id: draw(key, each, classes, seen, most) for each in forgers}
    order = chance.sample(range(len(forgers)), len(forgers))
    practice = [order[turn % len(order)] for turn in range(PRACTICE // 2)]
    left = Counter({digit: len(set(places) - hidden) for digit, places in enumerate(reals)})
    pairs = pair(forgers, practice, share, left, fakes)
    if pairs.unread or not pairs.main:
        return Schedule(study.main_trials, unread=pairs.unread)

    walks = [_walk(places, hidden, f"{key}:reals:{digit}") for digit, places in enumerate(reals)]
    catch_share = study.catch_forger or forgers[0]
    catch_fakes = _catch_fakes(study, pairs, draw(f"{key}:catch", catch_share, {}, seen, most))
    stock = Stock(walks, pairs.spare, catch_share, iter(kept), catch_fakes)
    filled = fill(_slots(pairs, chance), stock, since)
    return Schedule(study.main_trials, filled.trials, filled.unread)


def _kept(study: Study, reals: Sequence[Sequence[int]], seen: Seen, key: str) -> tuple[int, ...]:
    """Unmistakable reals that are kept back for catch trials."""
    pool = study.by_id[0].reals.name
    shown = {place for places in reals for place in places}
    fit = [each for each in sorted(study.unmistakable) if each in shown]
    unseen = _walk(fit, {place for name, place in seen.reals if name == pool}, f"{key}:catch")
    return tuple(islice(unseen, KEPT_PER_BLOCK * study.blocks))


def _catch_fakes(study: Study, pairs: Pairs, drawn: Iterator[Fake]) -> Iterator[Fake]:
    """Fakes for catch trials: those drawn, if their forger is not measured too."""
    if study.catch_forger is None:
        return iter(())
    spare = pairs.spare.get(study.catch_forger.id)
    # A forger that is measured gives some of its spare ones: no fake may come as either.
    return drawn if spare is None else iter(tuple(islice(spare, 20 * study.blocks)))


def _walk(places: Sequence[int], hidden: Collection[int], key: str) -> Iterator[int]:
    return (place for place in walk(places, key) if place not in hidden)


def _slots(pairs: Pairs, chance: random.Random) -> list[Slot]:
    """Practice, then the blocks, with a catch trial somewhere in each."""
    slots = [Slot(0, "practice", kind, fake) for fake in pairs.practice for kind in (True, False)]
    chance.shuffle(slots)
    by_forger = list(zip(*pairs.main, strict=True))
    fakes = [iter(some) for some in by_forger]
    matches = [iter(chance.sample(some, len(some))) for some in by_forger]
    blocks = balanced(len(fakes), 2 * len(fakes) * len(pairs.main), BLOCK, chance)
    for number, (block, is_real) in enumerate(
        zip(blocks, _halved(len(blocks), chance), strict=True), 1
    ):
        mains = [
            Slot(number, "main", c.is_real, next((matches if c.is_real else fakes)[c.forger]))
            for c in block
        ]
        mains.insert(chance.randrange(len(mains) + 1), Slot(number, "catch", is_real, None))
        slots += mains
    return slots


def _halved(count: int, chance: random.Random) -> list[bool]:
    """As many True as False in a random order; where that cannot be, a coin decides."""
    halves = [True, False] * (count // 2) + [chance.random() < 0.5] * (count % 2)
    return chance.sample(halves, count)
