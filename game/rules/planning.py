"""Planning one trial: a forger's fake of some seed, or a real that stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

from game.rules.forgers import Forger
from game.rules.trials import PlannedTrial


@dataclass(frozen=True)
class Place:
    """Where a trial stands in its session."""

    number: int
    """1, 2, …"""
    block: int = 1
    phase: str = "main"


def plan_fake(place: Place, forger: Forger, seed: int) -> PlannedTrial:
    """Show the forger's fake of this seed; a conditional one is asked for the class seed mod 10."""
    return PlannedTrial(
        number=place.number,
        block=place.block,
        phase=place.phase,
        is_real=False,
        checkpoint_id=forger.id,
        digit_seed=seed,
        digit_label=label_of(forger, seed),
        real_pool=None,
        real_index=None,
    )


def plan_real(place: Place, forger: Forger, index: int) -> PlannedTrial:
    """Show the real digit at an index of the forger's pool, to balance the forger's share."""
    return PlannedTrial(
        number=place.number,
        block=place.block,
        phase=place.phase,
        is_real=True,
        checkpoint_id=forger.id,
        digit_seed=None,
        digit_label=None,
        real_pool=forger.reals.name,
        real_index=index,
    )


def label_of(forger: Forger, seed: int) -> int | None:
    """The class that a conditional forger is asked for under a seed; None for any other."""
    return seed % 10 if forger.conditional else None
