"""`python -m trainer.evaluate`: how far the digits of checkpoints are from real ones."""

from __future__ import annotations

import os

# As for the trainer: threads that spin while they wait slow a busy machine down.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import errno
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import tyro
from rich.console import Console

from models.atomic import write_atomically
from models.classifier import ClassifierError, load_classifier
from models.digits import PackError
from models.metadata import CheckpointError
from models.shelf import Shelved, find
from models.wording import reason
from trainer.evaluation.drawing import draw_digits, draw_epochs
from trainer.evaluation.figures import Bench
from trainer.evaluation.report import Report, as_table, as_values, notes
from trainer.evaluation.yardstick import Source, find_yardstick
from trainer.mnist import DataError

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
LEAST_SAMPLES = 100


@dataclass(frozen=True)
class Command:
    """Measure checkpoints side by side, with real digits as the floor."""

    checkpoints: Annotated[
        tuple[str, ...], tyro.conf.Positional, tyro.conf.arg(metavar="CHECKPOINT...")
    ] = ()
    """Each a file, a run's folder (all its checkpoints) or a checkpoint id."""
    samples: int = 10_000
    """Fakes of each checkpoint, those of the seeds 0, 1, 2, …"""
    data_dir: Path | None = None
    """A folder with MNIST/raw in it, or to download MNIST to; by default the user's cache."""
    dataset: Source = "auto"
    """Real digits to measure against: MNIST, the bundled 5,000, or auto: MNIST if it can be had."""
    two_sample: bool = True
    """Train a network for each, and one for the floor, to tell it from real digits."""
    json: Path | None = None
    """A file for every figure."""
    out: Path | None = None
    """A folder for a picture of samples and a plot over the epochs."""


def main(arguments: Sequence[str]) -> int:
    """Run the command line; return the exit code."""
    command = tyro.cli(Command, args=arguments, prog="python -m trainer.evaluate")
    if fault := _fault(command):
        return _say(fault, WRONG_USAGE)
    try:
        _evaluate(command)
    except (CheckpointError, ClassifierError, DataError, PackError) as why:
        return _say(why, FAILED)
    except OSError as why:
        return _say(
            f"{why.filename or 'the disk'}: expected what can be read and written, found "
            f"{reason(why)}; mend that, or name another",
            FAILED,
        )
    except KeyboardInterrupt:
        return INTERRUPTED
    return DONE


def _fault(command: Command) -> str | None:
    if not command.checkpoints:
        return "CHECKPOINT: expected a file, a run's folder or a checkpoint id, found none"
    if command.samples < LEAST_SAMPLES:
        return f"--samples: expected at least {LEAST_SAMPLES}, found {command.samples}"
    return None


def _evaluate(command: Command) -> None:
    entries = _entries(command.checkpoints)
    _make_room(command)
    classifier = load_classifier()
    said = Console(stderr=True, highlight=False)
    with said.status("real digits"):
        bench = Bench(
            find_yardstick(command.dataset, command.data_dir),
            classifier,
            command.samples,
            two_sample=command.two_sample,
        )
        floor = bench.floor()
    judged = []
    for number, entry in enumerate(entries, 1):
        with said.status(f"{entry.name} ({number} of {len(entries)})"):
            judged.append(bench.judge(entry))
        said.print(f"{entry.name}: FID {judged[-1].figures.fid:.2f}", soft_wrap=True)
    report = Report(bench, floor, judged)
    console = Console(highlight=False)
    console.print(as_table(report))
    console.print(notes(report), soft_wrap=True)
    if command.json:
        values = as_values(report, datetime.now().astimezone())
        write_atomically(command.json, (json.dumps(values, indent=2) + "\n").encode())
    if command.out:
        draw_digits(command.out / "samples.png", report)
        draw_epochs(command.out / "epochs.png", report)


def _make_room(command: Command) -> None:
    # Before minutes are spent on figures that could not be written.
    if command.out:
        command.out.mkdir(parents=True, exist_ok=True)
    if command.json:
        command.json.parent.mkdir(parents=True, exist_ok=True)
        if command.json.is_dir():
            raise IsADirectoryError(errno.EISDIR, "expected a file, found a folder", command.json)


def _entries(names: Sequence[str]) -> tuple[Shelved, ...]:
    """Return the checkpoints that `names` stand for, each once, in the order given."""
    found = {entry.path.resolve(): entry for name in names for entry in find(name)}
    return tuple(found.values())


def _say(why: object, code: int) -> int:
    print(f"python -m trainer.evaluate: {why}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
