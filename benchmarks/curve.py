"""A run's quality over its course: the FID of each checkpoint, and the digits that led to it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from models.atomic import write_atomically
from models.classifier import short_id
from models.shelf import find
from trainer.evaluation.figures import Bench

FORMAT = "real-or-fake quality curve"


class CurveError(Exception):
    """A run has no curve, or a file holds none; the message is one sentence."""


@dataclass(frozen=True)
class Point:
    """One checkpoint: how many digits it has learnt from, and its classifier FID."""

    epoch: int
    images_seen: int
    fid: float


@dataclass(frozen=True)
class Curve:
    """The points of a run in their order, with what they were measured with and where."""

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

        >>> points = tuple(Point(n, 55_000 * n, 8.0 / n) for n in (1, 2, 4))
        >>> first, before = Curve("a", "sgd", {}, {}, points).reaches(4.5)
        >>> first.epoch, before.epoch
        (2, 1)
        """
        before = None
        for point in self.points:
            if point.fid <= fid:
                return point, before
            before = point
        return None, before


def measure(name: str, bench: Bench, machine: dict[str, str]) -> Curve:
    """Measure every checkpoint of the run that `name` stands for."""
    entries = find(name)
    points = tuple(
        Point(entry.metadata.epoch, entry.metadata.images_seen, bench.fid(entry))
        for entry in entries
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
