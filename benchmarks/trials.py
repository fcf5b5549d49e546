"""What was tried: a run's difference from its preset, and how good its digits became."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from itertools import groupby
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.curve import CurveError, what_measures
from benchmarks.operations import of_our_steps
from models.atomic import write_atomically
from models.configs.catalogue import family_of
from models.shelf import find
from trainer.config import Config
from trainer.evaluation.figures import Bench
from trainer.folder import from_plain
from trainer.presets import PRESETS

FORMAT = "real-or-fake ablation"
WHERE_AND_HOW_LONG = (
    *(
        "preset",
        "network",
        "epochs",
        "schedule",
        "seed",
        "save_epochs",
        "out",
        "data_dir",
        "dataset",
    ),
    *("device", "threads", "precision", "channels_last", "captured", "weights", "window"),
)
"""Values of a config that no choice is judged by."""

HEAD = """\
# What was tried

Each row is the preset `sgd` with what the first column says changed, trained for a few epochs on
MNIST less the held-out digits: at a constant rate, as the long run begins, or with a cosine as long
as the short run. FID is that of `python -m trainer.evaluate`, as a multiple of what real training
digits score (the floor); a choice is to be judged over at least two seeds, and a row is worth no
more than its seeds agree. The cost is the floating-point operations of a training step for one
digit, real and fake, penalties in their share.

The rows are made by `python -m benchmarks.ablation RUN...` from the runs' own records, which stand
in [ablation.json](ablation.json).
"""


@dataclass(frozen=True)
class Trial:
    """One run: what was changed, by name of the option, and the FID of its last checkpoint."""

    preset: str
    changes: dict[str, Any]
    seed: int
    epochs: int
    schedule: str
    fid: float
    floor: float
    operations: float
    """Floating-point operations a digit of a training step."""
    measured_with: dict[str, str]

    @property
    def words(self) -> str:
        """The changes as one would give them to the trainer."""
        return ", ".join(f"{name} {value}" for name, value in self.changes.items()) or "as it is"

    @property
    def length(self) -> tuple[int, str]:
        """How long the run was, and how its rate fell: what choices are compared within."""
        return self.epochs, self.schedule

    @property
    def key(self) -> tuple[str, str, tuple[int, str], int]:
        """What no two trials have in common."""
        return self.preset, self.words, self.length, self.seed


def measure(run: Path, bench: Bench, floor: float) -> Trial:
    """Measure the last checkpoint of the run in folder `run`.

    Raise CurveError where it has no config or did not come to its end.
    """
    try:
        values = json.loads((run / "config.json").read_text("utf-8"))
        usual = PRESETS[values["preset"]].config
        config = from_plain(values | {"family": family_of(usual.network)})
    except (KeyError, OSError, TypeError, ValueError, OverflowError) as why:
        raise CurveError(
            f"{run}: expected a run's folder with its config.json, found a fault in it ({why}); "
            f"name a folder as the trainer left it"
        ) from None
    last = find(str(run))[-1]
    if last.metadata.epoch != config.epochs:
        raise CurveError(
            f"{run}: expected a checkpoint of its last epoch, {config.epochs}, found one of "
            f"{last.metadata.epoch}; go on with python -m trainer --resume {run}"
        )
    with TemporaryDirectory() as scratch:
        counted = replace(config, dataset="bundled", data_dir=None)
        operations = of_our_steps(counted, Path(scratch) / "run") / config.batch
    return Trial(
        preset=config.preset,
        changes=_changes(config, usual),
        seed=config.seed,
        epochs=config.epochs,
        schedule=config.schedule,
        fid=bench.fid(last),
        floor=floor,
        operations=operations,
        measured_with=what_measures(bench),
    )


def keep(path: Path, trials: Iterable[Trial]) -> None:
    """Write `trials` to `path` as JSON, each in a line."""
    lines = ",\n".join(json.dumps(asdict(trial)) for trial in trials)
    text = f'{{"format": "{FORMAT}", "trials": [\n{lines}\n]}}\n'
    write_atomically(path, text.encode())


def read(path: Path) -> tuple[Trial, ...]:
    """Read what `keep` wrote; raise CurveError where the file holds something else."""
    try:
        values = json.loads(path.read_text("utf-8"))
        if values["format"] != FORMAT:
            raise ValueError("another kind of file")
        return tuple(Trial(**trial) for trial in values["trials"])
    except (KeyError, TypeError, ValueError) as why:
        raise CurveError(
            f"{path}: expected the records of python -m benchmarks.ablation, found a fault in "
            f"them ({why}); restore the file from the repository"
        ) from None


def as_markdown(trials: Iterable[Trial]) -> str:
    """Return a table of all trials: a row a choice, the best first, for each length of runs."""
    ordered = sorted(trials, key=lambda trial: (trial.length, trial.words, trial.seed))
    parts = [HEAD]
    for (epochs, schedule), alike in groupby(ordered, key=lambda trial: trial.length):
        choices = [list(group) for _, group in groupby(alike, key=lambda trial: trial.words)]
        choices.sort(key=lambda choice: mean(trial.fid for trial in choice))
        parts.append(
            f"## After {epochs} epochs, {schedule} rate\n\n"
            "| changed | FID, × floor | of each seed | Mflop a digit |\n"
            "| --- | --- | --- | --- |\n" + "".join(map(_row, choices))
        )
    return "\n".join(parts)


def _row(choice: Sequence[Trial]) -> str:
    scores = {trial.seed: trial.fid / trial.floor for trial in choice}
    each = ", ".join(f"{score:.1f}" for _, score in sorted(scores.items()))
    return (
        f"| {choice[0].words} | {mean(scores.values()):.1f} | {each} | "
        f"{choice[0].operations / 1e6:.0f} |\n"
    )


def _changes(config: Config, usual: Config) -> dict[str, Any]:
    """Return the options that differ from the preset's, those of the networks among them."""
    found = {**_options(config), **asdict(config.network)}
    expected = {**_options(usual), **asdict(usual.network)}
    return {name: value for name, value in found.items() if value != expected[name]}


def _options(config: Config) -> dict[str, Any]:
    return {
        entry.name: getattr(config, entry.name)
        for entry in fields(config)
        if entry.name not in WHERE_AND_HOW_LONG
    }
