"""The verdict in a terminal: tables of at most 80 columns, and sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from game.report.comparison import Comparison
from game.report.estimate import Estimate
from game.report.planning import Spreading, answers_of_one, plans
from game.report.sensitivity import leaning
from game.report.verdict import Figures, Verdict
from game.report.warnings import warnings
from game.report.wording import (
    NONE,
    SURE,
    attentive,
    coin,
    ends,
    footing,
    heading,
    p_value,
    percent,
    plain,
    printable,
    seconds,
    trend,
)

MOST_COMPARISONS = 15
"""More pairs than this are for a program to read."""


def as_text(verdict: Verdict) -> Iterator[RenderableType]:
    """What is printed, from heading to warnings."""
    yield Text(heading(verdict), style="bold")
    if verdict.checkpoints:
        yield _shares(verdict.checkpoints)
        yield _detection(verdict.checkpoints)
        yield _speed(verdict.checkpoints)
        yield from _sentences(verdict.checkpoints)
        if verdict.comparisons:
            yield Text()
            yield _comparisons(verdict)
        for curve in verdict.curves:
            yield Text(f"{printable(trend(curve))}.")
        yield Text(f"Attention: {attentive(verdict)}.")
        if verdict.flagged:
            yield Text("The same with the sessions that failed their catch trials:")
            yield _shares(verdict.with_flagged)
        yield Text(footing(verdict.checkpoints), style="dim")
    for warning in warnings(verdict):
        yield Text(f"! {printable(warning)}")


def plan_text(points: float, spreading: Spreading) -> Iterator[RenderableType]:
    """What it takes to find a difference of so many points."""
    yield Text(f"To find a difference of {points:g} points between two checkpoints", style="bold")
    table = _table("answers of a player on each", "players", "answers in all", left=0)
    for plan in plans(points / 100, spreading):
        table.add_row(f"{plan.answers_each:,}", f"{plan.players:,}", f"{plan.answers:,}")
    yield table
    alone = answers_of_one(points / 100, spreading.accuracy)
    where = "as in the answers so far" if spreading.seen else "assumed, for too few have been seen"
    yield Text(
        f"In four of five studies, at p below 0.05; every player judges both. Accuracy "
        f"{100 * spreading.accuracy:.0f} %, players' own differences with a standard deviation of "
        f"{100 * spreading.difference:.1f} points: {where}. For one player alone it takes "
        f"{alone:,} answers on each.",
        style="dim",
    )


def _shares(figures: Sequence[Figures]) -> Table:
    heads = ("answers", "players", "told right", "fakes passed", "reals doubted")
    table = _table("checkpoint", *heads)
    for each in figures:
        table.add_row(
            _name(each),
            f"{each.trials:,}",
            f"{each.players:,}",
            _share(each.accuracy),
            _share(each.fool_rate),
            _share(each.real_doubt_rate),
        )
    return table


def _detection(figures: Sequence[Figures]) -> Table:
    table = _table("checkpoint", "HYPE", "d′", "c")
    for each in figures:
        seen = each.sensitivity
        numbers = (
            f"{plain(one)} {ends(one, 1.0, '.2f')}" for one in (seen.d_prime, seen.criterion)
        )
        table.add_row(_name(each), _share(each.hype_error), *(one.rstrip() for one in numbers))
    return table


def _speed(figures: Sequence[Figures]) -> Table:
    table = _table("checkpoint", "time", "right", "wrong", "threshold", "its discriminator")
    for each in figures:
        table.add_row(
            _name(each),
            seconds(each.median_ms),
            seconds(each.median_ms_right),
            seconds(each.median_ms_wrong),
            _milliseconds(each.timed.threshold if each.timed is not None else None),
            _share(each.discriminator),
        )
    return table


def _comparisons(verdict: Verdict) -> RenderableType:
    pairs = verdict.comparisons
    if len(pairs) > MOST_COMPARISONS:
        shown = sum(each.p_adjusted < SURE for each in pairs)
        return Text(
            f"{len(pairs):,} pairs of checkpoints, of which {shown:,} differ (p adjusted below "
            f"0.05); all of them are in --json FILE."
        )
    names = {each.contestant.id: _name(each) for each in verdict.checkpoints}
    table = _table("told right more often", "than", "points", "p", "adjusted", left=2)
    for each in pairs:
        table.add_row(*_ordered(each, names), p_value(each.p), p_value(each.p_adjusted))
    return table


def _ordered(each: Comparison, names: dict[str, Text]) -> tuple[Text, Text, str]:
    """The pair with the easier checkpoint first, and by how many points."""
    found = each.difference
    ends = (found.estimate or 0.0, found.low or 0.0, found.high or 0.0)
    a, b = names[each.a], names[each.b]
    if ends[0] < 0:
        a, b, ends = b, a, (-ends[0], -ends[2], -ends[1])
    middle, low, high = (100 * end for end in ends)
    return a, b, f"{middle:.1f} ({low:+.0f} to {high:+.0f})".replace("-", "−")


def _sentences(figures: Sequence[Figures]) -> Iterator[Text]:
    for each in figures:
        if each.trials:
            lean = leaning(each.sensitivity.criterion)
            yield Text.assemble(_name(each), f": {coin(each.equivalence)}; {lean}.")


def _table(*headings: str, left: int = 1) -> Table:
    table = Table(header_style="bold", box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for place, head in enumerate(headings):
        if place < left:
            table.add_column(head, overflow="fold", vertical="bottom")
        else:
            table.add_column(head, justify="right", vertical="bottom", no_wrap=True)
    return table


def _name(each: Figures) -> Text:
    return Text(printable(each.contestant.name))


def _share(found: Estimate | None) -> str:
    return f"{percent(found)} {ends(found)}".rstrip()


def _milliseconds(found: Estimate | None) -> str:
    if found is None or found.estimate is None or found.low is None or found.high is None:
        return NONE
    return f"{found.estimate:.0f} ms {found.low:.0f}–{found.high:.0f}"
