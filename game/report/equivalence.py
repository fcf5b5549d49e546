"""Is it a coin's accuracy? Two one-sided tests within a margin, beside the test of a difference.

A missing difference shows nothing: with few answers everything "does not differ from chance".
Equivalence is shown by two one-sided tests (Schuirmann 1987, Journal of Pharmacokinetics and
Biopharmaceutics 15, 657-680).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import ndtri

from game.report.rates import Inference, two_sided

COIN = 0.5
MARGIN = 0.05
ALPHA = 0.05
POWER = 0.8

WITHIN, NOT_SHOWN = "within", "not shown"


@dataclass(frozen=True)
class Equivalence:
    """Whether accuracy lies within the margin of a coin, as far as is shown."""

    verdict: str
    margin: float
    p: float | None
    """The larger p of the two one-sided tests; None without answers."""
    p_differs_from_chance: float | None
    """Both can be small: Salimans' 1048 of 2000 is within the margin and is no coin."""
    answers_needed: int | None
    """In all, for a verdict in four of five studies if accuracy is as the answers so far allow;
    None where they show the contrary, or say nothing."""
    p_beyond: float | None = None
    """That of accuracy beyond the margin: twice the smaller one-sided p, for either side would do;
    None without answers."""


def equivalence(accuracy: Inference | None, answers: int) -> Equivalence:
    """Test the accuracy of so many answers against a coin.

    >>> from game.report.rates import infer
    >>> import numpy as np
    >>> salimans = infer(np.array([[1048.0]]), np.array([[2000.0]]), np.array([1.0]))
    >>> found = equivalence(salimans, 2000)
    >>> found.verdict, f"{found.p:.3f} {found.p_differs_from_chance:.3f}"
    ('within', '0.010 0.032')
    """
    if accuracy is None:
        return Equivalence(NOT_SHOWN, MARGIN, None, None, None)
    p = max(accuracy.tail_below(COIN - MARGIN), accuracy.tail_above(COIN + MARGIN))
    beyond = min(accuracy.tail_below(COIN + MARGIN), accuracy.tail_above(COIN - MARGIN))
    verdict = WITHIN if p < ALPHA else NOT_SHOWN
    return Equivalence(
        verdict=verdict,
        margin=MARGIN,
        p=p,
        p_differs_from_chance=two_sided(accuracy, COIN),
        answers_needed=None if beyond < ALPHA else _needed(accuracy, answers, verdict),
        p_beyond=min(1.0, 2 * beyond),
    )


def answer_variance(inference: Inference, answers: int) -> float:
    """What one answer adds to the variance: that of the figure times the answers it rests on.

    Players who differ make it larger than p (1 - p); it holds for more players like these, with
    as many answers each.
    """
    # An interval of one standard error to each side, whatever its shape.
    low, high = inference.interval(0.6826894921370859)
    return answers * ((high - low) / 2) ** 2


def _needed(accuracy: Inference, answers: int, verdict: str) -> int | None:
    variance = answer_variance(accuracy, answers)
    # For a true coin both tests must pass, so that the power is shared (Chow, Shao and Wang 2008,
    # Sample Size Calculations in Clinical Research, 2nd ed., section 4.1.3).
    reach = float(ndtri(1 - ALPHA) + ndtri((1 + POWER) / 2))
    for_a_coin = math.ceil(variance * (reach / MARGIN) ** 2)
    if verdict == WITHIN:
        return min(for_a_coin, answers)
    if for_a_coin > answers:
        return for_a_coin
    room = MARGIN - abs(accuracy.estimate - COIN)
    if room <= 0:
        return None
    reach = float(ndtri(1 - ALPHA) + ndtri(POWER))
    return max(answers + 1, math.ceil(variance * (reach / room) ** 2))
