"""Sessions that count in the figures, though it may be that nobody looked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.report.answers import SAID_REAL, Answers
from game.rules.attention import LEAST_CATCHES

TOO_QUICK_MS = 200.0
"""No median of a session that looked is below it.

A single response under 100 ms cannot be one to what is shown (Luce 1986, Response Times; Whelan
2008, The Psychological Record 58, 475–482), and merely to see a light and press the only key takes
about 190 ms (Welford 1980, Reaction Times): to choose between two answers takes longer.
"""
ENOUGH_TO_VARY = 20
"""One answer so many times over is no judgement: a fair coin does it twice in a million."""


@dataclass(frozen=True)
class Doubts:
    """Sessions by id, none of them flagged by its catch trials."""

    quick: tuple[int, ...] = ()
    """Those whose median response is under `TOO_QUICK_MS`."""
    monotone: tuple[int, ...] = ()
    """Those with one answer throughout, `ENOUGH_TO_VARY` times or more."""
    unchecked: tuple[int, ...] = ()
    """Those of lab with too few catch trials ever to be flagged."""


def doubts(answers: Answers) -> Doubts:
    """What the answered main trials of each session leave in doubt."""
    order = np.argsort(answers.session, kind="stable")
    sessions, starts = np.unique(answers.session[order], return_index=True)
    quick, monotone, unchecked = list[int](), list[int](), list[int]()
    for owner, rows in zip(sessions.tolist(), np.split(order, starts[1:]), strict=False):
        sitting = answers.sittings[owner]
        if sitting.flagged:
            continue
        times = answers.ms[rows]
        times = times[np.isfinite(times)]
        if len(times) and np.median(times) < TOO_QUICK_MS:
            quick.append(owner)
        said = (answers.code[rows] & SAID_REAL) > 0
        if len(said) >= ENOUGH_TO_VARY and bool(said.all() or not said.any()):
            monotone.append(owner)
        if sitting.mode == "lab" and sitting.catches < LEAST_CATCHES:
            unchecked.append(owner)
    return Doubts(tuple(quick), tuple(monotone), tuple(unchecked))
