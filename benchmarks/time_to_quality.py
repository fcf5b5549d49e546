"""`python -m benchmarks.time_to_quality A B`: when run A was as good as run B at its end."""

from __future__ import annotations

import os

# As for the trainer: threads that spin while they wait slow a busy machine down.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import tyro

from benchmarks.curve import Curve, CurveError, keep, measure, read, what_measures
from benchmarks.machine import facts
from benchmarks.pace import in_digits_a_second
from models.atomic import make_room
from models.classifier import ClassifierError, load_classifier
from models.digits import PackError
from models.metadata import CheckpointError
from models.wording import hindrance
from trainer.config import Source
from trainer.evaluation.figures import Bench
from trainer.evaluation.yardstick import find_yardstick
from trainer.memory import keep_freed_memory
from trainer.mnist import DataError

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


@dataclass(frozen=True)
class Command:
    """Measure the FID of every checkpoint of one or two runs, as trainer.evaluate does."""

    runs: Annotated[tuple[str, ...], tyro.conf.Positional, tyro.conf.arg(metavar="A [B]")] = ()
    """Folders of runs, or curves that were kept as .json."""
    samples: int = 10_000
    """Fakes of each checkpoint."""
    data_dir: Path | None = None
    dataset: Source = "auto"
    """As for trainer.evaluate."""
    seconds: float = 60.0
    """How long each preset's steps are timed, in turns with the other's."""
    keep: Path | None = None
    """A file for the curve of the run named last: where its checkpoints are not at hand any more,
    it stands for them."""


def main(arguments: Sequence[str]) -> int:
    """Run the command line; return the exit code."""
    command = tyro.cli(Command, args=arguments, prog="python -m benchmarks.time_to_quality")
    keep_freed_memory()
    if len(command.runs) not in (1, 2):
        return _say(f"A [B]: expected one or two runs, found {len(command.runs)}", WRONG_USAGE)
    try:
        _compare(command)
    except (CheckpointError, ClassifierError, CurveError, DataError, PackError) as why:
        return _say(why, FAILED)
    except OSError as why:
        return _say(hindrance(why), FAILED)
    except KeyboardInterrupt:
        return INTERRUPTED
    return DONE


def _compare(command: Command) -> None:
    if command.keep:
        make_room(command.keep)
    yardstick = find_yardstick(command.dataset, command.data_dir)
    bench = Bench(yardstick, load_classifier(), command.samples, two_sample=False)
    machine = facts()
    for name, value in machine.items():
        print(f"{name}: {value}")
    curves: list[Curve] = []
    for name in command.runs:
        curve = read(Path(name)) if name.endswith(".json") else measure(name, bench, machine)
        _expect_alike(name, curve, bench)
        print(f"\n{curve.run} ({curve.preset}), measured on {curve.machine['processor']}")
        for point in curve.points:
            print(f"  epoch {point.epoch:3}  {point.images_seen:10,} digits  FID {point.fid:.2f}")
        curves.append(curve)
    if command.keep:
        keep(command.keep, curves[-1])
    if len(curves) == 2:
        paces = in_digits_a_second([curve.preset for curve in curves], command.seconds)
        for curve, pace in zip(curves, paces, strict=True):
            print(f"\n{curve.preset} learns from {pace:,.0f} digits/s here")
        print(f"\n{_verdict(curves[0], paces[0], curves[1], paces[1])}")


def _verdict(a: Curve, pace_a: float, b: Curve, pace_b: float) -> str:
    first, before = a.reaches(b.end.fid)
    whole = b.end.images_seen / pace_b
    aim = f"{b.run} ends with FID {b.end.fid:.2f} after {whole:,.0f} s"
    if first is None:
        return f"{aim}; {a.run} does not reach that in {a.end.images_seen / pace_a:,.0f} s"
    needed = first.images_seen / pace_a
    earlier = f"after epoch {before.epoch} it had not" if before else "there is none before it"
    return (
        f"{aim}; {a.run} has it at its checkpoint of epoch {first.epoch}, after {needed:,.0f} s "
        f"({earlier}): {whole / needed:,.1f} times as fast"
    )


def _expect_alike(name: str, curve: Curve, bench: Bench) -> None:
    wanted = what_measures(bench)
    if curve.measured_with != wanted:
        raise CurveError(
            f"{name}: expected FIDs of {_listed(wanted)}, found those of "
            f"{_listed(curve.measured_with)}; FIDs of different measures do not compare"
        )


def _listed(values: dict[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items())


def _say(why: object, code: int) -> int:
    print(f"python -m benchmarks.time_to_quality: {why}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
