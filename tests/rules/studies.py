"""Studies to try the lab with, and a classifier that reads fakes by their seeds alone."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from game.rules.forgers import Forger
from game.rules.schedule import Schedule, schedule
from game.rules.seen import NOTHING, Seen
from game.rules.study import Study
from game.rules.trials import PlannedTrial
from tests.rules.samples import few_reals, forger

POOL = few_reals(60)
EARLY = replace(forger("e"), reals=POOL, epoch=1)
CLEAR = tuple(range(50, 5_000, 500))
"""One real of each class that nobody would doubt."""


def against(count: int = 1, *, conditional: bool = True) -> tuple[Forger, ...]:
    """So many forgers with one small pool, 60 reals of each class."""
    names = "klmnopqrst"[:count]
    return tuple(replace(forger(name, conditional=conditional), reals=POOL) for name in names)


def study(seed: int = 7, forgers: tuple[Forger, ...] | None = None, trials: int = 100) -> Study:
    """A study with both kinds of catch trials."""
    return Study(seed, forgers or against(), trials, EARLY, CLEAR)


def read(seed: int) -> int:
    """The digit that a fake of an unconditional forger shows; some come more often than others."""
    return (0, 1, 1, 1, 2, 3, 4, 5, 6, 7, 7, 8, 9)[seed // 7 % 13]


def told(study: Study, *, seen: Seen = NOTHING, since: Seen = NOTHING) -> Schedule:
    """The schedule, with every fake read that has to be."""
    known: dict[tuple[str, int], int] = {}
    while True:
        found = schedule(study, known, seen=seen, since=since)
        if not found.unread:
            return found
        assert not known.keys() & set(found.unread)
        known.update({(name, seed): read(seed) for name, seed in found.unread})


def digit_of(trial: PlannedTrial) -> int:
    """The digit that a trial shows."""
    if trial.real_index is not None:
        return trial.real_index // 500
    assert trial.digit_seed is not None
    return read(trial.digit_seed) if trial.digit_label is None else trial.digit_label


def main(schedule: Schedule) -> list[PlannedTrial]:
    """The main trials."""
    return [trial for trial in schedule.trials if trial.phase == "main"]


@lru_cache
def a_thousand() -> tuple[Schedule, ...]:
    """The schedules of a thousand seeds, against one, two or three forgers."""
    return tuple(told(study(seed, against(1 + seed % 3))) for seed in range(1_000))
