"""Filling a schedule: each slot takes the next digit that fits it and has not been shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from game.rules.fakes import Fake
from game.rules.forgers import Forger
from game.rules.seen import Seen
from game.rules.trials import PlannedTrial


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
    fakes: Mapping[str, Iterator[Fake]]
    """By forger's id, those that no slot has been promised."""
    catch_share: Forger
    """Whose share the reals of catch trials are said to balance."""
    catch_reals: Iterator[int]
    catch_fakes: Iterator[Fake]


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
                return Filled((), (digit.name,))
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
    if slot.is_real:
        return stock.reals[match.digit]
    fits = (f for f in stock.fakes[match.forger.id] if f.digit in (None, match.digit))
    return chain([match], fits)


def _catching(slot: Slot, stock: Stock) -> Iterator[int | Fake]:
    # What there is too little of is made up for by the other kind.
    if slot.is_real:
        return chain(stock.catch_reals, stock.catch_fakes)
    return chain(stock.catch_fakes, stock.catch_reals)


def _planned(slot: Slot, number: int, digit: int | Fake, stock: Stock) -> PlannedTrial:
    forger = stock.catch_share if slot.match is None else slot.match.forger
    fake = digit if isinstance(digit, Fake) else None
    return PlannedTrial(
        number=number,
        block=slot.block,
        phase=slot.phase,
        is_real=fake is None,
        checkpoint_id=fake.forger.id if fake else forger.id,
        digit_seed=fake.seed if fake else None,
        digit_label=fake.label if fake else None,
        real_pool=None if fake else forger.reals.name,
        real_index=None if isinstance(digit, Fake) else digit,
    )
