"""Figures in words: nothing is claimed that an interval leaves open."""

from __future__ import annotations

import pytest

from game.rules.detection import Detection
from game.rules.proportion import wilson
from game.ui import plainly


@pytest.mark.parametrize(
    ("d_prime", "begins"),
    [
        (1.2, "You tell them apart: d’ is 1.2, 0.7 to 1.7"),
        (0.4, "It may have been guessing: d’ is 0.4, −0.1 to 0.9"),
        (-0.02, "It may have been guessing: d’ is 0.0, −0.5 to 0.5"),
        (-1.2, "You have it the wrong way round: d’ is −1.2, −1.7 to −0.7"),
    ],
)
def test_who_tells_apart_is_told_so_only_where_the_interval_leaves_no_doubt(
    d_prime: float, begins: str
) -> None:
    assert plainly.sensitivity(Detection(d_prime, 0.0, 0.5)).startswith(begins)


@pytest.mark.parametrize(
    ("criterion", "says"),
    [
        (0.2, "No leaning is shown: c is 0.2, where 0 is neither."),
        (0.3, "You lean towards “forged”: c is 0.3, where 0 is neither."),
        (-0.3, "You lean towards “genuine”: c is −0.3, where 0 is neither."),
    ],
)
def test_a_leaning_is_named_only_where_its_interval_leaves_no_doubt(
    criterion: float, says: str
) -> None:
    assert plainly.leaning(Detection(1.0, criterion, 0.5)) == says


def test_a_share_is_in_per_cent_and_a_dash_where_nothing_was_counted() -> None:
    assert plainly.share(wilson(1, 4)) == "25 %"
    assert plainly.share(wilson(0, 0)) == "–"
    assert plainly.span(wilson(81, 263)) == "between 26 and 37 %"
