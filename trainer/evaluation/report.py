"""What was measured, as a table for people and as plain values for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from rich import box
from rich.table import Table

from models.classifier import short_id
from trainer.evaluation.figures import Bench, Figures, Judged
from trainer.evaluation.measures import NEIGHBOURS

FORMAT_VERSION = 1


@dataclass(frozen=True, eq=False)
class Report:
    """The floor, and each checkpoint beside it."""

    bench: Bench
    floor: Figures
    judged: Sequence[Judged]


def as_table(report: Report) -> Table:
    """Return one row for the real digits and one for each checkpoint."""
    # Narrow: all of it is to stand in the 80 columns of a terminal.
    table = Table(header_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("digits of", overflow="fold", vertical="bottom")
    for heading in _headings(report):
        table.add_column(heading, justify="right", vertical="bottom")
    table.add_row("real (the floor)", *_cells(report.floor, report.floor))
    for judged in report.judged:
        table.add_row(judged.entry.name, *_cells(judged.figures, report.floor))
    return table


def notes(report: Report) -> str:
    """Return what one must know to read the table, a sentence a line."""
    bench = report.bench
    yardstick = bench.yardstick
    classifier = bench.classifier
    lines = [
        f"{bench.count:,} digits each (seeds 0 to {bench.count - 1:,}), one at a time as in the "
        f"game, against {len(yardstick.test.images):,} test digits of {yardstick.name}.",
        f"FID: on the features of classifier {short_id(classifier)}, which reads "
        f"{classifier.card.test_accuracy:.2%} of MNIST's test digits.",
        f"Density, coverage: {bench.for_neighbours:,} on each side, k = {NEIGHBOURS}; "
        f"alike is the floor, not 1.",
        "Classes: the largest deviation of a digit's share from the true one, in points.",
        "Copies: share nearer to a training digit than 99 % of the test digits are"
        + (
            "; – where those that the checkpoint learnt from are not at hand."
            if any(judged.figures.copies is None for judged in report.judged)
            else "."
        ),
    ]
    if any(judged.entry.metadata.conditional for judged in report.judged):
        lines.append(
            "Checkpoints that can be told the digit are asked for the classes of the test digits."
        )
    if report.floor.two_sample:
        low, high = report.floor.two_sample.interval()
        lines.append(
            f"Two-sample: how often a fresh network tells them from test digits, in the game's "
            f"greys, on {report.floor.two_sample.held_out:,} that it has not seen, half of them "
            f"real; a coin is right in 50 %, and luck moves a figure by {50 * (high - low):.1f} "
            f"points (95 %)."
        )
    return "\n".join([*([f"{yardstick.notice}."] if yardstick.notice else []), *lines])


def as_values(report: Report, now: datetime) -> dict[str, Any]:
    """Return every figure with counts, dataset and classifier, ready for JSON."""
    bench, two_sample = report.bench, report.floor.two_sample
    return {
        "format": "real-or-fake evaluation",
        "format_version": FORMAT_VERSION,
        "created_at": now.isoformat(timespec="seconds"),
        "dataset": bench.yardstick.name,
        "notice": bench.yardstick.notice,
        "classifier": {"sha256": bench.classifier.id, **asdict(bench.classifier.card)},
        "samples": {
            "fakes": bench.count,
            "first_seed": 0,
            "labels": "those of the test digits, where a checkpoint can be told the digit",
            "test_digits": len(bench.yardstick.test.images),
            "for_density_and_coverage": bench.for_neighbours,
            "neighbours": NEIGHBOURS,
            "held_out_for_two_sample": two_sample and two_sample.held_out,
        },
        "true_shares": bench.yardstick.shares.tolist(),
        "floor": _values(report.floor, report.floor),
        "checkpoints": [
            {**_identity(judged), **_values(judged.figures, report.floor)}
            for judged in report.judged
        ],
    }


def _headings(report: Report) -> tuple[str, ...]:
    headings = ("FID", "×\nfloor", "den-\nsity", "cover-\nage", "classes", "copies")
    return (*headings, "two-\nsample") if report.floor.two_sample else headings


def _cells(figures: Figures, floor: Figures) -> tuple[str, ...]:
    cells = (
        f"{figures.fid:.2f}",
        f"{figures.fid / floor.fid:.1f}",
        f"{figures.manifold.density:.2f}",
        f"{figures.manifold.coverage:.2f}",
        f"{figures.deviation:.1f}",
        "–" if figures.copies is None else f"{figures.copies:.1%}",
    )
    return (*cells, f"{figures.two_sample.accuracy:.1%}") if figures.two_sample else cells


def _values(figures: Figures, floor: Figures) -> dict[str, Any]:
    test = figures.two_sample
    return {
        "fid": figures.fid,
        "fid_in_floors": figures.fid / floor.fid,
        **asdict(figures.manifold),
        "class_deviation_points": figures.deviation,
        "class_shares": list(figures.shares),
        "copies": figures.copies,
        "two_sample_accuracy": test and test.accuracy,
        "two_sample_interval": test and list(test.interval()),
    }


def _identity(judged: Judged) -> dict[str, Any]:
    metadata = judged.entry.metadata
    return {
        "id": judged.entry.id,
        "path": str(judged.entry.path),
        "run": metadata.run,
        "preset": metadata.preset,
        "family": metadata.family,
        "epoch": metadata.epoch,
        "images_seen": metadata.images_seen,
        "dataset": metadata.dataset,
        "seed": metadata.seed,
    }
