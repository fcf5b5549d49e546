"""The pace: a display that waits is measured, one that does not is taken at its word."""

from __future__ import annotations

import pytest

from game.ui.pace import FEW, QUEUED, paced_hz


class Display:
    """Takes pictures at its pace, the first few at once; its clock goes on only while it does."""

    def __init__(self, period: float, queue: int = 0) -> None:
        self.now = 0.0
        self.flips = 0
        self._period = period
        self._queue = queue

    def flip(self) -> None:
        self.flips += 1
        self.now += 0.0005 if self.flips <= self._queue else self._period

    def clock(self) -> float:
        return self.now


@pytest.mark.parametrize("hz", [59.94, 60.0, 143.9])
def test_a_display_that_paces_is_measured(hz: float) -> None:
    display = Display(1 / hz, queue=3)
    assert paced_hz(display.flip, round(hz), display.clock) == pytest.approx(hz, rel=1e-6)


def test_a_display_that_takes_everything_at_once_is_found_out_after_a_few_pictures() -> None:
    display = Display(0.001)
    assert paced_hz(display.flip, 60.0, display.clock) is None
    assert display.flips == QUEUED + FEW


def test_a_display_that_is_slow_and_not_paced_is_not_taken_for_another_rate() -> None:
    display = Display(0.008)
    assert paced_hz(display.flip, 60.0, display.clock) is None
