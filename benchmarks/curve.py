"""A run's quality over its time: the FID of each checkpoint, and the seconds that led to it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from models.atomic import write_atomically
from models.classifier import short_id
from models.shelf import Shelved, find
from trainer.evaluation.figures import Bench
from trainer.folder import RunFolder

FORMAT = "real-or-fake quality curve"


class CurveError(Exception):
    """A run has no curve, or a file holds none; the message is one sentence."""


@dataclass(frozen=True)
class Point:
    """One checkpoint: classifier FID, and seconds of training up to it."""

    epoch: int
    seconds: float
    fid: float


@dataclass(frozen=True)
class Curve:
    """The points of a run by their time, with what they were measured with and where.

    machine: facts of the machine that measured, which is to be the one that trained.
    """

    run: str
    preset: str
    measured_with: dict[str, str]
    machine: dict[str, str]
    points: tuple[Point, ...]

    @property
    def end(self) -> Point:
        return self.points[-1]

    def reaches(self, fid: float) -> tuple[Point | None, Point | None]:
        """Return the first point that is no worse than `fid`, and the one before it, if any.

        >>> points = tuple(Point(n, 10.0 * n, 8.0 / n) for n in (1, 2, 4))
        >>> first, before = Curve("a", "sgd", {}, {}, points).reaches(4.5)
        >>> first.seconds, before.seconds
        (20.0, 10.0)
        """
        before = None
        for point in self.points:
            if point.fid <= fid:
                return point, before
            before = point
        return None, before


def measure(name: str, bench: Bench, machine: dict[str, str]) -> Curve:
    """Measure every checkpoint of the run that `name` stands for.

    Raise CurveError where metrics.jsonl says no time for one.
    """
    entries = find(name)
    points = tuple(
        Point(entry.metadata.epoch, _seconds(entry), bench.fid(entry)) for entry in entries
    )
    first = entries[0].metadata
    return Curve(first.run, first.preset, what_measures(bench), machine, points)


def what_measures(bench: Bench) -> dict[str, str]:
    """Return what FIDs must share to be compared."""
    return {
        "dataset": bench.yardstick.name,
        "classifier": short_id(bench.classifier),
        "samples": str(bench.count),
    }


def keep(path: Path, curve: Curve) -> None:
    """Write the curve to `path` as JSON."""
    text = json.dumps({"format": FORMAT, **asdict(curve)}, indent=2)
    write_atomically(path, f"{text}\n".encode())


def read(path: Path) -> Curve:
    """Read what `keep` wrote; raise CurveError where the file holds something else."""
    try:
        values = json.loads(path.read_text("utf-8"))
        if values.pop("format") != FORMAT:
            raise ValueError("another kind of file")
        points = tuple(Point(**point) for point in values.pop("points"))
        if not points:
            raise ValueError("no points")
        return Curve(**values, points=points)
    except (AttributeError, KeyError, TypeError, ValueError) as why:
        raise CurveError(
            f"{path}: expected a curve that --keep wrote, found a fault in it ({why}); "
            f"name the run's folder instead"
        ) from None


def _seconds(entry: Shelved) -> float:
    lines: Sequence[dict[str, float]] = RunFolder(entry.path.parent).lines()
    for line in lines:
        if line["step"] == entry.metadata.step:
            return line["seconds"]
    raise CurveError(
        f"{entry.path}: expected its step {entry.metadata.step} in the run's metrics.jsonl, "
        f"found none; name a folder as the trainer left it"
    )
