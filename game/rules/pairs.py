"""Pairs: the fakes of a session of lab, each claiming an unseen real of its own class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from game.rules.fakes import Fake
from game.rules.forgers import Forger


@dataclass(frozen=True, eq=False)
class Pairs:
    """What could be claimed."""

    practice: tuple[Fake, ...] = ()
    main: tuple[tuple[Fake, ...], ...] = ()
    """Rounds of one fake of each forger, in the forgers' order."""
    spare: Mapping[str, Iterator[Fake]] = field(default_factory=dict)
    """By forger's id the fakes that follow in its order; each is taken once."""
    unread: tuple[tuple[str, int], ...] = ()
    """Fakes that must be read before anything can be claimed; then nothing else is told."""


def pair(
    forgers: Sequence[Forger],
    practice: Sequence[int],
    rounds: int,
    left: Counter[int],
    fakes: Mapping[str, Iterator[Fake]],
) -> Pairs:
    """Claim a fake of each forger in ``practice`` (places), then rounds of one of each forger.

    ``left`` counts the unseen reals of each class. A fake whose class has none left is passed
    over; where a forger has no fake left that is not, the rounds end early, for all alike.
    """
    heads = {name: tuple(islice(some, rounds + len(practice))) for name, some in fakes.items()}
    unread = [fake.name for head in heads.values() for fake in head if fake.digit is None]
    if unread:
        return Pairs(unread=tuple(unread))
    spare = {name: chain(head, fakes[name]) for name, head in heads.items()}
    free = left.copy()
    turns = [*((place,) for place in practice), *[range(len(forgers))] * rounds]
    claimed: list[tuple[Fake, ...]] = []
    for turn in turns:
        found = tuple(_claimed(spare[forgers[place].id], free) for place in turn)
        for fake in found:
            if fake is not None and fake.digit is None:
                more = islice(spare[fake.forger.id], rounds)
                return Pairs(unread=(fake.name, *(f.name for f in more if f.digit is None)))
        whole = tuple(fake for fake in found if fake is not None)
        if len(whole) < len(turn):
            break
        claimed.append(whole)
    first = tuple(fake for turn in claimed[: len(practice)] for fake in turn)
    return Pairs(first, tuple(claimed[len(practice) :]), spare)


def _claimed(fakes: Iterator[Fake], free: Counter[int]) -> Fake | None:
    """The next fake whose class has a real free, which it takes; or one that nobody has read."""
    fits = (fake for fake in fakes if fake.digit is None or free[fake.digit] > 0)
    fake = next(fits, None)
    if fake is not None and fake.digit is not None:
        free[fake.digit] -= 1
    return fake
