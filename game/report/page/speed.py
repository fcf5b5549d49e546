"""The section on time: how long answers took, and the exposures at which digits are told."""

from __future__ import annotations

from collections.abc import Sequence

from game.report.page.checkpoints import section, two_lines
from game.report.page.markup import Html, element, joined
from game.report.page.strips import Chart, Mark, Row, chart, scale_of
from game.report.verdict import Figures
from game.report.wording import NONE, ends, seconds


def responses(figures: Sequence[Figures]) -> Html:
    """Median times of right and of wrong answers."""
    timed = [each for each in figures if each.median_ms.estimate is not None]
    if not timed:
        return Html("")
    found = [time for each in timed for time in (each.median_ms_right, each.median_ms_wrong)]
    highest = max(each.high or each.estimate or 0.0 for each in found)
    scale = scale_of(found, (0.0, 2 * highest), (0.0, 1000.0), 500.0, "{:.0f}")
    # Its ticks are in seconds, as people count.
    ticks = tuple((place, f"{place / 1000:g} s") for place, _ in scale.ticks)
    about = Chart(type(scale)(scale.low, scale.high, ticks))
    rows = [
        Row(
            who=joined([each.contestant.name]),
            marks=(
                Mark(each.median_ms_right, "right"),
                Mark(each.median_ms_wrong, "wrong", "hollow"),
            ),
            said=joined(
                [
                    element("span", f"● {seconds(each.median_ms_right)} right", class_="right"),
                    element("span", f"○ {seconds(each.median_ms_wrong)} wrong", class_="wrong"),
                ]
            ),
            spoken=(
                f"{each.contestant.name}: median {seconds(each.median_ms_right)} for right "
                f"answers, {seconds(each.median_ms_wrong)} for wrong ones"
            ),
        )
        for each in timed
    ]
    said = "Median response times, with 95 % intervals."
    return section("Time to answer", element("p", said, class_="note"), chart(about, rows))


def exposures(figures: Sequence[Figures]) -> Html:
    """The thresholds of timed mode."""
    timed = [each for each in figures if each.timed is not None]
    if not timed:
        return Html("")
    found = [each.timed.threshold for each in timed if each.timed is not None]
    scale = scale_of(found, (0.0, 2500.0), (0.0, 1000.0), 100.0, "{:.0f}")
    ticks = tuple((place, f"{place:.0f} ms") for place, _ in scale.ticks)
    rows = [_threshold(each) for each in timed]
    said = (
        "The exposure at which three of four digits are told right, from timed mode; longer means "
        "harder to tell. Timed answers give nothing else, for the staircase fixes their accuracy."
    )
    about = Chart(type(scale)(scale.low, scale.high, ticks))
    known = any(each.estimate is not None for each in found)
    title = "How long a glance is enough" if known else "No thresholds yet"
    return section(title, element("p", said, class_="note"), chart(about, rows))


def _threshold(each: Figures) -> Row:
    assert each.timed is not None
    found = each.timed.threshold
    middle = NONE if found.estimate is None else f"{found.estimate:.0f} ms"
    interval = ends(found, 1.0) or found.method
    counted = f"{each.timed.answers:,} timed answers"
    return Row(
        who=joined([each.contestant.name, element("small", counted)]),
        marks=(Mark(found),),
        said=two_lines(middle, interval),
        spoken=f"{each.contestant.name}: {middle}, {interval}",
    )
