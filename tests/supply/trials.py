"""Trials that the supply tests ask digits for."""

from __future__ import annotations

from game.rules.trials import PlannedTrial


def fake(checkpoint_id: str, seed: int) -> PlannedTrial:
    return PlannedTrial(1, 1, "main", False, checkpoint_id, seed, None, None, None)


def real(checkpoint_id: str, index: int, pool: str = "mnist-5000") -> PlannedTrial:
    return PlannedTrial(1, 1, "main", True, checkpoint_id, None, None, pool, index)
