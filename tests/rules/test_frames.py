"""What is shown is whole frames; only that is rounded."""

from __future__ import annotations

import pytest

from game.rules.frames import frames_of, lasting_ms
from game.rules.staircase import Staircase
from game.rules.timed import MASK_MS
from tests.rules.observers import Glimpser


@pytest.mark.parametrize("refresh_hz", [30, 59.94, 60, 75, 120, 144, 240])
def test_no_exposure_is_further_than_half_a_frame_from_its_level(refresh_hz: float) -> None:
    for level in range(100, 1_001):
        shown = lasting_ms(frames_of(level, refresh_hz), refresh_hz)
        assert abs(shown - level) <= 500 / refresh_hz + 1e-9


def test_a_mask_is_about_thirty_ms_on_every_usual_screen() -> None:
    assert [frames_of(MASK_MS, hz) for hz in (60, 75, 120, 144, 240)] == [2, 2, 4, 4, 7]


def test_nothing_is_shown_for_less_than_a_frame() -> None:
    assert frames_of(1, 60) == 1


@pytest.mark.parametrize("refresh_hz", [0.0, -60.0, float("nan"), float("inf")])
def test_a_refresh_rate_that_cannot_be_is_refused(refresh_hz: float) -> None:
    with pytest.raises(ValueError, match="refresh_hz: expected a rate above 0"):
        frames_of(100, refresh_hz)


def test_rounding_what_is_shown_does_not_move_the_target() -> None:
    observer, stairs = Glimpser(400, 60), Staircase()
    for _ in range(4_000):
        shown = lasting_ms(frames_of(stairs.level_ms, 60), 60)
        stairs = stairs.then(correct=observer.is_right(shown))
    late = stairs.rights[200:]
    assert abs(sum(late) / len(late) - 0.75) < 0.005
