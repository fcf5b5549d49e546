"""How many digits a second presets learn from, timed in turns."""

from __future__ import annotations

import dataclasses
import math
import statistics
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.machine import cores
from benchmarks.ours import OurLoop
from benchmarks.turns import Contender, Plan, in_turns
from trainer.presets import config_of
from trainer.run import begin_run
from trainer.world import ALONE

ROUNDS = 4


def in_digits_a_second(presets: Sequence[str], seconds: float) -> list[float]:
    """Return the pace of each preset on this machine, with all its cores.

    Each is timed for `seconds` in all, by turns, so that what else the machine does meets them
    all. The bundled digits are as good as MNIST for it.
    """
    with tempfile.TemporaryDirectory() as scratch:
        runs = [
            begin_run(
                dataclasses.replace(
                    config_of(preset), dataset="bundled", out=Path(scratch) / str(number)
                ),
                datetime.now(UTC),
            )
            for number, preset in enumerate(presets)
        ]
        every = math.lcm(*(run.config.penalty_every for run in runs))
        contenders = [Contender(OurLoop(run), cores(), alone=True) for run in runs]
        rounds = in_turns(contenders, Plan(seconds, ROUNDS, every, every), ALONE, runs[0].device)
    return [
        run.config.batch / statistics.median(times) for run, times in zip(runs, rounds, strict=True)
    ]
