"""Participants who do not look, where the catch trials do not tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.report.samples import Sat, Shown, catches, counts, report


def warned(said: dict[str, Any], words: str) -> list[str]:
    return [each for each in said["warnings"] if words in each]


def test_a_key_pressed_all_the_time_is_noticed_and_counts_all_the_same(tmp_path: Path) -> None:
    pressing = (Shown(30, True, True, response_ms=120), Shown(30, False, True, response_ms=120))
    said = report(tmp_path, Sat("Ada", counts(20, 30, 20, 30)), Sat("Ben", pressing))
    assert said["trials"] == 120
    assert said["excluded"]["flagged_sessions"] == []
    assert said["doubtful_sessions"] == {"quick": [2], "monotone": [2], "unchecked": [1, 2]}
    (quick,) = warned(said, "within 200 ms")
    assert quick.startswith("In session 2 half of the answers")
    assert warned(said, "every answer was the same")
    (unchecked,) = warned(said, "fewer than 4 catch trials")
    assert unchecked.startswith("In sessions 1 and 2 ")


@pytest.mark.parametrize(("ms", "sessions"), [(199.0, [1]), (200.0, [])])
def test_a_median_is_too_quick_below_200_ms(tmp_path: Path, ms: float, sessions: list[int]) -> None:
    said = report(tmp_path, Sat("Ada", counts(10, 15, 10, 15, ms=ms)))
    assert said["doubtful_sessions"]["quick"] == sessions


@pytest.mark.parametrize(("times", "sessions"), [(19, []), (20, [1])])
def test_one_answer_throughout_is_noticed_from_twenty_on(
    tmp_path: Path, times: int, sessions: list[int]
) -> None:
    said = report(tmp_path, Sat("Ada", (Shown(times - 9, True, False), Shown(9, False, False))))
    assert said["doubtful_sessions"]["monotone"] == sessions


def test_four_catch_trials_can_flag_and_only_lab_has_any(tmp_path: Path) -> None:
    said = report(
        tmp_path,
        Sat("Ada", (*counts(10, 15, 10, 15), *catches(4, 0))),
        Sat("Ada", counts(10, 15, 10, 15), mode="arcade"),
        modes=("lab", "arcade"),
    )
    assert said["doubtful_sessions"]["unchecked"] == []


def test_a_flagged_session_is_not_doubted_as_well(tmp_path: Path) -> None:
    shown = (Shown(30, True, True, response_ms=120), *catches(1, 3))
    said = report(tmp_path, Sat("Ada", shown))
    assert said["excluded"]["flagged_sessions"] == [1]
    assert not any(said["doubtful_sessions"].values())


def test_response_times_that_are_missing_are_not_too_quick(tmp_path: Path) -> None:
    said = report(tmp_path, Sat("Ada", (Shown(5, True, True, response_ms=None),)))
    assert said["doubtful_sessions"]["quick"] == []
