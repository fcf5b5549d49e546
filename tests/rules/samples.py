"""Forgers and trials to try the rules with."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from game.rules.forgers import Forger, RealPool
from game.rules.trials import AnsweredTrial, PlannedTrial

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


def forger(
    name: str = "a",
    *,
    conditional: bool = False,
    digit: int | None = None,
    reals: int = 5_000,
) -> Forger:
    """A forger whose pool is the first ``reals`` digits, 500 of each class."""
    return Forger(
        id=name * 12,
        name=f"sgd · epoch {ord(name)}",
        path=f"/checkpoints/sgd/{name}.safetensors",
        run="sgd",
        preset="sgd",
        epoch=ord(name),
        images_seen=55_000,
        family="small",
        dataset="mnist",
        conditional=conditional,
        digit=digit,
        picture=None,
        reals=pool(reals),
    )


@lru_cache
def pool(size: int) -> RealPool:
    """The first ``size`` digits of the pack."""
    classes = (range(start, min(start + 500, max(size, start))) for start in range(0, 5_000, 500))
    return RealPool("mnist-5000", tuple(map(tuple, classes)))


def few_reals(each: int) -> RealPool:
    """A pool with only the first few digits of each class of the pack."""
    return RealPool("mnist-5000", tuple(tuple(range(c, c + each)) for c in range(0, 5_000, 500)))


def answered(
    *, is_real: bool, said_real: bool | None, outcome: str = "answered", phase: str = "main"
) -> AnsweredTrial:
    """A trial of which only the truth and the answer matter."""
    planned = PlannedTrial(
        number=1,
        block=1,
        phase=phase,
        is_real=is_real,
        checkpoint_id="a" * 12,
        digit_seed=None if is_real else 5,
        digit_label=None,
        real_pool="mnist-5000" if is_real else None,
        real_index=3 if is_real else None,
    )
    return AnsweredTrial(planned, outcome, said_real, NOON, 800.0, None, 0, None, True, 0.5)
