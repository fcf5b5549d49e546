"""Answers sorted into cells: by checkpoint, player and truth, which is all that shares need."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.report.answers import IS_REAL, JUDGED, JUDGED_REAL, SAID_REAL, Answers, Contestant

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

REALS, FAKES = 0, 1
"""Columns of the cells."""


@dataclass(frozen=True, eq=False)
class Cells:
    """What one checkpoint's digits were called, a row a player who judged any of them."""

    contestant: Contestant
    players: Whole
    """Numbers of the players, rising; the same number is the same player for every checkpoint."""
    said_real: Floats
    """(players, 2): how many reals, and how many fakes, each called real."""
    shown: Floats
    """(players, 2): how many of each they judged."""
    sessions: int
    times: Floats
    """Response times in ms, those that can be true."""
    time_of: Whole
    """The row of the player of each time."""
    right: NDArray[np.bool_]
    """Whether the answer of each time was right."""
    judged: int
    """Distinct digits that the discriminator has a verdict on."""
    judged_right: int

    @property
    def right_answers(self) -> Floats:
        """(players,): how many digits each told right."""
        return self.said_real[:, REALS] + self.shown[:, FAKES] - self.said_real[:, FAKES]

    @property
    def answers(self) -> Floats:
        """(players,): how many digits each judged."""
        answers: Floats = self.shown.sum(axis=1)
        return answers


def sort_into_cells(answers: Answers, without: Collection[int]) -> tuple[Cells, ...]:
    """Cells of every checkpoint with answers, leaving out those of sessions in ``without``."""
    owners = {one: str(sitting.player) for one, sitting in answers.sittings.items()}
    sessions, session_at = np.unique(answers.session, return_inverse=True)
    names = sorted(set(owners.values()))
    number = {name: place for place, name in enumerate(names)}
    players = np.array([number[owners[one]] for one in sessions.tolist()], dtype=np.int64)
    kept = ~np.isin(sessions, list(without))[session_at]
    found = []
    for place, contestant in enumerate(answers.contestants):
        rows = np.flatnonzero((answers.contestant == place) & kept)
        if len(rows):
            cell = _cells(contestant, answers, rows, players[session_at[rows]])
            found.append(cell)
    return tuple(found)


def side_by_side(cells: Sequence[Cells]) -> tuple[Floats, Floats]:
    """Right answers, and answers, each (players of any, cells), a row the same player."""
    players = np.unique(np.concatenate([each.players for each in cells]))
    totals, sizes = np.zeros((len(players), len(cells))), np.zeros((len(players), len(cells)))
    for column, each in enumerate(cells):
        rows = np.searchsorted(players, each.players)
        totals[rows, column] = each.right_answers
        sizes[rows, column] = each.answers
    return totals, sizes


def _cells(contestant: Contestant, answers: Answers, rows: Whole, players: Whole) -> Cells:
    present, player_at = np.unique(players, return_inverse=True)
    code = answers.code[rows]
    counts = np.bincount(player_at * 4 + (code & 3), minlength=4 * len(present)).reshape(-1, 4)
    real, fake = counts[:, IS_REAL:], counts[:, :IS_REAL]
    timed = ~np.isnan(answers.ms[rows])
    said, is_real = (code & SAID_REAL) > 0, (code & IS_REAL) > 0
    judged, judged_right = _verdicts(code, answers.digit[rows])
    return Cells(
        contestant=contestant,
        players=present,
        said_real=np.stack([real[:, SAID_REAL], fake[:, SAID_REAL]], axis=1).astype(np.float64),
        shown=np.stack([real.sum(axis=1), fake.sum(axis=1)], axis=1).astype(np.float64),
        sessions=len(np.unique(answers.session[rows])),
        times=answers.ms[rows][timed],
        time_of=player_at[timed],
        right=(said == is_real)[timed],
        judged=judged,
        judged_right=judged_right,
    )


def _verdicts(code: Whole, digit: Whole) -> tuple[int, int]:
    """How many distinct digits the discriminator judged, and how many of them rightly."""
    judged = (code & JUDGED) > 0
    kind = (code[judged] & IS_REAL) > 0
    _, first = np.unique(digit[judged] * 2 + kind, return_index=True)
    called_real = (code[judged][first] & JUDGED_REAL) > 0
    return len(first), int(np.count_nonzero(called_real == kind[first]))
