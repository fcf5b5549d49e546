"""The sections on differences: checkpoints against each other, and over the epochs of a run."""

from __future__ import annotations

from collections.abc import Sequence

from game.report.comparison import Comparison
from game.report.estimate import PLAYERS, Estimate
from game.report.page.checkpoints import section, two_lines
from game.report.page.epoch_curve import draw
from game.report.page.markup import Html, element, joined
from game.report.page.strips import Chart, Line, Mark, Row, chart, scale_of
from game.report.verdict import Verdict
from game.report.wording import SURE, ends, many, p_value, signed, trend

MOST_PAIRS = 28
"""Those of eight checkpoints."""


def differences(verdict: Verdict) -> Html:
    """Every pair on one scale; of too many those with the checkpoint that is hardest to tell."""
    if not verdict.comparisons:
        return Html("")
    pairs, said = verdict.comparisons, ""
    if len(pairs) > MOST_PAIRS:
        hardest = min(
            (each for each in verdict.checkpoints if each.accuracy.estimate is not None),
            key=lambda each: each.accuracy.estimate or 0.0,
        ).contestant
        pairs = tuple(each for each in pairs if hardest.id in (each.a, each.b))
        shown = sum(each.p_adjusted < SURE for each in verdict.comparisons)
        said = (
            f" Drawn are those with {hardest.name}, the hardest to tell; of all "
            f"{len(verdict.comparisons):,}, {shown:,} differ (adjusted p below {SURE})."
        )
    found = [each.difference for each in pairs]
    scale = scale_of(found, (-1.0, 1.0), (-0.05, 0.05), 0.05, "{:.0f}")
    names = {each.contestant.id: each.contestant.name for each in verdict.checkpoints}
    return section(
        "Compared",
        element(
            "p",
            "By how many points the first was told right more often than the second, with 95 % "
            f"intervals {_origin(found)}. p is "
            f"adjusted for {many(len(verdict.comparisons), 'comparison')} (Holm), the intervals "
            f"are not. Hollow: not shown to differ.{said}",
            class_="note",
        ),
        chart(Chart(scale, (Line(0.0, "no difference"),)), [_row(each, names) for each in pairs]),
    )


def _origin(differences: Sequence[Estimate]) -> str:
    """Where the intervals come from: with too few players no model speaks for others."""
    model = "from one model in which each player's answers belong together"
    alone = "put together from the intervals of each player's own shares, for these players only"
    for_all = [each.population == PLAYERS for each in differences]
    if all(for_all):
        return model
    return f"{model}, or, where too few players judged, {alone}" if any(for_all) else alone


def over_epochs(verdict: Verdict) -> Html:
    """A curve for each run of which enough epochs were judged."""
    if not verdict.curves:
        return Html("")
    parts = [
        joined([element("h3", curve.run), draw(curve), element("p", f"{trend(curve)}.")])
        for curve in verdict.curves
    ]
    methods = dict.fromkeys(each.band.method for each in verdict.curves[0].epochs)
    return section(
        "Over the epochs",
        element(
            "p",
            "Told right, epoch by epoch of one run. The whole curve lies within its band in 95 % "
            "of studies; each doubling of the epochs is as wide. Dashed: the line to beat. Method: "
            f"{'; '.join(methods)}.",
            class_="note",
        ),
        *parts,
    )


def _row(each: Comparison, names: dict[str, str]) -> Row:
    a, b = names[each.a], names[each.b]
    points = signed(each.difference.estimate or 0.0)
    p = f"p {p_value(each.p_adjusted, sign=True)}"
    interval = ends(each.difference, form="+.1f")
    return Row(
        who=joined([a, element("small", f"against {b}")]),
        marks=(Mark(each.difference, shape="dot" if each.p_adjusted < SURE else "hollow"),),
        said=two_lines(f"{points} points", f"{interval}, {p}"),
        spoken=f"{a} against {b}: {points} points, {interval}, {p}",
    )
