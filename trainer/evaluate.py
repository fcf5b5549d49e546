"""`python -m trainer.evaluate`: how far the digits of checkpoints are from real ones."""

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

from trainer.config import Source

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
        return _measured(command)
    except KeyboardInterrupt:
        return INTERRUPTED


def _measured(command: Command) -> int:
    # Imported here: a help text or a word on a slip need not wait for torch.
    from models.classifier import ClassifierError
    from models.digits import PackError
    from models.metadata import CheckpointError
    from models.wording import hindrance
    from trainer.evaluation.measuring import evaluate
    from trainer.mnist import DataError

    try:
        evaluate(command)
    except (CheckpointError, ClassifierError, DataError, PackError) as why:
        return _say(why, FAILED)
    except OSError as why:
        return _say(hindrance(why), FAILED)
    return DONE


def _fault(command: Command) -> str | None:
    if not command.checkpoints:
        return "CHECKPOINT: expected a file, a run's folder or a checkpoint id, found none"
    if command.samples < LEAST_SAMPLES:
        return f"--samples: expected at least {LEAST_SAMPLES}, found {command.samples}"
    return None


def _say(why: object, code: int) -> int:
    print(f"python -m trainer.evaluate: {why}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
