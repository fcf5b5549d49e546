"""The digits that were mistaken most: fakes that passed, reals that were doubted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri
from sqlalchemy import Connection, select

from game.records.tables import trial
from game.report.answers import (
    ANSWERED_MAIN,
    FIRST_POOL,
    IS_REAL,
    KINDS,
    SAID_REAL,
    SEEDS,
    Answers,
    Contestant,
)
from game.report.estimate import LEVEL
from game.report.strata import score_interval

Whole = NDArray[np.int64]

DIGITS = KINDS * SEEDS
"""Numbers of the digits of one contestant and kind are below it."""
LEAST_JUDGED = 3
"""Digits judged less often cannot be ranked by it."""
MOST_SHOWN = 12


@dataclass(frozen=True)
class Mistaken:
    """One digit, by its record, and how often it was taken for what it is not."""

    contestant: Contestant
    """Its forger; for a real digit the one whose share it balanced."""
    is_real: bool
    digit_seed: int | None
    digit_label: int | None
    real_pool: str | None
    real_index: int | None
    mistaken: int
    judged: int
    low: float
    """The lower end of Wilson's interval for how often it is mistaken."""


@dataclass(frozen=True)
class Ranking:
    """The digits of one kind that were mistaken most, first the worst."""

    digits: tuple[Mistaken, ...]
    ranked: bool
    """Whether any digit was judged LEAST_JUDGED times; otherwise their order means nothing."""
    judged: int
    """How many different digits of the kind were judged."""


def most_mistaken(
    connection: Connection, answers: Answers, without: Collection[int]
) -> tuple[Ranking, Ranking]:
    """The fakes that fooled most, and the reals most doubted; sessions in ``without`` left out.

    They are in the order of the lower end of Wilson's interval, so that one of one does not stand
    before nine of ten.
    """
    kept = ~np.isin(answers.session, list(without))
    fakes = _tally(answers, kept & ((answers.code & IS_REAL) == 0), is_real=False)
    reals = _tally(answers, kept & ((answers.code & IS_REAL) > 0), is_real=True)
    rows = _records(connection, fakes, reals)
    return _ranking(answers, fakes, rows), _ranking(answers, reals, rows)


@dataclass(frozen=True, eq=False)
class _Tally:
    """The worst digits of a kind: (n,) each, n at most MOST_SHOWN."""

    is_real: bool
    contestant: Whole
    """Of fakes; a real digit is the same one whosever share it balances."""
    digit: Whole
    mistaken: Whole
    judged: Whole
    low: NDArray[np.float64]
    of: int
    ranked: bool


def _tally(answers: Answers, rows: NDArray[np.bool_], *, is_real: bool) -> _Tally:
    key = (
        answers.digit[rows] if is_real else answers.digit[rows] + DIGITS * answers.contestant[rows]
    )
    said_real = (answers.code[rows] & SAID_REAL) > 0
    # Sorted as plain numbers, the answer in the last place: a million take no time.
    key = np.sort(2 * key + (said_real != is_real))
    first = np.flatnonzero(np.diff(key >> 1, prepend=-1))
    judged = np.diff(np.append(first, len(key)))
    wrong = np.add.reduceat(key & 1, first) if len(first) else judged
    ranked = bool((judged >= LEAST_JUDGED).any())
    eligible = (wrong > 0) & ((judged >= LEAST_JUDGED) | (not ranked))
    digits, judged, wrong = key[first[eligible]] >> 1, judged[eligible], wrong[eligible]
    low, _ = score_interval(wrong / judged, judged, float(ndtri((1 + LEVEL) / 2)))
    worst = np.lexsort((digits, -judged, -low))[:MOST_SHOWN]
    return _Tally(
        is_real,
        digits[worst] // DIGITS,
        digits[worst] % DIGITS,
        wrong[worst],
        judged[worst],
        low[worst],
        len(first),
        ranked,
    )


def _records(connection: Connection, fakes: _Tally, reals: _Tally) -> dict[tuple[Any, ...], Any]:
    """What names each of these digits, by truth, forger or pool, and number."""
    columns = ("is_real", "checkpoint_id", "digit_seed", "digit_label", "real_pool", "real_index")
    seeds, indices = ((each.digit % SEEDS).tolist() for each in (fakes, reals))
    if not seeds and not indices:
        return {}
    these = trial.c.digit_seed.in_(seeds) | trial.c.real_index.in_(indices)
    query = select(*(trial.c[name] for name in columns)).where(ANSWERED_MAIN, these).distinct()
    found: dict[tuple[Any, ...], Any] = {}
    for row in connection.execute(query):
        of = (row.real_pool, row.real_index) if row.is_real else (row.checkpoint_id, row.digit_seed)
        found.setdefault((bool(row.is_real), None if of[0] is None else str(of[0]), of[1]), row)
    return found


def _ranking(answers: Answers, tally: _Tally, rows: dict[tuple[Any, ...], Any]) -> Ranking:
    digits = []
    known = {each.id: each for each in answers.contestants}
    for at, (kind, number) in enumerate(zip(*np.divmod(tally.digit, SEEDS), strict=True)):
        pool = answers.pools[kind - FIRST_POOL] if kind >= FIRST_POOL else None
        of = pool if tally.is_real else answers.contestants[tally.contestant[at]].id
        row = rows.get((tally.is_real, of, int(number)))
        if row is not None and str(row.checkpoint_id) in known:
            digits.append(
                Mistaken(
                    contestant=known[str(row.checkpoint_id)],
                    is_real=tally.is_real,
                    digit_seed=_whole(row.digit_seed),
                    digit_label=_whole(row.digit_label),
                    real_pool=None if row.real_pool is None else str(row.real_pool),
                    real_index=_whole(row.real_index),
                    mistaken=int(tally.mistaken[at]),
                    judged=int(tally.judged[at]),
                    low=float(tally.low[at]),
                )
            )
    return Ranking(tuple(digits), tally.ranked, tally.of)


def _whole(value: object) -> int | None:
    """The number, if it can be a seed, a label or a place in a pool."""
    return value if isinstance(value, int) and 0 <= value < SEEDS else None
