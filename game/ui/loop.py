"""The loop: a frame at a time, paced by a clock, it carries news and intents to the scene."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Protocol

from game.rules.news import FramesDropped, FrameShown, News, Presented
from game.scenes import stage
from game.scenes.actions import Action
from game.scenes.effects import Effect
from game.scenes.screen import Screen, Step
from game.scenes.tidings import Tidings
from game.ui import captions
from game.ui.window import Window

LATE = 1.2
"""A frame longer than this share of the refresh counts as dropped."""
AHEAD = 0.5
"""How much of a frame before the next a display that paces is given what it is to show."""
SLEPT = 1.0
"""Seconds by which two clocks come to differ when the machine sleeps, or one of them is set."""


class World(Protocol):
    """What lies outside the scenes: it does what they ask, and has news for them."""

    @property
    def over(self) -> bool:
        """Whether the program is to end."""

    interrupted: bool
    """Whether somebody asked from outside that it ends, as with Ctrl-C, and was not heard yet."""

    def carry_out(self, effect: Effect) -> None:
        """Do what a scene asks; must not wait for anything."""

    def news(self) -> Iterable[News | Tidings]:
        """What has come since the last call; must not wait for anything."""

    def first_frame_shown(self) -> None:
        """The time has come for what would have kept the window from showing."""


class Loop:
    """Runs one scene after another until the world is over."""

    def __init__(self, window: Window, world: World, scene: Screen) -> None:
        """Start at this scene."""
        self._window = window
        self._world = world
        self._scene = scene
        self._told = time.perf_counter()
        self._counting = False
        self._apart = _apart()

    def run(self) -> None:
        """Run until the world is over."""
        window, world = self._window, self._world
        self._frame()
        world.first_frame_shown()
        last = time.perf_counter()
        due = last + 1.0 / window.refresh_hz
        while not world.over:
            self._listen(due)
            if world.interrupted:
                world.interrupted = False
                self._take(stage.handle(self._scene, Action.CLOSE))
                continue
            now, period = time.perf_counter(), 1.0 / window.refresh_hz
            if late := now - last > LATE * period:
                dropped = max(1, round((now - last) / period) - 1)
                self._take(stage.hear(self._scene, FramesDropped(dropped)))
            self._frame()
            last, due = now, self._due(now if late else due, period)

    def _due(self, before: float, period: float) -> float:
        """When to begin with the next frame, where the present one was due at ``before``."""
        now = time.perf_counter()
        if self._counting and self._window.paced:
            return now + AHEAD * period  # the display itself does the waiting
        return max(before + period, now)

    def _listen(self, until: float) -> None:
        """Hand on what the player means until the frame is due."""
        while not self._world.over and not self._world.interrupted:
            context = self._scene.context
            for intent in self._window.intents(context, until):
                self._pass_time()
                self._take(stage.handle(self._scene, intent))
                if self._scene.context is not context or self._world.over:
                    break
            else:
                return

    def _frame(self) -> None:
        """Time, news, and a drawing if any of it can be seen."""
        self._pass_time()
        for news in self._world.news():
            self._take(stage.hear(self._scene, news))
        seen = self._scene.seen
        if self._window.present(seen):
            self._pass_time()
            self._window.name(captions.caption(seen))
            self._take(stage.hear(self._scene, Presented(datetime.now(UTC))))
        elif self._counting:
            self._window.hold()
            self._pass_time()
        if self._scene.counts_frames or self._counting:
            self._count()

    def _count(self) -> None:
        """Tell a scene that counts frames of one; when it begins to, measure them."""
        began, self._counting = self._counting, self._scene.counts_frames
        apart, self._apart = self._apart, _apart()
        disturbed = self._window.disturbed() or abs(self._apart - apart) > SLEPT
        if not self._counting:
            return
        if not began:
            self._window.measure()
        hz = self._window.refresh_hz
        self._take(stage.hear(self._scene, FrameShown(hz, disturbed and began)))

    def _pass_time(self) -> None:
        now = time.perf_counter()
        passed, self._told = now - self._told, now
        self._take(self._scene.after(passed))

    def _take(self, step: Step) -> None:
        self._scene = step.scene
        for effect in step.effects:
            self._world.carry_out(effect)


def _apart() -> float:
    """How far the time of day is from a clock that only runs while the machine does, in s."""
    return time.time() - time.perf_counter()
