"""The pictures of an evaluation: digits of each checkpoint, and its figures over the epochs."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from models.atomic import write_atomically
from trainer.evaluation.figures import Figures, Judged
from trainer.evaluation.report import Report
from trainer.plots import ACCENT, INK, PAPER

ROWS, COLUMNS = 2, 20
SHADES = (ACCENT, INK, "#3f6f8c", "#8a6d1f", "#5b7a3a")
MEASURES: tuple[tuple[str, Callable[[Figures], float]], ...] = (
    ("FID", lambda figures: figures.fid),
    ("density", lambda figures: figures.manifold.density),
    ("coverage", lambda figures: figures.manifold.coverage),
)


def draw_digits(path: Path, report: Report) -> None:
    """Write to `path` the first digits of each checkpoint, below as many real ones."""
    reals = report.bench.yardstick.some_training_digits(ROWS * COLUMNS)
    sets = [("real", reals), *((judged.entry.name, judged.digits) for judged in report.judged)]
    figure = Figure(figsize=(12, 1.55 * len(sets)), dpi=110, facecolor=PAPER, layout="constrained")
    for axes, (name, digits) in zip(np.ravel(figure.subplots(len(sets), 1)), sets, strict=True):
        axes.imshow(_sheet(digits), cmap="gray", vmin=0, vmax=255)
        axes.set_title(name, loc="left", fontsize=10, color=INK)
        axes.set_axis_off()
    _keep(figure, path)


def draw_epochs(path: Path, report: Report) -> None:
    """Write FID, density and coverage over the epochs to `path`, a line a run, with the floor."""
    runs = [
        sorted(run, key=lambda judged: judged.entry.metadata.epoch)
        for _, run in groupby(sorted(report.judged, key=_run_of), key=_run_of)
    ]
    figure = Figure(figsize=(12, 4), dpi=120, facecolor=PAPER, layout="constrained")
    for axes, (name, value) in zip(figure.subplots(1, len(MEASURES)), MEASURES, strict=True):
        for number, run in enumerate(runs):
            epochs = [judged.entry.metadata.epoch for judged in run]
            values = [value(judged.figures) for judged in run]
            shade = SHADES[number % len(SHADES)]
            axes.plot(epochs, values, "o-", color=shade, markersize=4, linewidth=1.2)
            _say(axes, epochs[-1], values[-1], run[0].entry.metadata.run, shade)
        floor = value(report.floor)
        axes.axhline(floor, color=INK, linewidth=0.8, linestyle=":")
        axes.annotate(
            f"real digits {floor:.2f}",
            (0, floor),
            (4, 3),
            xycoords=axes.get_yaxis_transform(),
            textcoords="offset points",
            fontsize=8,
            color=INK,
        )
        _dress(axes, name)
    _keep(figure, path)


def _sheet(digits: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Lay the first 40 digits out as one picture, 20 a row; a smaller set leaves room blank."""
    cells = np.zeros((ROWS * COLUMNS, 28, 28), np.uint8)
    shown = digits[: ROWS * COLUMNS]
    cells[: len(shown)] = shown
    rows = cells.reshape(ROWS, COLUMNS, 28, 28).transpose(0, 2, 1, 3)
    return rows.reshape(ROWS * 28, COLUMNS * 28)


def _say(axes: Axes, x: float, y: float, text: str, shade: str) -> None:
    axes.annotate(
        text, (x, y), (0, 8), textcoords="offset points", ha="right", fontsize=9, color=shade
    )


def _dress(axes: Axes, name: str) -> None:
    if name == "FID":
        axes.set_yscale("log")
    axes.set_facecolor(PAPER)
    axes.set_title(name, loc="left", fontsize=11, color=INK)
    axes.set_xlabel("epoch")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _run_of(judged: Judged) -> tuple[str, str]:
    return judged.entry.metadata.run_started_at, judged.entry.metadata.run


def _keep(figure: Figure, path: Path) -> None:
    data = io.BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(data, format="png", facecolor=figure.get_facecolor())
    write_atomically(path, data.getvalue())
