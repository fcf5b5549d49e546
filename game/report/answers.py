"""What a database holds, gathered there by session and read in one look."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    BigInteger,
    Connection,
    Float,
    Select,
    case,
    func,
    literal,
    select,
    type_coerce,
)

from game.records.modes import MODES
from game.records.tables import checkpoint, session, trial
from game.report.sittings import Sitting, read_sittings

Floats = NDArray[np.float64]

LONGEST_MS = 3_600_000.0
"""A response of more than an hour is a clock that was set, or nobody at the desk."""

ANSWERED_MAIN = (trial.c.phase == "main") & (trial.c.outcome == "answered")

AT_ONCE = 16
"""So many sessions are taken from the database in one go."""

LARGEST = 2.0**53
"""Whole numbers below it are exact as floats."""
COIN = 0.5
"""A verdict above it is *real*."""

SEEDS = 2**31
LAST = SEEDS - 1
"""Seeds and indices go up to it."""
FIRST_POOL = 10
"""Kinds of digits below it are the classes that are asked of conditional checkpoints."""
KINDS = 210
"""Each pool of reals is a kind; of more pools than that the rest are taken for one."""

SAID_REAL, IS_REAL, JUDGED_REAL, JUDGED = 1, 2, 4, 8
"""The bits of an answer's code; the judge is the discriminator."""
CODES = 16

NOTHING = np.empty((0, 4))

STRAY = "of a session that is not there, or has no player or no mode that is known"


@dataclass(frozen=True)
class Contestant:
    """A checkpoint, or images from outside, as the database knows it."""

    id: str
    name: str
    run: str | None
    preset: str | None
    epoch: int | None


@dataclass(frozen=True, eq=False)
class Answers:
    """All answered main trials that mean something, an element a trial in each array."""

    contestants: tuple[Contestant, ...]
    """Those of whom there are answers, in training order."""
    sittings: dict[int, Sitting]
    session: NDArray[np.int64]
    contestant: NDArray[np.int64]
    """An index into ``contestants``."""
    code: NDArray[np.int64]
    """Bits: see `SAID_REAL`."""
    ms: NDArray[np.float64]
    """Response times; NaN where there is none that can be true."""
    digit: NDArray[np.int64]
    """Names the digit among those of its contestant and truth: its kind times SEEDS, and its seed
    or its place in its pool."""
    pools: tuple[str, ...]
    """The pools of real digits, that of the kind FIRST_POOL first."""
    left_out: tuple[str, ...]
    """What could not be used, and how much of it, in sentences."""


def read_answers(connection: Connection, modes: Collection[str]) -> Answers:
    """Read what was answered in ``modes``; answers that mean nothing are left out, and said."""
    sittings = read_sittings(connection, modes)
    elsewhere = _other_modes(connection, modes)
    losses: Counter[str] = Counter()
    numbers: dict[Any, int] = {None: 0}
    pools = _pools(connection)
    query = _packed(connection, pools)

    def unpack(row: Sequence[Any]) -> Floats:
        owner, *arrays = row
        columns = [json.loads(each) if isinstance(each, str) else each for each in arrays]
        if owner in sittings:
            return _table(owner, columns, numbers)
        if owner not in elsewhere:
            losses[STRAY] += len(columns[0])
        return NOTHING

    rows = connection.execution_options(yield_per=AT_ONCE).execute(query)
    # One session is unpacked beside while the database packs the next.
    with ThreadPoolExecutor(max_workers=1) as beside:
        table = np.concatenate([NOTHING, *beside.map(unpack, rows)])
    table = _keep(table, table[:, 1] > 0, "without a checkpoint", losses)
    table = _keep(table, np.abs(table[:, 2]) < LARGEST, "without a truth or a verdict", losses)
    packed = table[:, 2].astype(np.int64)
    cards = _contestants(connection)
    contestants, places = _in_order(cards, numbers)
    strangers = (
        f"The database has answers on {one.id}, and does not say what checkpoint that is."
        for one in contestants
        if one.id not in cards
    )
    return Answers(
        contestants=contestants,
        sittings=sittings,
        session=table[:, 0].astype(np.int64),
        contestant=places[table[:, 1].astype(np.int64)],
        code=packed % CODES,
        ms=table[:, 3],
        digit=packed // CODES,
        pools=pools,
        left_out=(*(_left_out(what, number) for what, number in losses.items()), *strangers),
    )


