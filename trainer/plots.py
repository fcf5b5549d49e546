"""The pictures that are drawn with axes and words: losses, and fakes beside reals."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from models.atomic import write_atomically

Side = Literal["bottom", "top"]

INK, ACCENT, PAPER = "#2b2622", "#9c2f24", "#f6f0e4"
ROWS, COLUMNS = 5, 8
CELL_WIDTH, CELL_HEIGHT = 31, 37
"""Of one digit with its verdict, in pixels of the digit."""
RAW = "What the discriminator in training says of its batches: 1 real, 0 forged"
CALIBRATED = "over each digit its validity, the kept discriminator's verdict, calibrated: 1 real"


def draw_losses(path: Path, lines: Sequence[dict[str, float]]) -> None:
    """Write losses and raw verdicts over epochs to `path`, from lines of metrics.jsonl.

    A raw verdict is what the discriminator in training says of the digits that it learns from, 0–1,
    the mean over the steps of a line; validity, in `draw_samples`, is calibrated.
    """
    figure = Figure(figsize=(9, 5), dpi=120, facecolor=PAPER, layout="constrained")
    losses, verdicts = figure.subplots(2, 1, sharex=True)
    epochs = [line["epoch"] for line in lines]
    sides: tuple[Side, Side] = ("bottom", "top")
    for axes, upper, lower in ((losses, "loss_d", "loss_g"), (verdicts, "real", "fake")):
        for key, colour, side in zip((upper, lower), (INK, ACCENT), sides, strict=True):
            values = [line[key] for line in lines]
            # A run of a few steps has one line of metrics, and a curve of one point is no curve.
            marker = "o" if len(values) == 1 else ""
            axes.plot(epochs, values, color=colour, linewidth=1.2, marker=marker)
            if values:
                _name_line(axes, (epochs[-1], values[-1]), _LABELS[key], colour, side)
        _bare(axes)
    losses.set_ylabel("loss")
    losses.margins(y=0.15)  # or the axis strikes through a name below its line
    verdicts.set_ylabel("raw verdict")
    verdicts.set_title(RAW, color=INK, fontsize=9, loc="left")
    verdicts.set_ylim(0, 1)
    verdicts.set_xlabel("epoch")
    # From the start of the run, and with room for the lines' names behind their ends.
    verdicts.set_xlim(0, 1.12 * max([1.0, *epochs]))
    verdicts.xaxis.set_major_locator(MaxNLocator(integer=True))
    _keep(figure, path)


def draw_samples(
    path: Path,
    title: str,
    fakes: tuple[NDArray[np.uint8], NDArray[np.float64]],
    reals: tuple[NDArray[np.uint8], NDArray[np.float64]],
) -> None:
    """Write fakes beside reals to `path`, each digit with its validity over it.

    Both are pairs of `uint8` (40, 28, 28) digits and (40,) validities in 0–1.
    """
    figure = Figure(figsize=(13, 5.6), dpi=110, facecolor=PAPER, layout="constrained")
    figure.suptitle(f"{title}\n{CALIBRATED}", color=INK, fontsize=12)
    halves = figure.subplots(1, 2)
    for axes, name, (digits, validity) in zip(
        halves, ("forged", "real"), (fakes, reals), strict=True
    ):
        axes.set_title(f"{name} · mean validity {validity.mean():.2f}", color=INK, fontsize=11)
        axes.set_axis_off()
        for place, (digit, verdict) in enumerate(zip(digits, validity, strict=True)):
            row, column = divmod(place, COLUMNS)
            left, top = column * CELL_WIDTH, (row + 1) * CELL_HEIGHT - 28
            extent = (left, left + 28, top + 28, top)
            axes.imshow(digit, "gray", vmin=0, vmax=255, extent=extent, interpolation="nearest")
            axes.text(left + 14, top - 1, f"{verdict:.2f}", ha="center", fontsize=8, color=INK)
        # imshow narrows the view to the last digit.
        axes.set_xlim(0, COLUMNS * CELL_WIDTH)
        axes.set_ylim(ROWS * CELL_HEIGHT, 0)
    _keep(figure, path)


_LABELS = {"loss_d": "discriminator", "loss_g": "generator", "real": "reals", "fake": "fakes"}


def _name_line(axes: Axes, end: tuple[float, float], name: str, colour: str, side: Side) -> None:
    """Write a line's name at its end, above or below it: two lines may end at one place."""
    axes.annotate(name, end, (6, 0), textcoords="offset points", va=side, color=colour, fontsize=9)


def _bare(axes: Axes) -> None:
    axes.set_facecolor(PAPER)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.margins(x=0.02)


def _keep(figure: Figure, path: Path) -> None:
    data = io.BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(data, format="png", facecolor=figure.get_facecolor())
    write_atomically(path, data.getvalue())
