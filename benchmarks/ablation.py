"""`python -m benchmarks.ablation`: what was tried, as a table made from the runs' own records."""

from __future__ import annotations

import os

# As for the trainer: threads that spin while they wait slow a busy machine down.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import tyro

from benchmarks.curve import CurveError, what_measures
from benchmarks.trials import Trial, as_markdown, keep, measure, read
from models.classifier import ClassifierError, load_classifier
from models.digits import PackError
from models.metadata import CheckpointError
from models.wording import hindrance
from trainer.config import Source
from trainer.evaluation.figures import Bench
from trainer.evaluation.yardstick import find_yardstick
from trainer.mnist import DataError

DONE, FAILED, INTERRUPTED = 0, 1, 130
ROOT = Path(__file__).resolve().parent.parent
RECORDS, TABLE = ROOT / "docs" / "ablation.json", ROOT / "docs" / "ablation.md"


@dataclass(frozen=True)
class Command:
    """Measure finished runs, add them to the records, and write the table of all."""

    runs: Annotated[tuple[Path, ...], tyro.conf.Positional, tyro.conf.arg(metavar="RUN...")] = ()
    """Folders of runs as the trainer left them; without any the table is written anew."""
    samples: int = 10_000
    """Fakes of each run's last checkpoint."""
    data_dir: Path | None = None
    dataset: Source = "auto"
    """As for trainer.evaluate."""
    records: Path = RECORDS
    table: Path = TABLE


def main(arguments: Sequence[str]) -> int:
    """Run the command line; return the exit code."""
    command = tyro.cli(Command, args=arguments, prog="python -m benchmarks.ablation")
    try:
        trials = _with_new_ones(command)
        command.table.parent.mkdir(parents=True, exist_ok=True)
        command.table.write_text(as_markdown(trials), encoding="utf-8")
    except (CheckpointError, ClassifierError, CurveError, DataError, PackError) as why:
        return _say(why)
    except OSError as why:
        return _say(hindrance(why))
    except KeyboardInterrupt:
        return INTERRUPTED
    print(f"{command.table}: {len(trials)} runs")
    return DONE


def _with_new_ones(command: Command) -> tuple[Trial, ...]:
    trials = read(command.records) if command.records.exists() else ()
    if not command.runs:
        return trials
    yardstick = find_yardstick(command.dataset, command.data_dir)
    bench = Bench(yardstick, load_classifier(), command.samples, two_sample=False)
    wanted = what_measures(bench)
    for trial in trials:
        if trial.measured_with != wanted:
            raise CurveError(
                f"{command.records}: expected figures of {json.dumps(wanted)}, found those of "
                f"{json.dumps(trial.measured_with)}; name another file with --records"
            )
    floor = bench.floor().fid
    for run in command.runs:
        trial = measure(run, bench, floor)
        trials = (*(each for each in trials if each.key != trial.key), trial)
        print(f"{run}: {trial.words}, seed {trial.seed}: FID {trial.fid:.2f}", flush=True)
        keep(command.records, trials)
    return trials


def _say(why: object) -> int:
    print(f"python -m benchmarks.ablation: {why}", file=sys.stderr)
    return FAILED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
