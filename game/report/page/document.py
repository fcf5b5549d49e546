"""The whole page: one file that needs nothing else, from heading to methods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from game.report.estimate import Estimate
from game.report.page.checkpoints import accuracies, every_figure, section, verdicts
from game.report.page.comparisons import differences, over_epochs
from game.report.page.exhibits import pictures
from game.report.page.machines import beside_machines
from game.report.page.markup import Html, element, joined
from game.report.page.speed import exposures, responses
from game.report.page.style import stylesheet
from game.report.rebuilding import Rebuilt
from game.report.verdict import Figures, Verdict
from game.report.warnings import warnings
from game.report.wording import (
    attentive,
    footing,
    heading,
    headline,
    lead,
    listed,
    many,
    with_feedback,
)

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""Nothing is fetched and nothing runs, whatever a name in the database may hold."""


def page(verdict: Verdict, rebuilt: Rebuilt, made: date) -> str:
    """The report as one HTML document."""
    judged = [each for each in verdict.checkpoints if each.trials]
    body = [_opening(verdict, made), _read_first(verdict)]
    if judged:
        body += [accuracies(judged), verdicts(judged), differences(verdict), over_epochs(verdict)]
        body.append(every_figure(judged, "Every figure"))
        if verdict.flagged:
            title = "The same with the sessions that failed their catch trials"
            body.append(every_figure([one for one in verdict.with_flagged if one.trials], title))
    body += [responses(judged), exposures(verdict.checkpoints)]
    body.append(beside_machines(judged, rebuilt.two_samples))
    if verdict.attention.sessions:
        body.append(_attention(verdict))
    if judged:
        body += [pictures(verdict, rebuilt), _methods(verdict, rebuilt)]
    return joined(
        [
            Html("<!DOCTYPE html>\n"),
            element("html", _head(verdict), element("body", element("main", *body)), lang="en"),
            Html("\n"),
        ]
    )


def _head(verdict: Verdict) -> Html:
    return element(
        "head",
        Html('<meta charset="utf-8">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html('<meta name="color-scheme" content="light dark">'),
        element("title", f"Real or Fake? {headline(verdict)}"),
        element("style", Html(stylesheet())),
    )


def _opening(verdict: Verdict, made: date) -> Html:
    told = with_feedback(verdict.modes)
    kind = f"; {told} with feedback" if told else "; without feedback"
    out = ""
    if verdict.flagged:
        sessions = many(len(verdict.flagged), "session")
        out = (
            f" Left out: {sessions} that failed the catch trials "
            f"({many(verdict.flagged_trials, 'trial')}; "
            f"number {', '.join(str(one) for one in verdict.flagged)})."
        )
    return element(
        "header",
        element("p", "Real or Fake? · the verdict", class_="kicker"),
        element("h1", headline(verdict)),
        element("p", lead(verdict), class_="lead") if lead(verdict) else Html(""),
        element(
            "p",
            f"{heading(verdict)}{kind}.{out} ",
            element("time", made.isoformat()),
            ".",
            class_="soft",
        ),
    )


def _read_first(verdict: Verdict) -> Html:
    said = warnings(verdict)
    if not said:
        return Html("")
    lines = (element("li", each) for each in said)
    return element(
        "div", element("h2", "Read this first"), element("ul", *lines), class_="read-first"
    )


def _attention(verdict: Verdict) -> Html:
    lines = [
        element(
            "li",
            f"Session {each.id} ({each.mode}): {each.caught} of {each.catches} catch trials right.",
        )
        for each in verdict.attention.flagged
    ]
    rule = (
        "A session is flagged, and left out above, when it answers fewer than three quarters of at "
        "least four catch trials rightly: digits that are plain to anyone who looks."
    )
    return section(
        "Attention",
        element("p", f"{attentive(verdict)}."),
        element("ul", *lines) if lines else Html(""),
        element("p", rule, class_="note"),
    )


def _methods(verdict: Verdict, rebuilt: Rebuilt) -> Html:
    lines = (
        element("li", element("b", f"{name}: "), "; ".join(methods))
        for name, methods in _used(verdict, rebuilt)
        if methods
    )
    judged = [each for each in verdict.checkpoints if each.trials]
    return section("Methods", element("p", footing(judged), class_="note"), element("ul", *lines))


def _used(verdict: Verdict, rebuilt: Rebuilt) -> Iterator[tuple[str, list[str]]]:
    """What each kind of figure was got by, each method once."""
    every = [each for each in verdict.checkpoints if each.trials]
    timed = [each.timed.threshold for each in verdict.checkpoints if each.timed is not None]
    yield from _of_shares(every)
    yield "d′ and c", _methods_of([each.sensitivity.d_prime for each in every])
    yield "comparisons", _methods_of([each.difference for each in verdict.comparisons])
    yield "trend over epochs", _methods_of([each.per_doubling for each in verdict.curves])
    yield "response times", _methods_of([each.median_ms for each in every])
    yield "thresholds", _methods_of(timed)
    yield "discriminator", _methods_of([one.discriminator for one in every if one.discriminator])
    yield "classifier", _methods_of(list(rebuilt.two_samples.values()))


def _of_shares(every: Sequence[Figures]) -> Iterator[tuple[str, list[str]]]:
    """Each kind of share with its methods, those of the same methods together."""
    named = {
        "told right": [each.accuracy for each in every],
        "fakes that passed": [each.fool_rate for each in every],
        "reals doubted": [each.real_doubt_rate for each in every],
        "HYPE error": [each.hype_error for each in every],
    }
    alike: dict[tuple[str, ...], list[str]] = {}
    for name, found in named.items():
        alike.setdefault(tuple(_methods_of(found)), []).append(name)
    for methods, names in alike.items():
        yield listed(names), list(methods)


def _methods_of(found: list[Estimate]) -> list[str]:
    return list(dict.fromkeys(each.method for each in found if each.estimate is not None))
