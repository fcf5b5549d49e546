"""What figures say, in words: the same in the terminal and on the page."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from game.report.epochs import Curve
from game.report.equivalence import WITHIN, Equivalence
from game.report.estimate import PLAYERS, Estimate
from game.report.modes import MEASURING
from game.report.verdict import Figures, Verdict

NONE = "–"
MOST_NAMED = 3
"""Checkpoints that a sentence can name."""
FINE_ENOUGH = 0.1
"""An accuracy that is known to 10 points to each side is worth a look."""
SURE = 0.05
"""A p below it shows a difference."""
LINE_TO_BEAT, LINE_VOTES = 0.524, 2_000
"""Salimans et al. (2016, arXiv 1606.03498): people told 52.4 % of 2,000 MNIST digits rightly."""


def printable(text: str) -> str:
    """The text on one line, without what would move a terminal's cursor."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def many(number: int, thing: str) -> str:
    """So many of a thing.

    >>> many(1, "player"), many(1200, "answer")
    ('1 player', '1,200 answers')
    """
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def listed(things: Sequence[str]) -> str:
    """The things as a sentence has them.

    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} and {things[-1]}"


def heading(verdict: Verdict) -> str:
    """How much was counted, of whom and in which modes."""
    counted = [mode for mode in verdict.modes if mode != "timed"]
    timed = sum(each.timed.answers for each in verdict.checkpoints if each.timed is not None)
    said = []
    if counted:
        answers = f"{many(verdict.trials, 'answer')} of {many(verdict.players, 'player')}"
        said.append(f"{answers} in {listed(counted)}")
    if timed:
        said.append(f"{many(timed, 'answer')} in timed, for thresholds alone")
    elif "timed" in verdict.modes:
        said.append("none in timed" if counted else "No answers in timed")
    return "; ".join(said)


def with_feedback(modes: Collection[str]) -> str:
    """Those of the modes that tell the truth after every answer; empty if none does."""
    return listed([mode for mode in modes if mode not in MEASURING])


def coin(found: Equivalence) -> str:
    """Whether accuracy is a coin's, as far as that is shown."""
    if found.p_beyond is not None and found.p_beyond < SURE:
        beyond = p_value(found.p_beyond, sign=True)
        return f"more than {100 * found.margin:.0f} points from a coin (p {beyond})"
    points = f"±{100 * found.margin:.0f} points of a coin"
    p = "" if found.p is None else f" (p {p_value(found.p, sign=True)})"
    verdict = (
        f"within {points}{p}" if found.verdict == WITHIN else f"not shown to be within {points}{p}"
    )
    if found.verdict != WITHIN and found.answers_needed is not None:
        verdict += f", which may take {found.answers_needed:,} answers"
    if found.p_differs_from_chance is None:
        return verdict
    differs = found.p_differs_from_chance
    word = "and differs from it" if differs < SURE else "and not shown to differ from it"
    return f"{verdict}, {word} (p {p_value(differs, sign=True)})"


def trend(curve: Curve) -> str:
    """What a doubling of the epochs of a run does to accuracy."""
    found = curve.per_doubling
    if found.estimate is None or found.low is None or found.high is None:
        return f"{curve.run}: too little data for a trend over epochs"
    middle, low, high = (signed(end) for end in (found.estimate, found.low, found.high))
    return (
        f"{curve.run}: told right changes by {middle} points with every doubling of the epochs "
        f"({low} to {high}, p {p_value(curve.p, sign=True)})"
    )


def attentive(verdict: Verdict) -> str:
    """How practice and catch trials went."""
    seen = verdict.attention
    said = [f"{many(seen.sessions, 'session')}"]
    for name, found in (("practice", seen.practice), ("catch", seen.catch)):
        if found.estimate is None:
            said.append(f"no {name} trials")
        else:
            said.append(f"{percent(found)} of {many(found.n, f'{name} trial')} right")
    said.append(f"{len(seen.flagged):,} flagged")
    return ", ".join(said)


def footing(figures: Sequence[Figures]) -> str:
    """What the intervals are, and for whom they hold."""
    everyone = all(each.accuracy.population == PLAYERS for each in figures if each.trials)
    whom = "all players" if everyone else "these players only, where they are fewer than ten"
    return (
        f"Intervals hold the truth in 95 % of studies, for {whom}. HYPE: the mean of the two error "
        f"rates; 50 % is a coin. A threshold is the exposure at which 75 % are told right."
    )


