"""The game watched while it plays itself: frames, work, answers, memory."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pygame

from game.rules.news import News
from game.scenes.effects import Effect
from game.scenes.question import Question
from game.scenes.reveal import Reveal
from game.scenes.screen import Step
from game.shelf import Librarian
from game.ui.loop import LATE, Loop, World
from game.ui.window import Window
from game.world import World as TheGame

SETTLING = 5.0
"""Seconds at the start that do not count: everything behind the window is imported in them."""
PAUSE = 0.6
"""Seconds from one key to the next."""


@dataclass(frozen=True)
class Seen:
    """What was seen of one window after it had settled."""

    refresh_hz: float
    frames: int
    late: int
    """As the game itself counts."""
    longest_ms: float
    work_ms: float
    """The 99th percentile of a frame's work, event to flip, by the clock, without waiting."""
    cpu_share: float
    """Of one core, by the whole process."""
    reveal_frames: int | None
    """The most frames from a key press to its reveal on the display; None without one."""
    without_digit: int
    """Frames in which a question was shown and its digit had not come."""
    resident_mib: float | None
    """Where the system tells."""
    torch: bool
    """Whether the window's process has imported it."""


class Idle:
    """A world in which nothing happens until its time is over."""

    def __init__(self, seconds: float) -> None:
        self.interrupted = False
        self._end = time.perf_counter() + seconds

    @property
    def over(self) -> bool:
        return time.perf_counter() >= self._end

    def carry_out(self, effect: Effect) -> None:
        """There is nobody to do it."""

    def news(self) -> Iterable[News]:
        return ()

    def first_frame_shown(self) -> None:
        """There is nothing to start."""


class Timed(TheGame):
    """The game's own world, until its time is over."""

    def __init__(self, window: Window, url: str, seconds: float) -> None:
        super().__init__(window, url, Librarian(()))
        self._end = time.perf_counter() + seconds

    @property
    def over(self) -> bool:
        return time.perf_counter() >= self._end


class Watched(Loop):
    """The game's loop, with its frames noted, and a hand that presses `keys`."""

    def __init__(self, window: Window, world: World, step: Step, keys: Iterator[int]) -> None:
        super().__init__(window, world, step.scene)
        self._screen = window
        self._keys = keys
        self._settled = time.perf_counter() + SETTLING
        self._next = self._settled
        self._spent: float | None = None
        self._moments: list[float] = []
        self._work: list[float] = []
        self._taking = 0.0
        self._pressed: int | None = None
        self._reveals: list[int] = []
        self._without = 0

    def _listen(self, until: float) -> None:
        """Press a key when it is time, as late in the frame as a hand might."""
        now = time.perf_counter()
        if now >= self._next and (key := next(self._keys, None)) is not None:
            for kind in (pygame.KEYDOWN, pygame.KEYUP):
                pygame.event.post(pygame.Event(kind, key=key, mod=0))
            self._next = now + PAUSE
            self._pressed = len(self._moments) if isinstance(self._scene, Question) else None
        super()._listen(until)

    def _take(self, step: Step) -> None:
        start = time.perf_counter()
        super()._take(step)
        self._taking += time.perf_counter() - start

    def _frame(self) -> None:
        start = time.perf_counter()
        handled, self._taking = self._taking, 0.0
        super()._frame()
        end = time.perf_counter()
        self._taking = 0.0
        if start < self._settled:
            return
        if self._spent is None:
            self._spent = time.process_time()
        self._moments.append(start)
        self._work.append(handled + end - start)
        self._without += isinstance(self._scene, Question) and self._scene.digit is None
        if self._pressed is not None and isinstance(self._scene, Reveal):
            self._reveals.append(len(self._moments) - self._pressed)
            self._pressed = None

    def seen(self) -> Seen:
        """What there was to see, when it is over."""
        period = 1.0 / self._screen.refresh_hz
        gaps = [b - a for a, b in zip(self._moments, self._moments[1:], strict=False)]
        spent = time.process_time() - (self._spent or 0.0)
        return Seen(
            refresh_hz=self._screen.refresh_hz,
            frames=len(gaps),
            late=sum(gap > LATE * period for gap in gaps),
            longest_ms=1000 * max(gaps),
            work_ms=1000 * statistics.quantiles(self._work, n=100)[-1],
            cpu_share=spent / (self._moments[-1] - self._moments[0]),
            reveal_frames=max(self._reveals, default=None),
            without_digit=self._without,
            resident_mib=_resident_mib(),
            torch="torch" in sys.modules,
        )


def _resident_mib() -> float | None:
    status = Path("/proc/self/status")
    if not status.is_file():
        return None
    lines = status.read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