def _other_modes(connection: Connection, modes: Collection[str]) -> frozenset[Any]:
    """The sessions that are left out because their mode was not asked for."""
    others = [mode for mode in MODES if mode not in modes]
    return frozenset(connection.scalars(select(session.c.id).where(session.c.mode.in_(others))))


def _left_out(what: str, number: int) -> str:
    return f"Left out: {number:,} answer{'' if number == 1 else 's'} {what}."


def _pools(connection: Connection) -> tuple[str, ...]:
    """The names of the pools that real digits are from."""
    query = select(trial.c.real_pool).where(ANSWERED_MAIN, trial.c.real_pool.is_not(None))
    found = sorted(str(each) for each in connection.scalars(query.distinct()))
    return tuple(found[: KINDS - FIRST_POOL])


def _packed(connection: Connection, pools: Sequence[str]) -> Select[Any]:
    """A row a session, with a JSON array for each of three columns over its answers.

    A million rows handed over one by one would take most of the time there is.
    """
    array = func.json_agg if connection.dialect.name == "postgresql" else func.json_group_array
    truth, verdict, validity = trial.c.is_real, trial.c.said_real, trial.c.validity
    # Whoever filled the tables may have put anything into them: no truth, no code.
    code = case(
        *(
            ((truth == is_real) & (verdict == said_real), IS_REAL * is_real + SAID_REAL * said_real)
            for is_real in (True, False)
            for said_real in (True, False)
        )
    )
    judge = case(
        (validity > 1, 0), (validity > COIN, JUDGED + JUDGED_REAL), (validity >= 0, JUDGED)
    )
    label, seed, index = trial.c.digit_label, trial.c.digit_seed, trial.c.real_index
    kind = case(
        *((trial.c.real_pool == name, place) for place, name in enumerate(pools, FIRST_POOL)),
        (label.between(0, FIRST_POOL - 1), label),
        else_=0,
    )
    number = case((seed.between(0, LAST), seed), (index.between(0, LAST), index), else_=0)
    digit = kind * literal(SEEDS, BigInteger) + number
    possible = trial.c.response_ms.between(0, LONGEST_MS)
    return (
        select(
            trial.c.session_id,
            array(trial.c.checkpoint_id),
            array(digit * CODES + func.coalesce(judge, 0) + code),
            array(case((possible, type_coerce(trial.c.response_ms, Float)))),
        )
        .where(ANSWERED_MAIN)
        .group_by(trial.c.session_id)
    )


def _table(owner: int, columns: list[list[Any]], numbers: dict[Any, int]) -> Floats:
    """Session, number of the checkpoint, digit and code, time: (answers, 4), NaN for nothing."""
    identities, *values = columns
    table = np.empty((len(identities), 4))
    table[:, 0] = owner
    table[:, 1] = [numbers.setdefault(one, len(numbers)) for one in identities]
    for place, value in enumerate(values, 2):
        table[:, place] = np.array(value, dtype=float)
    return table


def _keep(table: Floats, kept: NDArray[np.bool_], what: str, losses: Counter[str]) -> Floats:
    lost = len(kept) - int(np.count_nonzero(kept))
    if lost == 0:
        return table
    losses[what] += lost
    return table[kept]


def _contestants(connection: Connection) -> dict[str, Contestant]:
    found = {}
    columns = [checkpoint.c[name] for name in ("id", "name", "run", "preset", "epoch")]
    for row in connection.execute(select(*columns)):
        identity, name, run, preset = (None if cell is None else str(cell) for cell in row[:4])
        if identity is not None:
            epoch = row[4] if isinstance(row[4], int) else None
            found[identity] = Contestant(identity, name or identity, run, preset, epoch)
    return found


def _in_order(
    known: dict[str, Contestant], numbers: dict[Any, int]
) -> tuple[tuple[Contestant, ...], NDArray[np.int64]]:
    """The contestants of whom there are answers, and the place of each number among them."""
    met = {
        number: known.get(str(one), Contestant(str(one), str(one), None, None, None))
        for one, number in numbers.items()
        if one is not None
    }
    order = sorted(met.items(), key=lambda pair: _training_order(pair[1]))
    places = np.zeros(len(numbers), dtype=np.int64)
    for place, (number, _) in enumerate(order):
        places[number] = place
    return tuple(one for _, one in order), places


def _training_order(one: Contestant) -> tuple[str, int, str, str]:
    return (one.run or one.preset or "", one.epoch or 0, one.name, one.id)
