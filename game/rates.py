"""How often forgers have fooled people, with the interval that the report would give."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from game.report.rates import estimated, infer
from game.rules.board import FoolCount, FoolRate
from game.rules.proportion import Proportion


def fool_rates(counts: Iterable[FoolCount]) -> tuple[FoolRate, ...]:
    """Return the rate of every checkpoint that was judged, in the order of the counts.

    With ten players or more its interval is for the population of players.
    """
    return tuple(FoolRate(each.checkpoint_id, _passed(each)) for each in counts)


def _passed(count: FoolCount) -> Proportion:
    table = np.array(count.of_each, dtype=np.float64)  # (players, 2)
    sizes, totals = table[:, :1], table[:, 1:]
    found = estimated(infer(totals, sizes, np.array([1.0])), sizes, (0.0, 1.0))
    assert found.low is not None
    assert found.high is not None
    return Proportion(found.estimate, found.low, found.high, found.n)
