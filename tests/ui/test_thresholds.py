"""The end of timed says what was found, what could not be, and never how many were right."""

from __future__ import annotations

import pygame
import pytest

from game.rules.staircase import Staircase
from game.scenes.settings import Settings
from game.ui import painter, staircase
from game.ui.page import Page
from game.ui.screens.thresholds import sentence
from tests.ui.glimpses import every_glimpse


def after(rights: str, times: int) -> Staircase:
    """The staircase after the same answers, right (r) or wrong (w), again and again."""
    stairs = Staircase()
    for right in rights * times:
        stairs = stairs.then(correct=right == "r")
    return stairs


@pytest.mark.parametrize(
    ("stairs", "value", "said"),
    [
        (after("rrrw", 40), "485 ms", "right three times in four: the mean level of the last 80"),
        (after("rw", 75), "over 1000 ms", "even at the longest exposure you were not right"),
        (after("r", 150), "under 100 ms", "even at the shortest exposure you were right"),
        (
            after("r", 99),
            "too few answers",
            "100 answers to tell, and there are 99: 1 is missing.",
        ),
        (after("r", 1), "too few answers", "and there is 1: 99 are missing."),
    ],
)
def test_a_threshold_is_told_in_words_or_why_there_is_none(
    stairs: Staircase, value: str, said: str
) -> None:
    assert staircase.value(stairs) == value
    assert said in sentence(stairs)


def test_no_share_of_right_answers_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    write = Page.text

    def watched(self: Page, text: str, *rest: object, **anchor: object) -> pygame.Rect:
        lines.append(text)
        return write(self, text, *rest, **anchor)  # type: ignore[arg-type]

    monkeypatch.setattr(Page, "text", watched)
    for name, scene in every_glimpse("Ada", Settings()).items():
        if name.startswith("thresholds"):
            painter.draw(pygame.Surface((800, 600), depth=32), scene)
    assert lines
    assert not [line for line in lines if "%" in line]