def percent(found: Estimate | None) -> str:
    """A share alone."""
    if found is None or found.estimate is None:
        return NONE
    return f"{100 * found.estimate:.0f} %"


def ends(found: Estimate | None, factor: float = 100.0, form: str = ".0f") -> str:
    """An interval alone, times a factor; empty where there is none."""
    if found is None or found.low is None or found.high is None:
        return ""
    low, high = (_number(factor * end, form) for end in (found.low, found.high))
    # A dash beside a sign would be misread.
    return f"{low} to {high}" if low[0] in "+−" else f"{low}–{high}"


def signed(share: float) -> str:
    """A difference of shares in points, with its sign.

    >>> signed(-0.0512), signed(0.02)
    ('−5.1', '+2.0')
    """
    return _number(100 * share, "+.1f")


def _number(value: float, form: str) -> str:
    """A number with a true minus, and none where it is rounded to nothing."""
    written = format(value, form)
    if not any(sign in written for sign in "123456789"):
        written = written.replace("-", "+" if "+" in form else "")
    return written.replace("-", "−")


def plain(found: Estimate | None) -> str:
    """A figure to two places."""
    return NONE if found is None or found.estimate is None else _number(found.estimate, ".2f")


def seconds(found: Estimate | None) -> str:
    """A time in ms, as seconds."""
    if found is None or found.estimate is None:
        return NONE
    return f"{found.estimate / 1000:.2f} s"


def p_value(p: float, *, sign: bool = False) -> str:
    """A p to three places, with the sign before it where a sentence needs one."""
    if p < 0.001:
        return "< 0.001"
    if p >= 0.9995:
        return "> 0.999"
    return f"= {p:.3f}" if sign else f"{p:.3f}"


def headline(verdict: Verdict) -> str:
    """What the report comes to, in a line."""
    judged = _judged(verdict)
    if not judged:
        if any(each.timed is not None for each in verdict.checkpoints):
            return "Timed answers give thresholds and no accuracy"
        return "No answers yet"
    hardest = judged[0].contestant.name
    if len(judged) == 1:
        half = judged[0].accuracy.half_width
        if half is None or half > FINE_ENOUGH:
            return f"Not enough answers yet to say how often {hardest} is told right"
        return f"{percent(judged[0].accuracy)} of {hardest} was told right"
    if not _not_harder(verdict):
        return f"{hardest} fools people most"
    return "Which checkpoint fools people most is not shown yet"


def lead(verdict: Verdict) -> str:
    """What the headline rests on, in two sentences; empty where there is nothing."""
    judged = _judged(verdict)
    if not judged:
        return ""
    hardest = judged[0]
    whose = "" if hardest.accuracy.population == PLAYERS else ", for these players only"
    first = (
        f"{hardest.contestant.name} was told right in {percent(hardest.accuracy)} "
        f"({ends(hardest.accuracy)}{whose}); a coin is right in 50 %."
    )
    if len(judged) == 1:
        return first
    others = _not_harder(verdict)
    if not others:
        return (
            f"{first} Every other checkpoint was told right more often (adjusted p below {SURE})."
        )
    named = listed(others) if len(others) <= MOST_NAMED else f"{len(others)} others"
    return (
        f"{first} That is the lowest share, and it is not shown to be lower than that of {named}."
    )


def _judged(verdict: Verdict) -> list[Figures]:
    """Checkpoints with answers, first the one that is told right least."""
    judged = [each for each in verdict.checkpoints if each.accuracy.estimate is not None]
    return sorted(judged, key=lambda each: each.accuracy.estimate or 0.0)


def _not_harder(verdict: Verdict) -> list[str]:
    """The checkpoints that the hardest is not shown to be harder than."""
    hardest, *others = _judged(verdict)
    apart = {frozenset((each.a, each.b)): each.p_adjusted < SURE for each in verdict.comparisons}
    return [
        each.contestant.name
        for each in others
        if not apart.get(frozenset((hardest.contestant.id, each.contestant.id)), False)
    ]
