"""Accuracy over the epochs of one run, drawn: a line in its band, with what to read it against."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from game.report.epochs import Curve, Epoch
from game.report.equivalence import COIN
from game.report.page.markup import Html, element, empty
from game.report.wording import LINE_TO_BEAT, percent

TOP, BOTTOM = 8.0, 88.0
LEFT, RIGHT = 2.0, 98.0
"""Where the epochs lie, in per cent of the picture. To its left stand the scale's numbers, to its
right what it is read against: no curve can cross them there."""
BESIDE = 12
"""Pixels between the picture and what stands beside it."""
NARROWEST = 9.0
"""Labels of epochs stand at least so far apart, in per cent of the width."""
GRID = 0.1


@dataclass(frozen=True)
class Plane:
    """From epochs and shares to per cents of the picture; a doubling is always as wide."""

    first: int
    last: int
    low: float
    high: float

    def across(self, epoch: int) -> float:
        """How far from the left an epoch is."""
        share = math.log(epoch / self.first) / math.log(self.last / self.first)
        return LEFT + (RIGHT - LEFT) * share

    def down(self, share: float) -> float:
        """How far from the top a share is."""
        return TOP + (BOTTOM - TOP) * (self.high - share) / (self.high - self.low)

    def point(self, epoch: int, share: float | None) -> str:
        """Both, as a polygon has them."""
        return f"{self.across(epoch):.2f},{self.down(share or 0.0):.2f}"


def draw(curve: Curve) -> Html:
    """The curve as a picture of any width."""
    epochs = curve.epochs
    low = min(0.45, *(each.band.low or 0.0 for each in epochs))
    high = max(0.6, *(each.band.high or 0.0 for each in epochs))
    low, high = max(0.0, math.floor(low * 20) / 20), min(1.0, math.ceil(high * 20) / 20)
    plane = Plane(epochs[0].epoch, epochs[-1].epoch, low, high)
    spoken = ", ".join(f"epoch {each.epoch} {percent(each.band)}" for each in epochs)
    drawn = element(
        "svg",
        *_grid(plane),
        *_line_at(plane, COIN, "a coin", "reference", 0.9),
        *_line_at(plane, LINE_TO_BEAT, f"{100 * LINE_TO_BEAT:.1f} %", "beat", -0.1),
        _shape(plane, curve),
        *_points(plane, curve),
        *_labels(plane, curve),
        role="img",
        aria_label=f"Told right: {spoken}",
    )
    return element("div", drawn, class_="curve")


def _shape(plane: Plane, curve: Curve) -> Html:
    """What stretches with the picture: band and line."""
    epochs = curve.epochs
    highs = [plane.point(each.epoch, each.band.high) for each in epochs]
    lows = [plane.point(each.epoch, each.band.low) for each in epochs]
    middle = [plane.point(each.epoch, each.band.estimate) for each in epochs]
    return element(
        "svg",
        empty("polygon", points=" ".join([*highs, *reversed(lows)]), class_="band"),
        empty("polyline", points=" ".join(middle), class_="line"),
        viewBox="0 0 100 100",
        preserveAspectRatio="none",
        width="100%",
        height="100%",
    )


def _grid(plane: Plane) -> Iterator[Html]:
    for step in range(round(1 / GRID) + 1):
        share = step * GRID
        if plane.low - 1e-9 <= share <= plane.high + 1e-9:
            y = f"{plane.down(share):.2f}%"
            yield empty("line", x1=0, x2="100%", y1=y, y2=y, class_="grid")
            said = f"{100 * share:.0f} %"
            yield element("text", said, x=0, y=y, dx=-BESIDE, dy=".35em", text_anchor="end")


def _line_at(plane: Plane, share: float, label: str, kind: str, shift: float) -> Iterator[Html]:
    y = f"{plane.down(share):.2f}%"
    yield empty("line", x1=0, x2="100%", y1=y, y2=y, class_=kind)
    name = "beat-label" if kind == "beat" else "label"
    yield element("text", label, x="100%", y=y, dx=BESIDE, dy=f"{shift}em", class_=name)


def _points(plane: Plane, curve: Curve) -> Iterator[Html]:
    for each in curve.epochs:
        x, y = plane.across(each.epoch), plane.down(each.band.estimate or 0.0)
        dot = empty("circle", cx=f"{x:.2f}%", cy=f"{y:.2f}%", r=4.5, class_="mark")
        yield element("g", dot, class_="right")
    first, second, *_ = curve.epochs
    *_, before, last = curve.epochs
    yield _value(plane, first, second)
    yield _value(plane, last, before)


def _value(plane: Plane, end: Epoch, beside: Epoch) -> Html:
    """The figure of an end of the curve: inwards, and on the side that its neighbour is not on."""
    starts = end.epoch < beside.epoch
    x, y = plane.across(end.epoch), plane.down(end.band.estimate or 0.0)
    above = (beside.band.estimate or 0.0) <= (end.band.estimate or 0.0)
    return element(
        "text",
        percent(end.band),
        x=f"{x:.2f}%",
        y=f"{y:.2f}%",
        dx=-4 if starts else 4,
        dy="-.9em" if above else "1.6em",
        text_anchor="start" if starts else "end",
        class_="strong",
    )


def _labels(plane: Plane, curve: Curve) -> Iterator[Html]:
    """The epochs below, as many as there is room for; the last always."""
    last = curve.epochs[-1].epoch
    free = 0.0
    for epoch in dict.fromkeys(each.epoch for each in curve.epochs):
        x = plane.across(epoch)
        if x >= free and (epoch == last or plane.across(last) - x >= NARROWEST):
            said = f"epoch {epoch}" if epoch == curve.epochs[0].epoch else f"{epoch}"
            yield element("text", said, x=f"{x:.2f}%", y="97%", text_anchor="middle")
            free = x + NARROWEST
