"""The floating-point operations of a training step, counted as they are taken."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from pathlib import Path

from torch.utils.flop_counter import FlopCounterMode

from benchmarks.ours import OurLoop
from benchmarks.turns import Loop
from trainer.config import Config
from trainer.run import begin_run
from trainer.world import ALONE


def of_steps(loop: Loop, config: Config) -> float:
    """Return the mean over the steps from one penalty to the next."""
    with FlopCounterMode(display=False) as counter:
        loop.take(config.penalty_every)
    return float(counter.get_total_flops()) / config.penalty_every


def of_our_steps(config: Config, scratch: Path) -> float:
    """Return that of the trainer's own steps, of a run that is begun in the folder `scratch`.

    They are counted on the CPU and in one part, where they are the same: those of other threads, or
    replayed from a CUDA graph, cannot be seen.
    """
    on_cpu = dataclasses.replace(
        config, device="cpu", precision="float32", parts=1, captured=False, out=scratch
    )
    return of_steps(OurLoop(begin_run(on_cpu, datetime.now(UTC), ALONE)), config)
