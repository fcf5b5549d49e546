"""`python -m benchmarks.frames`: late frames of the game being played, beside an idle window's."""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from game.rules.news import News
from game.scenes import case, title
from game.scenes.desk import Desk
from game.scenes.effects import AskForgers, Effect
from game.scenes.screen import Step
from game.ui.loop import LATE, Loop, World
from game.ui.opening import DisplayError, open_window
from game.ui.window import Window
from game.world import World as TheGame

SETTLING = 5.0
"""Seconds at the start that do not count: everything behind the window is imported in them."""
PAUSE = 0.6
"""Seconds from one key to the next."""
KEYS = (pygame.K_LEFT, pygame.K_SPACE)
"""An answer, then on to the next question, or to a new game."""
PHASES = ("idle", "game")
DESK = Desk(UUID(int=1), 7, "Examiner", "a file that is thrown away", mute=True)


@dataclass(frozen=True)
class Frames:
    """What was counted in one window: late as the game itself counts, the longest in ms."""

    counted: int
    late: int
    longest_ms: float
    refresh_hz: float


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
        super().__init__(window, url, ())
        self._end = time.perf_counter() + seconds

    @property
    def over(self) -> bool:
        return time.perf_counter() >= self._end


class Watched(Loop):
    """The game's loop, with the moment of each frame noted, and a hand that presses `keys`."""

    def __init__(self, window: Window, world: World, step: Step, keys: Iterator[int]) -> None:
        super().__init__(window, world, step.scene)
        self.moments: list[float] = []
        self._keys = keys
        self._next = time.perf_counter() + SETTLING

    def _frame(self) -> None:
        now = time.perf_counter()
        self.moments.append(now)
        if now >= self._next and (key := next(self._keys, None)) is not None:
            for kind in (pygame.KEYDOWN, pygame.KEYUP):
                pygame.event.post(pygame.Event(kind, key=key, mod=0))
            self._next = now + PAUSE
        super()._frame()


def main(arguments: Sequence[str]) -> int:
    """Run the command line; return the exit code."""
    made = argparse.ArgumentParser(prog="python -m benchmarks.frames", description=__doc__)
    made.add_argument("--seconds", type=float, default=20.0, help="for each window of a round")
    made.add_argument("--rounds", type=int, default=3)
    made.add_argument("--phase", choices=PHASES, help="open this one window, and print its figures")
    asked = made.parse_args(arguments)
    if asked.phase:
        try:
            print(json.dumps(asdict(_measure(asked.phase, SETTLING + asked.seconds))))
        except DisplayError as why:
            print(f"python -m benchmarks.frames: {why}", file=sys.stderr)
            return 1
        return 0
    return _in_turns(asked.seconds, asked.rounds)


def _in_turns(seconds: float, rounds: int) -> int:
    # Imported here: it brings torch, which the windows are to do without.
    from benchmarks.machine import facts

    for name, value in facts().items():
        print(f"{name}: {value}")
    sums = {phase: [0, 0] for phase in PHASES}
    for number, phase in itertools.product(range(1, rounds + 1), PHASES):
        command = [sys.executable, "-m", "benchmarks.frames", "--phase", phase]
        ended = subprocess.run(
            [*command, f"--seconds={seconds}"], stdout=subprocess.PIPE, encoding="utf-8"
        )
        if ended.returncode:
            return ended.returncode
        found = Frames(**json.loads(ended.stdout.splitlines()[-1]))
        sums[phase][0] += found.late
        sums[phase][1] += found.counted
        print(
            f"round {number}, {phase}: {found.late} of {found.counted} frames late at "
            f"{found.refresh_hz:.0f} Hz, the longest {found.longest_ms:.0f} ms",
            flush=True,
        )
    idle, played = (late / counted for late, counted in sums.values())
    print(f"late: {played:.2%} while the game is played, {idle:.2%} in a window that stands still")
    return 0


def _measure(phase: str, seconds: float) -> Frames:
    sys.setswitchinterval(0.001)  # as the game itself does
    window = Window(open_window(DESK.settings), DESK.settings)
    with tempfile.TemporaryDirectory() as scratch:
        try:
            if phase == "idle":
                loop = Watched(window, Idle(seconds), Step(title.Title(DESK)), iter(()))
                loop.run()
            else:
                loop = _play(window, f"sqlite:///{Path(scratch) / 'answers.sqlite3'}", seconds)
        finally:
            window.close()
    period = 1.0 / window.refresh_hz
    settled = [moment for moment in loop.moments if moment - loop.moments[0] >= SETTLING]
    gaps = [later - earlier for earlier, later in itertools.pairwise(settled)]
    late = sum(gap > LATE * period for gap in gaps)
    return Frames(len(gaps), late, 1000 * max(gaps), window.refresh_hz)


def _play(window: Window, url: str, seconds: float) -> Watched:
    world = Timed(window, url, seconds)
    try:
        opening = case.begin(DESK)
        for effect in (AskForgers(), *opening.effects):
            world.carry_out(effect)
        loop = Watched(window, world, opening, itertools.cycle(KEYS))
        loop.run()
    finally:
        world.close()
    return loop


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
