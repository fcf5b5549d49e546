"""The section on machines beside people: who is harder to fool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.report.estimate import Estimate
from game.report.page.checkpoints import COIN_LINE, section
from game.report.page.markup import Html, element, joined
from game.report.page.strips import Chart, Mark, Row, chart, scale_of
from game.report.verdict import Figures
from game.report.wording import percent


def beside_machines(figures: Sequence[Figures], two_samples: Mapping[str, Estimate]) -> Html:
    """Each checkpoint as people, its own discriminator and the digit classifier tell it."""
    judged = [
        each
        for each in figures
        if each.trials and (each.discriminator is not None or each.contestant.id in two_samples)
    ]
    if not judged:
        return Html("")
    every = [found for each in judged for _, _, found in _judges(each, two_samples)]
    scale = scale_of(every, (0.0, 1.0), (0.4, 0.7), 0.1, "{:.0f} %")
    said = (
        "How often each tells real from forged: people; the forger's own discriminator, on the "
        "digits that were shown; and a linear rule on what the digit classifier sees in fresh "
        "fakes and in reals (a two-sample test). Who is further right is harder to fool."
    )
    rows = [_row(each, two_samples) for each in judged]
    return section(
        "People and machines",
        element("p", said, class_="note"),
        chart(Chart(scale, (COIN_LINE,)), rows),
        element("p", _hardest(judged, two_samples)),
    )


Judge = tuple[str, str, Estimate | None]
"""Shape, name, figure."""


def _judges(each: Figures, two_samples: Mapping[str, Estimate]) -> tuple[Judge, Judge, Judge]:
    return (
        ("dot", "people", each.accuracy),
        ("diamond", "discriminator", each.discriminator),
        ("square", "classifier", two_samples.get(each.contestant.id)),
    )


def _row(each: Figures, two_samples: Mapping[str, Estimate]) -> Row:
    judges = _judges(each, two_samples)
    kinds = {"dot": "ink", "diamond": "wrong", "square": "right"}
    signs = {"dot": "●", "diamond": "◆", "square": "■"}
    return Row(
        who=joined([each.contestant.name]),
        marks=tuple(Mark(found, kinds[shape], shape) for shape, _, found in judges),
        said=joined(
            element(
                "span", f"{signs[shape]} {name} ", element("b", percent(found)), class_=kinds[shape]
            )
            for shape, name, found in judges
        ),
        spoken=f"{each.contestant.name}: "
        + ", ".join(f"{name} {percent(found)}" for _, name, found in judges),
    )


def _hardest(judged: Sequence[Figures], two_samples: Mapping[str, Estimate]) -> str:
    """Who is harder to fool, of the checkpoints that all judged, where intervals leave no doubt."""
    people_ahead, machines_ahead = 0, 0
    for each in judged:
        people = each.accuracy
        for _, _, found in _judges(each, two_samples)[1:]:
            if found is not None and None not in (found.low, people.low):
                people_ahead += (people.low or 0.0) > (found.high or 0.0)
                machines_ahead += (found.low or 0.0) > (people.high or 0.0)
    if machines_ahead and not people_ahead:
        return "Where intervals leave no doubt, machines are harder to fool than people."
    if people_ahead and not machines_ahead:
        return "Where intervals leave no doubt, people are harder to fool than machines."
    if people_ahead:
        return (
            f"Intervals leave no doubt that people are harder to fool in {people_ahead} of these "
            f"comparisons, and machines in {machines_ahead}."
        )
    return "Intervals leave it open who is harder to fool."
