"""Timing several training loops in turns, so that what else a machine does meets them all."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import torch

from benchmarks.machine import wait_for
from trainer.world import World


class Loop(Protocol):
    """Something that trains."""

    def take(self, steps: int) -> None:
        """Train for so many steps."""


@dataclass(frozen=True, eq=False)
class Contender:
    """A loop with the threads that each process gives it; `alone`: the first process's only."""

    loop: Loop
    threads: int
    alone: bool


@dataclass(frozen=True)
class Plan:
    """How long to measure: each contender for `seconds` over all `rounds`.

    A turn is a multiple of `every` steps; before the first, `warm_up` steps are not counted.
    """

    seconds: float
    rounds: int
    every: int
    warm_up: int


def in_turns(
    contenders: Sequence[Contender], plan: Plan, world: World, device: torch.device
) -> list[list[float]]:
    """Return the seconds a step of each contender, round by round; in all processes the same."""
    turns = []
    for contender in contenders:
        _seconds(contender, plan.warm_up, world, device)
        pace = _seconds(contender, 2 * plan.every, world, device)
        turns.append(plan.every * max(1, round(plan.seconds / plan.rounds / pace / plan.every)))
    rounds = [
        [
            _seconds(contender, steps, world, device)
            for contender, steps in zip(contenders, turns, strict=True)
        ]
        for _ in range(plan.rounds)
    ]
    return [list(times) for times in zip(*rounds, strict=True)]


def _seconds(contender: Contender, steps: int, world: World, device: torch.device) -> float:
    """Return the seconds a step that the first process measured, others waiting where it must."""
    world.wait()
    start = time.perf_counter()
    if world.writes or not contender.alone:
        torch.set_num_threads(contender.threads)
        contender.loop.take(steps)
        wait_for(device)
    return world.agree((time.perf_counter() - start) / steps, device)
