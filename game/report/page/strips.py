"""Rows on one scale: a figure's dot with its interval, beside its name and its number.

Places are per cents of the row's width, so that type keeps its size at whatever width.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle

from game.report.estimate import Estimate
from game.report.page.markup import Html, element, empty, joined

MOST_STEPS = 4.5
"""Between the ticks of a scale."""


@dataclass(frozen=True)
class Scale:
    """The part of the axis that is drawn, and its ticks in words."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def at(self, value: float) -> str:
        """Where a value is, as SVG says it; what lies beyond stands at the end.

        >>> Scale(0.0, 2.0, ()).at(0.5)
        '25.00%'
        """
        share = (value - self.low) / (self.high - self.low)
        return f"{100 * min(max(share, 0.0), 1.0):.2f}%"


@dataclass(frozen=True)
class Line:
    """A value that all rows are read against."""

    value: float
    label: str
    kind: str = "reference"
    """``reference`` or ``beat``."""
    anchor: str = "start"


@dataclass(frozen=True)
class Mark:
    """One figure in a row."""

    found: Estimate | None
    kind: str = "ink"
    """Its colour: ``ink``, ``right`` or ``wrong``."""
    shape: str = "dot"
    """``dot``, ``hollow``, ``square`` or ``diamond``."""


@dataclass(frozen=True)
class Row:
    """One row: who, what is drawn, and what it says in figures."""

    who: Html
    marks: tuple[Mark, ...]
    said: Html
    spoken: str
    """The same for those who cannot see the drawing."""


@dataclass(frozen=True)
class Chart:
    """Rows on one scale, with the lines they are read against."""

    scale: Scale
    lines: tuple[Line, ...] = ()
    around: tuple[float, float] | None = None
    """A part of the scale that is shaded."""


def chart(about: Chart, rows: Sequence[Row]) -> Html:
    """The rows with their heads and ticks."""
    return element(
        "div",
        _frame("row heads", _svg(_labels(about))),
        *(_row(about, row) for row in rows),
        _frame("row ticks", _svg(_ticks(about.scale))),
        class_="rows",
    )


def scale_of(
    found: Iterable[Estimate | None],
    within: tuple[float, float],
    least: tuple[float, float],
    step: float,
    form: str,
) -> Scale:
    """A scale in whole steps that holds all these, and at least ``least``, within ``within``.

    form: how a tick is written, of the value times 100, as ``{:.0f} %``.
    """
    ends = [
        end
        for each in found
        if each is not None
        for end in (each.low, each.high, each.estimate)
        if end is not None
    ]
    low = max(within[0], step * (min((*ends, least[0])) // step))
    high = min(within[1], -step * (-max((*ends, least[1])) // step))
    # In steps of 1, 2, 5, 10, 20 …, and no more than have room on a narrow page.
    every, wider = step, cycle((2.0, 2.5, 2.0))
    while (high - low) / every > MOST_STEPS:
        every *= next(wider)
    first = -(-low // every)
    places = [every * (first + at) for at in range(int((high - first * every) / every + 1.001))]
    return Scale(low, high, tuple((place, form.format(100 * place)) for place in places))


def _row(about: Chart, row: Row) -> Html:
    # Each mark stands in the line of its words.
    heights = {1: ("50%",), 2: ("29%", "71%"), 3: ("23.5%", "50%", "76.5%")}[len(row.marks)]
    drawn = [
        *_lines(about),
        *(_mark(about, *pair) for pair in zip(row.marks, heights, strict=True)),
    ]
    lines = len(row.marks) > 1
    return element(
        "div",
        element("div", row.who, class_="who"),
        element("div", _svg(drawn, row.spoken), class_="plot"),
        element("div", row.said, class_="said lines" if lines else "said"),
        class_=f"row of-{len(row.marks)}",
    )


def _lines(about: Chart) -> Iterable[Html]:
    if about.around is not None:
        left, right = (float(about.scale.at(end).rstrip("%")) for end in about.around)
        yield empty(
            "rect",
            x=f"{left:.2f}%",
            width=f"{right - left:.2f}%",
            y=0,
            # A little more, or there would be seams between rows.
            height="102%",
            class_="around",
        )
    for value, _ in about.scale.ticks:
        place = about.scale.at(value)
        yield empty("line", x1=place, x2=place, y1=0, y2="100%", class_="grid")
    for line in about.lines:
        place = about.scale.at(line.value)
        yield empty("line", x1=place, x2=place, y1=0, y2="100%", class_=line.kind)


def _mark(about: Chart, mark: Mark, height: str) -> Html:
    found = mark.found
    if found is None or found.estimate is None:
        return Html("")
    parts = []
    if found.low is not None and found.high is not None:
        ends = {"x1": about.scale.at(found.low), "x2": about.scale.at(found.high)}
        parts.append(empty("line", **ends, y1=height, y2=height, class_="interval"))
    parts.append(_shape(mark.shape, about.scale.at(found.estimate), height))
    return element("g", *parts, class_=mark.kind)


def _shape(shape: str, x: str, y: str) -> Html:
    if shape in ("square", "diamond"):
        turn = "rotate(45)" if shape == "diamond" else "rotate(0)"
        square = empty("rect", x=-4, y=-4, width=8, height=8, transform=turn, class_="mark")
        return element("svg", square, x=x, y=y)
    return empty("circle", cx=x, cy=y, r=4.5, class_=f"mark {shape}")


def _labels(about: Chart) -> list[Html]:
    shift = {"start": 5, "end": -5, "middle": 0}
    return [
        element(
            "text",
            line.label,
            x=about.scale.at(line.value),
            y="78%",
            dx=shift[line.anchor],
            text_anchor=line.anchor,
            class_="beat-label" if line.kind == "beat" else "label",
        )
        for line in about.lines
    ]


def _anchor(scale: Scale, value: float) -> str:
    """How a label is set at a value, so that it stays within the row."""
    place = float(scale.at(value).rstrip("%"))
    if place > 97:
        return "end"
    return "start" if place < 3 else "middle"


def _ticks(scale: Scale) -> list[Html]:
    return [
        element("text", label, x=scale.at(value), y="80%", text_anchor=_anchor(scale, value))
        for value, label in scale.ticks
    ]


def _frame(kind: str, drawing: Html) -> Html:
    sides = element("div", class_="who"), element("div", class_="said")
    plot = element("div", drawing, class_="plot")
    return element("div", sides[0], plot, sides[1], class_=kind, aria_hidden="true")


def _svg(parts: Iterable[Html], spoken: str = "") -> Html:
    about = {"role": "img", "aria_label": spoken} if spoken else {}
    return element("svg", joined(parts), **about)
