"""Filling a schedule: each slot takes the next digit that fits it and has not been shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from game.rules.fakes import Fake
from game.rules.forgers import Forger
from game.rules.planning import Place, plan_fake, plan_real
from game.rules.seen import Seen
from game.rules.trials import PlannedTrial

READ_AT_ONCE = 100
"""Fakes that are asked to be read together: some tens for each that is needed."""


@dataclass(frozen=True)
class Slot:
    """What a place in the schedule asks for."""

    block: int
    phase: str
    is_real: bool
    match: Fake | None
    """The fake to show, or the one whose class and forger the real is to match; None to catch."""


@dataclass(frozen=True, eq=False)
class Stock:
    """Digits to fill slots with, in the seed's order; each is taken once."""

    reals: Sequence[Iterator[int]]
    """By class, their places in the pool."""
    spare: Mapping[str, Iterator[Fake]]
    """By forger's id, the fakes that no slot has been promised."""
    catch_share: Forger
    """Whose share the reals of catch trials are said to balance."""
    catch_reals: Iterator[int]
    catch_fakes: Iterator[Fake]
    rest: dict[str, tuple[Fake, ...]] = field(default_factory=dict)
    """By forger's id, all that is spare, once some of it is needed."""
    by_class: dict[tuple[str, int | None], Iterator[Fake]] = field(default_factory=dict)

    def like(self, match: Fake) -> Iterator[Fake]:
        """The fake itself, then spare ones of its forger and class, or that nobody has read."""
        yield match
        name = match.forger.id
        if name not in self.rest:
            self.rest[name] = tuple(self.spare[name])
        if (name, match.digit) not in self.by_class:
            fits = tuple(f for f in self.rest[name] if f.digit in (None, match.digit))
            self.by_class[name, match.digit] = iter(fits)
        yield from self.by_class[name, match.digit]

    def unread(self, forger: Forger) -> tuple[tuple[str, int], ...]:
        """The first spare fakes of a forger that nobody has read."""
        names = (fake.name for fake in self.rest[forger.id] if fake.digit is None)
        return tuple(islice(names, READ_AT_ONCE))


@dataclass(frozen=True)
class Filled:
    """The trials, in order, or what must be read before they can be told."""

    trials: tuple[PlannedTrial, ...]
    unread: tuple[tuple[str, int], ...] = ()


def fill(slots: Sequence[Slot], stock: Stock, shown: Seen) -> Filled:
    """One trial for each slot, in their order, of digits that are not among those shown.

    A catch trial for which there is no digit is left out; a main trial for which there is none
    ends the schedule.
    """
    trials: list[PlannedTrial] = []
    for slot in slots:
        matched = slot.match is not None
        for digit in _matching(slot, stock) if matched else _catching(slot, stock):
            trial = _planned(slot, len(trials) + 1, digit, stock)
            if trial in shown:
                continue
            if matched and isinstance(digit, Fake) and digit.digit is None:
                return Filled((), stock.unread(digit.forger))
            trials.append(trial)
            break
        else:
            if matched:
                break
    return Filled(tuple(trials))


def _matching(slot: Slot, stock: Stock) -> Iterator[int | Fake]:
    match = slot.match
    assert match is not None
    assert match.digit is not None
    return stock.reals[match.digit] if slot.is_real else stock.like(match)


def _catching(slot: Slot, stock: Stock) -> Iterator[int | Fake]:
    # What there is too little of is made up for by the other kind.
    if slot.is_real:
        return chain(stock.catch_reals, stock.catch_fakes)
    return chain(stock.catch_fakes, stock.catch_reals)


def _planned(slot: Slot, number: int, digit: int | Fake, stock: Stock) -> PlannedTrial:
    place = Place(number, slot.block, slot.phase)
    if isinstance(digit, Fake):
        return plan_fake(place, digit.forger, digit.seed)
    forger = stock.catch_share if slot.match is None else slot.match.forger
    return plan_real(place, forger, digit)
