"""The verdict: every figure of every checkpoint, put together from the database's answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from game.report.answers import Answers, Contestant, read_answers
from game.report.cells import FAKES, REALS, Cells, sort_into_cells
from game.report.comparison import Comparison, compare
from game.report.doubts import Doubts, doubts
from game.report.epochs import Curve, curves
from game.report.equivalence import Equivalence, equivalence
from game.report.estimate import THESE_PLAYERS, Estimate
from game.report.medians import median
from game.report.mistaken import Ranking, most_mistaken
from game.report.modes import MEASURING
from game.report.rates import estimated, infer
from game.report.sensitivity import Sensitivity, sensitivity
from game.report.sittings import Attention, attention
from game.report.thresholds import TimedFigure, read_descents, thresholds


@dataclass(frozen=True)
class Figures:
    """What people made of one checkpoint."""

    contestant: Contestant
    trials: int
    players: int
    sessions: int
    accuracy: Estimate
    fool_rate: Estimate
    real_doubt_rate: Estimate
    hype_error: Estimate
    sensitivity: Sensitivity
    median_ms: Estimate
    median_ms_right: Estimate
    median_ms_wrong: Estimate
    timed: TimedFigure | None
    discriminator: Estimate | None
    """How often its own discriminator tells the same digits right, each counted once."""
    equivalence: Equivalence


@dataclass(frozen=True)
class Verdict:
    """All figures, and what one must know to read them."""

    modes: tuple[str, ...]
    trials: int
    players: int
    flagged: tuple[int, ...]
    """Sessions left out of the main figures."""
    flagged_trials: int
    checkpoints: tuple[Figures, ...]
    comparisons: tuple[Comparison, ...]
    curves: tuple[Curve, ...]
    """Of every run of which enough epochs were judged."""
    attention: Attention
    doubts: Doubts
    """Sessions that count, though it may be that nobody looked."""
    fooling: Ranking
    """The fakes that fooled most."""
    doubted: Ranking
    """The reals most doubted."""
    with_flagged: tuple[Figures, ...]
    """The same figures with the flagged sessions counted."""
    left_out: tuple[str, ...]
    """What could not be used, in sentences."""


def reach_verdict(connection: Connection, modes: Sequence[str]) -> Verdict:
    """Read the database and compute everything for ``modes``.

    Of timed sessions only thresholds are taken: the staircase pins their accuracy.
    """
    answers = read_answers(connection, modes)
    descents = read_descents(connection, answers.sittings)
    inattentive = sorted(one.id for one in answers.sittings.values() if one.flagged)
    staircases = {one.id for one in answers.sittings.values() if one.mode == "timed"}
    every = sort_into_cells(answers, staircases)
    left = {*staircases, *inattentive}
    cells = sort_into_cells(answers, left) if inattentive else every
    checkpoints = _figures(answers, cells, thresholds(descents, inattentive))
    fooling, doubted = most_mistaken(connection, answers, left)
    trials = _trials(cells)
    return Verdict(
        modes=tuple(modes),
        trials=trials,
        players=len({int(player) for cell in cells for player in cell.players}),
        flagged=tuple(inattentive),
        flagged_trials=_trials(every) - trials,
        checkpoints=checkpoints,
        comparisons=compare(cells),
        curves=curves(cells),
        attention=attention(answers.sittings.values()),
        doubts=doubts(answers),
        fooling=fooling,
        doubted=doubted,
        with_flagged=_figures(answers, every, thresholds(descents, ()))
        if inattentive
        else checkpoints,
        left_out=answers.left_out,
    )


def measured_cells(connection: Connection) -> tuple[Cells, ...]:
    """The cells that the figures of the measuring modes are made from."""
    answers = read_answers(connection, MEASURING)
    sittings = answers.sittings.values()
    return sort_into_cells(
        answers, {one.id for one in sittings if one.mode == "timed" or one.flagged}
    )


def _trials(cells: Collection[Cells]) -> int:
    return int(sum(cell.answers.sum() for cell in cells))


def _figures(
    answers: Answers, cells: Sequence[Cells], timed: Mapping[str, TimedFigure]
) -> tuple[Figures, ...]:
    """One for each checkpoint that has answers or a staircase, in training order."""
    judged = {cell.contestant.id: cell for cell in cells}
    found = []
    for contestant in answers.contestants:
        cell = judged.get(contestant.id, _empty(contestant))
        if cell.answers.sum() > 0 or contestant.id in timed:
            found.append(_figures_of(cell, timed.get(contestant.id)))
    return tuple(found)


def _figures_of(cells: Cells, timed: TimedFigure | None) -> Figures:
    one = np.array([1.0])
    said, shown = cells.said_real, cells.shown
    answers = cells.answers[:, None]
    accuracy = infer(cells.right_answers[:, None], answers, one)
    fooled = infer(said[:, [FAKES]], shown[:, [FAKES]], one)
    doubts = shown - said
    doubted = infer(doubts[:, [REALS]], shown[:, [REALS]], one)
    errors = np.stack([doubts[:, REALS], said[:, FAKES]], axis=1)
    hype = infer(errors, shown, np.array([0.5, 0.5]))
    unit = (0.0, 1.0)
    wrong = ~cells.right
    return Figures(
        contestant=cells.contestant,
        trials=int(answers.sum()),
        players=len(cells.players),
        sessions=cells.sessions,
        accuracy=estimated(accuracy, answers, unit),
        fool_rate=estimated(fooled, shown[:, [FAKES]], unit),
        real_doubt_rate=estimated(doubted, shown[:, [REALS]], unit),
        hype_error=estimated(hype, shown, unit),
        sensitivity=sensitivity(said, shown),
        median_ms=median(cells.times, cells.time_of),
        median_ms_right=median(cells.times[cells.right], cells.time_of[cells.right]),
        median_ms_wrong=median(cells.times[wrong], cells.time_of[wrong]),
        timed=timed,
        discriminator=_discriminator(cells),
        equivalence=equivalence(accuracy, int(answers.sum())),
    )


def _discriminator(cells: Cells) -> Estimate | None:
    if cells.judged == 0:
        return None
    told = np.array([[float(cells.judged_right)]])
    share = infer(told, np.array([[float(cells.judged)]]), np.array([1.0]))
    assert share is not None
    low, high = share.interval()
    method = "Wilson, on the digits shown, each counted once"
    return Estimate(share.estimate, low, high, method, THESE_PLAYERS, cells.judged)


def _empty(contestant: Contestant) -> Cells:
    none = np.empty(0, dtype=np.int64)
    return Cells(
        contestant=contestant,
        players=none,
        said_real=np.empty((0, 2)),
        shown=np.empty((0, 2)),
        sessions=0,
        times=np.empty(0),
        time_of=none,
        right=np.empty(0, dtype=np.bool_),
        judged=0,
        judged_right=0,
    )
