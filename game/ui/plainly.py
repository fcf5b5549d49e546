"""Plainly: shares, intervals, sensitivity and bias in words that need no statistics."""

from __future__ import annotations

from game.rules.board import LeaderboardRow
from game.rules.detection import Detection
from game.rules.proportion import Proportion

LEFT = "A + marks a case that ended with lives to spare."


def points(row: LeaderboardRow) -> str:
    """The score of a session on a board, marked where it might have come to more."""
    return f"{row.score}+" if row.left else str(row.score)


def share(found: Proportion) -> str:
    """A share in per cent; a dash where nothing was counted."""
    return "–" if found.estimate is None else f"{round(100 * found.estimate)} %"


def span(found: Proportion) -> str:
    """Where a share may lie."""
    return f"between {round(100 * found.low)} and {round(100 * found.high)} %"


def sensitivity(found: Detection) -> str:
    """Whether real is told from fake, with d′ (set as d’, for the type has no prime)."""
    low, high = found.d_prime - found.margin, found.d_prime + found.margin
    figures = f"d’ is {_figure(found.d_prime)}, {_figure(low)} to {_figure(high)}"
    if found.sees:
        return f"You tell them apart: {figures}, where 0 is guessing."
    if found.d_prime < -found.margin:
        return f"You have it the wrong way round: {figures}, where 0 is guessing."
    return f"It may have been guessing: {figures}, where 0 is guessing."


def leaning(found: Detection) -> str:
    """Which answer comes more easily, with c."""
    c = f"c is {_figure(found.criterion)}"
    if found.leaning == 0:
        return f"No leaning is shown: {c}, where 0 is neither."
    towards = "forged" if found.leaning > 0 else "genuine"
    return f"You lean towards “{towards}”: {c}, where 0 is neither."


def _figure(value: float) -> str:
    return f"{value:.1f}".replace("-", "−").replace("−0.0", "0.0")
