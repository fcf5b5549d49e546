"""`python -m benchmarks.training_step`: our training step against a plain loop of the same nets."""

from __future__ import annotations

import os

# As for the trainer, and for both loops alike.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import dataclasses
import json
import math
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import torch
import tyro

from benchmarks.machine import cores, facts, matrix_rate
from benchmarks.operations import of_our_steps, of_steps
from benchmarks.ours import OurLoop
from benchmarks.plain import PlainLoop
from benchmarks.turns import Contender, Plan, in_turns
from models.atomic import write_atomically
from trainer.config import Config, ConfigError
from trainer.memory import keep_freed_memory
from trainer.mnist import DataError
from trainer.presets import PRESETS, config_of
from trainer.run import Run, begin_run
from trainer.voice import one_voice
from trainer.world import World, the_world

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
WARM_UP = 6
"""Times the steps from one penalty to the next: on a CUDA device steps are captured meanwhile."""


@dataclass(frozen=True)
class Command:
    """Measure both in turns, so that what else the machine does meets both."""

    preset: str = "sgd"
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    dataset: Literal["auto", "mnist", "bundled"] = "auto"
    data_dir: Path | None = None
    """As for the trainer."""
    captured: bool = False
    """As for the trainer too: on a CUDA device, our steps as CUDA graphs."""
    seconds: float = 60.0
    """For each loop in each setting, over all rounds."""
    rounds: int = 6
    workers: int = 2
    """Processes of the plain loop's DataLoader; the public example has two."""
    json: Path | None = None
    """A file for every figure."""


@dataclass(frozen=True)
class Setting:
    """What was measured with so many threads and processes; rates are digits or operations a
    second, `ratios` ours over the plain loop's digits a second, round by round.
    """

    processes: int
    threads: int
    ours: float
    plain: float
    ratios: tuple[float, ...]
    matrix_rate: float
    ours_of_matrix_rate: float
    plain_of_matrix_rate: float

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)


def main(arguments: Sequence[str]) -> int:
    """Run the command line; return the exit code."""
    command = tyro.cli(Command, args=arguments, prog="python -m benchmarks.training_step")
    keep_freed_memory()
    try:
        with the_world() as world, tempfile.TemporaryDirectory() as scratch:
            _measure(command, world, Path(scratch))
    except ConfigError as why:
        return _say(why, WRONG_USAGE)
    except DataError as why:
        return _say(why, FAILED)
    except KeyboardInterrupt:
        return INTERRUPTED
    return DONE


def _measure(command: Command, world: World, scratch: Path) -> None:
    config = _config(command, scratch / "run")
    run = begin_run(config, datetime.now(UTC), world)
    plain = PlainLoop(config, run.digits.training, run.device, command.workers)
    operations = (0.0, 0.0)
    if world.writes:
        operations = of_our_steps(config, scratch / "counted"), of_steps(plain, config)
    settings = [_setting(command, run, plain, threads, operations) for threads in _threads(run)]
    if not world.writes:
        return
    kind = f"{run.device}, {'bfloat16' if run.bfloat16 else 'float32'}"
    for name, value in facts().items():
        print(f"{name}: {value}")
    print(
        f"preset {config.preset}: batch {config.batch}, penalties every {config.penalty_every} "
        f"steps, {kind}; {operations[0] / 1e9:.2f} GFLOP a step, the plain loop's "
        f"{operations[1] / 1e9:.2f}"
    )
    for setting in settings:
        print(_words(setting))
    digits = config.epochs * len(run.digits.training.images)
    fastest = max(setting.ours for setting in settings)
    print(
        f"{config.epochs} epochs of {run.digits.name}, {digits:,} digits, take "
        f"{digits / fastest / 60:,.0f} minutes at {fastest:,.0f} digits/s"
    )
    if command.json:
        values = {
            "machine": facts(),
            "preset": config.preset,
            "computed_in": kind,
            "operations_a_step": {"ours": operations[0], "plain": operations[1]},
            "settings": [asdict(each) | {"ratio": each.ratio} for each in settings],
        }
        write_atomically(command.json, (json.dumps(values, indent=2) + "\n").encode())


def _config(command: Command, out: Path) -> Config:
    if command.preset not in PRESETS:
        raise ConfigError(f"--preset: expected one of {', '.join(PRESETS)}, found {command.preset}")
    return dataclasses.replace(
        config_of(command.preset),
        dataset=command.dataset,
        data_dir=command.data_dir,
        device=command.device,
        captured=command.captured,
        out=out,
    )


def _threads(run: Run) -> list[int]:
    if run.world.size > 1:
        return [max(1, cores() // run.world.size)]
    return sorted({1, cores()}) if run.device.type == "cpu" else [cores()]


def _setting(
    command: Command, run: Run, plain: PlainLoop, threads: int, operations: tuple[float, float]
) -> Setting:
    """Measure both loops in turns; beside several processes the plain loop has all cores."""
    world, every = run.world, run.config.penalty_every
    of_plain = cores() if world.size > 1 else threads
    ours, its = in_turns(
        [
            Contender(OurLoop(dataclasses.replace(run, threads=threads)), threads, alone=False),
            Contender(plain, of_plain, alone=True),
        ],
        Plan(command.seconds, command.rounds, every, WARM_UP * every),
        world,
        run.device,
    )
    rate = math.nan
    if world.writes:
        torch.set_num_threads(of_plain)
        rate = matrix_rate(run.device, torch.bfloat16 if run.bfloat16 else torch.float32)
    world.wait()
    own, plain_step = statistics.median(ours), statistics.median(its)
    return Setting(
        processes=world.size,
        threads=threads,
        ours=run.config.batch / own,
        plain=run.config.batch / plain_step,
        ratios=tuple(slow / fast for fast, slow in zip(ours, its, strict=True)),
        matrix_rate=rate,
        ours_of_matrix_rate=operations[0] / own / rate,
        plain_of_matrix_rate=operations[1] / plain_step / rate,
    )


def _words(setting: Setting) -> str:
    threads = f"{setting.threads} thread{'s' if setting.threads > 1 else ''}"
    who = threads if setting.processes == 1 else f"{setting.processes} processes of {threads}"
    return (
        f"{who}: ours {setting.ours:,.0f} digits/s, plain loop {setting.plain:,.0f} digits/s, "
        f"ratio {setting.ratio:.2f} (rounds {min(setting.ratios):.2f} to "
        f"{max(setting.ratios):.2f}); matrix product {setting.matrix_rate / 1e9:,.0f} GFLOP/s, of "
        f"which ours reaches {setting.ours_of_matrix_rate:.0%}, the plain loop "
        f"{setting.plain_of_matrix_rate:.0%}"
    )


def _say(why: object, code: int) -> int:
    print(f"python -m benchmarks.training_step: {why}", file=sys.stderr)
    return code


if __name__ == "__main__":
    with one_voice():
        sys.exit(main(sys.argv[1:]))
