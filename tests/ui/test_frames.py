"""Frames of the loop, on a display and a clock that are made up: none is lost, none too long."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from game.rules.frames import frames_of
from game.rules.news import DigitReady, FramesDropped, News, Recorded
from game.rules.trials import AnsweredTrial
from game.scenes import stage
from game.scenes.actions import Action, Context, Intent
from game.scenes.effects import AskDigit, Effect, Record
from game.scenes.glimpse import Glimpse
from game.scenes.phases import Phase
from game.scenes.screen import Screen, Step
from game.scenes.tidings import Tidings
from game.ui import loop
from tests.scenes.player import pixels
from tests.ui.test_glimpse import opened

DRAWING = 0.003
"""Seconds."""


@dataclass
class Display:
    """A window on a display that makes one wait for its frames, or takes them at once."""

    hz: float
    paced: bool
    jitter: float = 0.0
    """Seconds by which a wait may last too long."""
    missing: float = 0.0
    """The share of frames that it misses, and takes another period for."""
    mistaken: float = 0.0
    """By what share its rate is measured wrongly."""
    stumbling: float = 0.0
    """Seconds by which waits last too long while the mark is in sight."""
    sleeps: bool = False
    """Whether the machine sleeps for an hour when it first shows a digit."""
    asleep: float = 0.0
    """Seconds that it has slept: what measures time has stood still, the time of day has not."""
    now: float = 100.0
    refresh_hz: float = 60.0
    shown: Screen | None = None
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    def measure(self) -> None:
        self.refresh_hz = self.hz * (1 + self.mistaken)

    def present(self, scene: Screen) -> bool:
        if scene == self.shown:
            return False
        self.shown = scene
        self.now += DRAWING
        self._flip()
        return True

    def hold(self) -> None:
        if self.paced:
            self._flip()

    def intents(self, context: Context, until: float) -> Iterator[Intent]:
        self.now = max(self.now, until) + self.chance.uniform(0, self.jitter)
        if isinstance(self.shown, Glimpse):
            if self.shown.phase is Phase.FIXATION:
                self.now += self.stumbling
            if self.shown.phase is Phase.DIGIT and self.sleeps:
                self.sleeps, self.asleep = False, 3_600.0
            if self.shown.phase is Phase.READY:
                yield Action.GO_ON
            elif self.shown.phase is Phase.QUESTION:
                yield Action.SAY_REAL

    def disturbed(self) -> bool:
        return False

    def name(self, words: str) -> None:
        pass

    def _flip(self) -> None:
        self.now += 0.0002
        if self.paced:  # until the display has shown what it has
            self.now = math.ceil(self.now * self.hz) / self.hz
            self.now += (self.chance.random() < self.missing) / self.hz


class Room:
    """A world that gives what is asked for, until so many trials are recorded."""

    interrupted = False

    def __init__(self, trials: int) -> None:
        self.rows: list[AnsweredTrial] = []
        self._trials = trials
        self._news: list[News] = []

    @property
    def over(self) -> bool:
        return len(self.rows) >= self._trials

    def carry_out(self, effect: Effect) -> None:
        match effect:
            case Record(uuid, trial):
                self.rows.append(trial)
                self._news.append(Recorded(uuid, trial.planned.number))
            case AskDigit(ticket):
                self._news.append(DigitReady(ticket, pixels(ticket), 0.5))

    def news(self) -> list[News]:
        told, self._news = self._news, []
        return told

    def first_frame_shown(self) -> None:
        pass


def played(
    display: Display, trials: int, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[AnsweredTrial], int]:
    """The rows of so many trials on a display, and how many frames came late."""
    late = 0
    hear = stage.hear

    def heard(scene: Screen, news: News | Tidings) -> Step:
        nonlocal late
        late += isinstance(news, FramesDropped)
        return hear(scene, news)

    clock = SimpleNamespace(
        perf_counter=lambda: display.now, time=lambda: display.now + display.asleep
    )
    monkeypatch.setattr(loop, "time", clock)
    monkeypatch.setattr(stage, "hear", heard)
    step, room = opened(trials), Room(trials)
    for effect in step.effects:
        room.carry_out(effect)
    window: Any = display
    loop.Loop(window, room, step.scene).run()
    return room.rows, late


@pytest.mark.parametrize("hz", [59.94, 60.0, 143.86])
@pytest.mark.parametrize("paced", [False, True])
def test_every_digit_is_in_sight_for_the_frames_that_its_level_comes_to(
    hz: float, paced: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, late = played(Display(hz, paced), 8, monkeypatch)
    assert late <= 1  # the very first, before the display's own pace is taken up
    level = 500.0
    for row in rows:
        assert row.outcome == "answered"
        assert row.exposure_ms == pytest.approx(1000 / hz * frames_of(level, hz), abs=0.01)
        level += -10 if row.correct else 30


@pytest.mark.parametrize("mistaken", [-0.002, 0.002])
def test_a_rate_that_is_measured_a_little_wrongly_loses_no_frame_of_a_display_that_paces(
    mistaken: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, late = played(Display(60.0, paced=True, mistaken=mistaken), 30, monkeypatch)
    assert late <= 1
    assert {row.outcome for row in rows} == {"answered"}


def test_a_digit_whose_first_frame_is_late_is_in_sight_for_no_less(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    display = Display(60.0, paced=False, stumbling=0.9 / 60)
    rows, _ = played(display, 8, monkeypatch)
    assert {(row.outcome, row.dropped_frames) for row in rows} == {("answered", 0)}


def test_a_machine_that_sleeps_while_its_clock_stands_still_voids_the_trial(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows, late = played(Display(60.0, paced=False, sleeps=True), 3, monkeypatch)
    assert late == 0
    assert [row.outcome for row in rows] == ["void", "answered", "answered"]


def test_waits_that_last_a_little_too_long_do_not_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, late = played(Display(60.0, paced=False, jitter=0.001), 8, monkeypatch)
    assert late == 0
    level = 500.0
    for row in rows:
        assert row.exposure_ms == pytest.approx(1000 / 60 * frames_of(level, 60), abs=1.0)
        level += -10 if row.correct else 30


def test_a_display_that_misses_a_frame_now_and_then_answers_for_it_in_the_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows, late = played(Display(60.0, paced=True, missing=0.01), 20, monkeypatch)
    assert late > 5
    void = [row for row in rows if row.outcome == "void"]
    assert 0 < len(void) < len(rows)
    for row in rows:
        assert (row.dropped_frames > 0) == (row.outcome == "void")
    level = 500.0
    for row in rows:
        if row.outcome == "answered":
            assert row.exposure_ms == pytest.approx(1000 / 60 * frames_of(level, 60), abs=0.01)
            level += -10 if row.correct else 30
