"""What a verdict must not be read without, in plain sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence

from scipy.special import ndtri

from game.report.comparison import Comparison
from game.report.doubts import ENOUGH_TO_VARY, TOO_QUICK_MS, Doubts
from game.report.estimate import ENOUGH_PLAYERS, LEVEL
from game.report.verdict import Figures, Verdict
from game.report.wording import FINE_ENOUGH, listed, many, with_feedback
from game.rules.attention import LEAST_CATCHES

ALIKE = 0.9
"""The share of players that must have judged both of two compared checkpoints."""
MOST_SESSIONS = 8
"""Sessions that a sentence can name."""


def warnings(verdict: Verdict) -> tuple[str, ...]:
    """Everything that limits the figures, the weightiest first."""
    said = []
    if told := with_feedback(verdict.modes):
        said.append(
            f"Answers from {told} count here: players were told at once what was "
            f"right, which changes how they judge."
        )
    if not verdict.checkpoints:
        said.append(f"There are no answers yet in {' or '.join(verdict.modes)}.")
    if verdict.flagged:
        sessions = many(len(verdict.flagged), "session")
        verb = "is" if len(verdict.flagged) == 1 else "are"
        said.append(
            f"{sessions} with {many(verdict.flagged_trials, 'trial')} failed the catch trials "
            f"and {verb} left out; the figures with them are given too."
        )
    said.extend(_of_doubts(verdict.doubts))
    for figures in verdict.checkpoints:
        said.extend(f"{figures.contestant.name} {what}." for what in _of_checkpoint(figures))
    said.extend(_of_few_players(verdict))
    said.extend(_of_comparisons(verdict))
    return (*said, *verdict.left_out)


def _of_doubts(doubts: Doubts) -> list[str]:
    said = []
    if doubts.quick:
        said.append(
            f"{_sessions(doubts.quick)} half of the answers came within {TOO_QUICK_MS:.0f} ms: "
            f"quicker than anybody can look at a digit and choose. They count in the figures."
        )
    if doubts.monotone:
        said.append(
            f"{_sessions(doubts.monotone)} every answer was the same, {ENOUGH_TO_VARY} times or "
            f"more: perhaps nobody looked. They count in the figures."
        )
    if doubts.unchecked:
        said.append(
            f"{_sessions(doubts.unchecked)} there were fewer than {LEAST_CATCHES} catch trials, "
            f"too few to notice whoever does not look; {LEAST_CATCHES} blocks or more are enough."
        )
    return said


def _sessions(ids: Sequence[int]) -> str:
    """Which sessions a sentence is about, by their number in the database if they are few."""
    if len(ids) == 1:
        return f"In session {ids[0]}"
    if len(ids) > MOST_SESSIONS:
        return f"In {len(ids):,} sessions"
    return f"In sessions {listed([str(each) for each in ids])}"


def _of_checkpoint(figures: Figures) -> list[str]:
    said = []
    accuracy = figures.accuracy
    if figures.trials and (more := _more_answers(figures)) > 0:
        said.append(f"has not enough answers yet: about {more:,} more for ±10 points")
    kinds = (figures.fool_rate.n, figures.real_doubt_rate.n)
    if figures.trials and min(kinds) == 0:
        lacking = "fakes" if kinds[0] == 0 else "reals"
        said.append(f"was judged without {lacking}, so that there is no d′ and no HYPE error")
    elif accuracy.n and max(kinds) > 1.5 * min(kinds):
        said.append(
            f"was judged on {kinds[1]:,} reals and {kinds[0]:,} fakes: read its HYPE error, "
            f"for accuracy favours whoever calls everything by the commoner name"
        )
    if figures.timed is not None and figures.timed.warning is not None:
        said.append(figures.timed.warning)
    return said


def _more_answers(figures: Figures) -> int:
    """How many more answers would bring accuracy to ±10 points, as players are."""
    half = figures.accuracy.half_width
    if half is None or half <= FINE_ENOUGH:
        return 0
    # At few answers the interval may be skewed; the worst that one answer can add is a fair coin's.
    at_least = (float(ndtri((1 + LEVEL) / 2)) / FINE_ENOUGH) ** 2 / 4
    wanted = max(figures.trials * (half / FINE_ENOUGH) ** 2, at_least)
    return max(1, math.ceil(wanted) - figures.trials)


def _of_few_players(verdict: Verdict) -> list[str]:
    few = [each for each in verdict.checkpoints if 0 < each.players < ENOUGH_PLAYERS]
    if not few:
        return []
    whose = few[0].contestant.name if len(few) == 1 else f"{len(few)} checkpoints"
    return [
        f"Fewer than {ENOUGH_PLAYERS} players judged {whose}: what is said there holds for these "
        f"players only."
    ]


def _of_comparisons(verdict: Verdict) -> list[str]:
    apart = [each for each in verdict.comparisons if not _same_players(each)]
    if not apart:
        return []
    pairs = "comparison" if len(apart) == 1 else "comparisons"
    return [
        f"In {len(apart)} {pairs} the players of the two checkpoints are not the same, so that a "
        f"difference may be theirs."
    ]


def _same_players(comparison: Comparison) -> bool:
    return comparison.shared_players >= ALIKE * comparison.players
