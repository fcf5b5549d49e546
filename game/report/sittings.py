"""Sessions: whose they are, in which mode, and how attentive whoever sat there was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Connection, case, func, select

from game.records.tables import session, trial
from game.report.estimate import Estimate
from game.report.rates import estimated, infer
from game.rules.attention import LEAST_CATCHES, LEAST_CAUGHT


@dataclass(frozen=True)
class Sitting:
    """A session: whose, in which mode, and how attentive."""

    id: int
    player: Any
    mode: str
    catches: int
    """Catch trials that came to an answer or ran out of time."""
    caught: int
    """Those answered rightly."""
    practices: int
    """Practice trials that came to an answer or ran out of time."""
    practised: int
    """Those answered rightly."""

    @property
    def flagged(self) -> bool:
        """Whether it was inattentive, by its catch trials."""
        return self.catches >= LEAST_CATCHES and self.caught < LEAST_CAUGHT * self.catches


@dataclass(frozen=True)
class Attention:
    """How attentive all sessions together were, the flagged ones among them."""

    sessions: int
    practice: Estimate
    """The share of practice trials that were answered rightly."""
    catch: Estimate
    """The same of catch trials."""
    flagged: tuple[Sitting, ...]


def read_sittings(connection: Connection, modes: Collection[str]) -> dict[int, Sitting]:
    """The sessions of these modes by id, with how their practice and catch trials went."""
    right = func.sum(case((trial.c.said_real == trial.c.is_real, 1), else_=0))
    counts: dict[tuple[int, str], tuple[int, int]] = {
        (row[0], row[1]): (int(row[2]), int(row[3]))
        for row in connection.execute(
            select(trial.c.session_id, trial.c.phase, func.count(), right)
            .where(
                trial.c.phase.in_(("catch", "practice")),
                trial.c.outcome.in_(("answered", "timeout")),
            )
            .group_by(trial.c.session_id, trial.c.phase)
        )
    }
    rows = connection.execute(
        select(session.c.id, session.c.player_id, session.c.mode).where(
            session.c.mode.in_(modes), session.c.player_id.is_not(None)
        )
    )
    return {
        row[0]: Sitting(
            *row, *counts.get((row[0], "catch"), (0, 0)), *counts.get((row[0], "practice"), (0, 0))
        )
        for row in rows
    }


def attention(sittings: Iterable[Sitting]) -> Attention:
    """What practice and catch trials say of all these sessions."""
    every = tuple(sittings)
    return Attention(
        sessions=len(every),
        practice=_share((one.player, one.practised, one.practices) for one in every),
        catch=_share((one.player, one.caught, one.catches) for one in every),
        flagged=tuple(sorted((one for one in every if one.flagged), key=lambda one: one.id)),
    )


def _share(counts: Iterable[tuple[Any, int, int]]) -> Estimate:
    """The share of right answers, a player's sessions taken together."""
    of_player: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for player, right, of in counts:
        if of:
            of_player[str(player)][0] += right
            of_player[str(player)][1] += of
    table = np.array(list(of_player.values()), dtype=np.float64).reshape(-1, 2)
    found = infer(table[:, :1], table[:, 1:], np.array([1.0]))
    return estimated(found, table[:, 1:], (0.0, 1.0))
