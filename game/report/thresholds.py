"""Thresholds of timed sessions: the exposure at which three of four digits are told right."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit
from sqlalchemy import Connection, Integer, case, inspect, select, type_coerce

from game.records.tables import session, trial
from game.report.answers import ANSWERED_MAIN
from game.report.estimate import (
    ENOUGH_PLAYERS,
    LEVEL,
    PLAYERS,
    THESE_PLAYERS,
    Estimate,
    nothing,
)
from game.report.psychometric import Reach, threshold
from game.report.sittings import Sitting
from game.rules.staircase import CEILING_MS, LEAST_ANSWERS, Censored, Staircase

MIXED = (
    "has a threshold of sessions with masks and of others without: a digit without masks is seen "
    "for longer than it is shown, so that the two do not mean the same"
)


@dataclass(frozen=True)
class Descent:
    """One session's staircase on one checkpoint's digits."""

    session: int
    player: str
    checkpoint: str
    stairs: Staircase
    masks: bool | None = None
    """Whether masks followed the digits, where that is known."""


@dataclass(frozen=True)
class TimedFigure:
    """A checkpoint's threshold, and why there is none."""

    threshold: Estimate
    answers: int
    warning: str | None
    """What follows the checkpoint's name in a sentence."""


def read_descents(connection: Connection, sittings: dict[int, Sitting]) -> tuple[Descent, ...]:
    """The staircases of the timed sessions among ``sittings``, in the order of their trials.

    Void trials moved no staircase and are left out, as are answers without a possible exposure.
    """
    if all(sitting.mode != "timed" for sitting in sittings.values()):
        return ()
    correct = case((trial.c.said_real == trial.c.is_real, 1), else_=0)
    masked = _masked(connection)
    rows = connection.execute(
        select(trial.c.session_id, trial.c.checkpoint_id, trial.c.exposure_ms, correct)
        .select_from(trial.join(session, trial.c.session_id == session.c.id))
        .where(
            session.c.mode == "timed",
            ANSWERED_MAIN,
            trial.c.said_real.is_not(None),
            trial.c.checkpoint_id.is_not(None),
            # The longest level is a second; what was shown of it may be a frame longer.
            trial.c.exposure_ms.between(1, 2 * CEILING_MS),
        )
        .order_by(trial.c.session_id, trial.c.number)
    )
    steps: dict[tuple[int, str], list[tuple[float, bool]]] = defaultdict(list)
    for owner, checkpoint, level, right in rows:
        if owner in sittings:
            steps[owner, str(checkpoint)].append((float(level), right == 1))
    return tuple(
        Descent(
            owner,
            str(sittings[owner].player),
            checkpoint,
            Staircase(
                levels=tuple(level for level, _ in taken),
                rights=tuple(right for _, right in taken),
            ),
            masked.get(owner),
        )
        for (owner, checkpoint), taken in steps.items()
    )


def thresholds(descents: Sequence[Descent], without: Collection[int]) -> dict[str, TimedFigure]:
    """The threshold of each checkpoint, leaving out the sessions in ``without``."""
    kept: dict[str, list[Descent]] = defaultdict(list)
    for descent in descents:
        if descent.session not in without:
            kept[descent.checkpoint].append(descent)
    return {checkpoint: _figure(each) for checkpoint, each in kept.items()}


def _masked(connection: Connection) -> dict[int, bool]:
    """Which timed sessions had masks; nothing of those of which it has not been noted."""
    columns = {column["name"] for column in inspect(connection).get_columns(session.name)}
    if session.c.masks.name not in columns:
        return {}  # an older version's, or another program's
    masks = type_coerce(session.c.masks, Integer)
    query = select(session.c.id, masks).where(session.c.mode == "timed", masks.is_not(None))
    return {identity: bool(had) for identity, had in connection.execute(query)}


def _figure(descents: Sequence[Descent]) -> TimedFigure:
    of_player: dict[str, list[Staircase]] = defaultdict(list)
    for descent in descents:
        of_player[descent.player].append(descent.stairs)
    lengths = {
        player: sum(len(stairs.levels) for stairs in each) for player, each in of_player.items()
    }
    answers = sum(lengths.values())
    able = [player for player, length in lengths.items() if length >= LEAST_ANSWERS]
    if not able:
        more = LEAST_ANSWERS - max(lengths.values())
        why = (
            f"has no threshold yet: it takes {LEAST_ANSWERS} timed answers of one player, "
            f"about {more} more"
        )
        return TimedFigure(nothing("too little data", answers), answers, why)
    reaches = []
    for player in able:
        reach, censored = _reach(of_player[player])
        if censored is not None:
            return _censored(censored, answers)
        reaches.append(reach)
    mixed = {each.masks for each in descents if each.player in able} >= {True, False}
    return TimedFigure(_mean(reaches, answers), answers, MIXED if mixed else None)


def _reach(staircases: Sequence[Staircase]) -> tuple[Reach, Censored | None]:
    """One player's threshold from all their answers; the game's own rule may call it censored."""
    levels = np.concatenate([np.array(stairs.levels) for stairs in staircases])
    rights = np.concatenate([np.array(stairs.rights, dtype=np.bool_) for stairs in staircases])
    found = threshold(levels, rights)
    by_rule = (stairs.threshold for stairs in staircases)
    called = [each.censored for each in by_rule if each is not None and each.censored is not None]
    return found, called[0] if called else found.censored


def _censored(side: Censored, answers: int) -> TimedFigure:
    longest = side is Censored.ABOVE
    method = f"censored: {'above the longest' if longest else 'below the shortest'} exposure"
    why = (
        "has no threshold: for at least one player even the "
        f"{'longest exposure was too short' if longest else 'shortest exposure was enough'}"
    )
    return TimedFigure(nothing(method, answers), answers, why)


def _mean(reaches: Sequence[Reach], answers: int) -> Estimate:
    """The mean of the players' own thresholds."""
    own = np.array([reach.ms for reach in reaches])
    middle, players = float(own.mean()), len(own)
    if players >= ENOUGH_PLAYERS:
        error = float(own.std(ddof=1)) / math.sqrt(players)
        reach = float(stdtrit(players - 1, (1 + LEVEL) / 2)) * error
        method = "mean of the players' own (logistic, at 75 % right), t"
        return Estimate(middle, middle - reach, middle + reach, method, PLAYERS, answers)
    down = math.hypot(*(reach.ms - reach.low for reach in reaches)) / players
    up = math.hypot(*(reach.high - reach.ms for reach in reaches)) / players
    method = "logistic, at 75 % right, posterior median and quantiles"
    if players > 1:
        method = f"mean of the players' own ({method}; MOVER)"
    return Estimate(middle, middle - down, middle + up, method, THESE_PLAYERS, answers)
