"""The sections on each checkpoint: how often it was told right, and every figure of it."""

from __future__ import annotations

from collections.abc import Sequence

from game.report.equivalence import COIN, MARGIN
from game.report.estimate import Estimate
from game.report.page.markup import Html, element, joined
from game.report.page.strips import Chart, Line, Mark, Row, chart, scale_of
from game.report.sensitivity import leaning
from game.report.verdict import Figures
from game.report.wording import LINE_TO_BEAT, LINE_VOTES, coin, ends, many, percent, plain

COIN_LINE = Line(COIN, "a coin", anchor="end")
BEAT_LINE = Line(LINE_TO_BEAT, "52.4 %, the line to beat", "beat", "start")


def accuracies(figures: Sequence[Figures]) -> Html:
    """How often each was told right, drawn on one scale."""
    judged = [each for each in figures if each.trials]
    found = [each.accuracy for each in judged]
    scale = scale_of(found, (0.0, 1.0), (0.4, 0.7), 0.1, "{:.0f} %")
    about = Chart(scale, (COIN_LINE, BEAT_LINE), (COIN - MARGIN, COIN + MARGIN))
    rows = [
        Row(_who(each), (Mark(each.accuracy),), share(each.accuracy), _spoken(each))
        for each in judged
    ]
    return section(
        "Told right",
        element(
            "p",
            "How often real and forged digits of each were told apart, with 95 % intervals. The "
            "shaded part is five points to either side of a coin. The dashed line is that of "
            f"Salimans et al. (2016): people told {100 * LINE_TO_BEAT:.1f} % of {LINE_VOTES:,} "
            "digits rightly. It is a mark to measure a forger by and no test: they judged other "
            "digits, in another way.",
            class_="note",
        ),
        chart(about, rows),
    )


def verdicts(figures: Sequence[Figures]) -> Html:
    """Whether each is a coin, and which way people lean, in sentences."""
    lines = [
        element(
            "li",
            element("b", each.contestant.name),
            f" is {coin(each.equivalence)}. {_against_the_line(each.accuracy)}",
        )
        for each in figures
        if each.trials
    ]
    return section(
        "Is it a coin?",
        element(
            "p",
            "Players who find no difference may only have answered too little. So it is tested "
            "whether the share lies within five points of 50 % (two one-sided tests): only then "
            "it says “within”.",
            class_="note",
        ),
        element("ul", *lines),
    )


def every_figure(figures: Sequence[Figures], title: str) -> Html:
    """All shares, d′ and c of at least one checkpoint, as a table."""
    heads = ("checkpoint", *(head for head, _ in _cells(figures[0])))
    rows = []
    for each in figures:
        cells = [
            element("td", element("span", said), data_label=head) for head, said in _cells(each)
        ]
        rows.append(element("tr", element("th", each.contestant.name, scope="row"), *cells))
    return section(
        title,
        element(
            "table",
            element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
            element("tbody", *rows),
        ),
        element(
            "p",
            "HYPE error: the mean of the two error rates; 50 % is a coin. d′: how far apart real "
            "and forged look, 0 is a coin. c: the leaning, below 0 towards calling things real.",
            class_="note",
        ),
    )


def share(found: Estimate) -> Html:
    """A share with its interval beneath."""
    return two_lines(percent(found), ends(found) or "too little data")


def two_lines(first: str, second: str) -> Html:
    """A figure with small print beneath."""
    return joined([element("b", first), element("small", second)])


def section(title: str, *children: Html) -> Html:
    """A section under a heading."""
    return element("section", element("h2", title), *children)


def _cells(each: Figures) -> list[tuple[str, Html]]:
    seen = each.sensitivity
    return [
        ("answers", two_lines(f"{each.trials:,}", many(each.players, "player"))),
        ("told right", share(each.accuracy)),
        ("fakes passed", share(each.fool_rate)),
        ("reals doubted", share(each.real_doubt_rate)),
        ("HYPE error", share(each.hype_error)),
        ("d′", two_lines(plain(seen.d_prime), ends(seen.d_prime, 1.0, ".2f"))),
        ("c", two_lines(plain(seen.criterion), ends(seen.criterion, 1.0, ".2f"))),
        ("in words", Html(element("span", leaning(seen.criterion)))),
    ]


def _who(each: Figures) -> Html:
    counted = f"{many(each.trials, 'answer')}, {many(each.players, 'player')}"
    return joined([each.contestant.name, element("small", counted)])


def _spoken(each: Figures) -> str:
    return f"{each.contestant.name}: told right {percent(each.accuracy)}, {ends(each.accuracy)}"


def _against_the_line(accuracy: Estimate) -> str:
    if accuracy.low is None or accuracy.high is None:
        return ""
    if accuracy.high < LINE_TO_BEAT:
        return "Its interval lies wholly below the line to beat."
    if accuracy.low > LINE_TO_BEAT:
        return "Its interval lies wholly above the line to beat."
    return "Its interval holds the line to beat."
