"""`python -m benchmarks.frames`: the game as it plays itself, beside windows that stand still."""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from benchmarks.watched import SETTLING, Idle, Seen, Timed, Watched
from game.scenes import case, title
from game.scenes.desk import Desk
from game.scenes.effects import AskForgers
from game.scenes.screen import Step
from game.ui.opening import DisplayError, open_window
from game.ui.window import Window

KEYS = (pygame.K_LEFT, pygame.K_SPACE)
"""An answer, then on to the next question, or to a new game."""
PHASES = ("empty", "menu", "game")
"""Nothing behind the window; the title and all that is behind it; the game being played."""
DESK = Desk(UUID(int=1), 7, "Examiner", "a file that is thrown away", mute=True)


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
    rounds_seen: dict[str, list[Seen]] = {phase: [] for phase in PHASES}
    for number, phase in itertools.product(range(1, rounds + 1), PHASES):
        command = [sys.executable, "-m", "benchmarks.frames", "--phase", phase]
        ended = subprocess.run(
            [*command, f"--seconds={seconds}"], stdout=subprocess.PIPE, encoding="utf-8"
        )
        if ended.returncode:
            return ended.returncode
        found = Seen(**json.loads(ended.stdout.splitlines()[-1]))
        rounds_seen[phase].append(found)
        print(
            f"round {number}, {phase}: {found.late} of {found.frames} frames late at "
            f"{found.refresh_hz:.0f} Hz, the longest {found.longest_ms:.0f} ms",
            flush=True,
        )
    _tell(rounds_seen)
    return 0


def _tell(seen: dict[str, list[Seen]]) -> None:
    """Say what the rounds come to: shares over all, else the worst of them."""
    share = {p: sum(s.late for s in some) / sum(s.frames for s in some) for p, some in seen.items()}
    game, menu = seen["game"], seen["menu"]
    reveals = [s.reveal_frames for s in game if s.reveal_frames is not None]
    memory = [s.resident_mib for s in game if s.resident_mib is not None]
    print(
        f"late: {share['game']:.2%} while the game is played, {share['empty']:.2%} in an empty one"
    )
    print(f"work of a frame, event to flip, 99th percentile: {max(s.work_ms for s in game):.1f} ms")
    print(f"from a key to its reveal: {max(reveals, default=0)} frames at most")
    print(f"frames that waited for a digit: {sum(s.without_digit for s in game)}")
    print(f"memory of the window's process: {max(memory, default=0.0):.0f} MiB")
    print(f"torch in it: {'yes' if any(s.torch for s in game) else 'no'}")
    print(f"idle at the title: {max(s.cpu_share for s in menu):.1%} of one core")


def _measure(phase: str, seconds: float) -> Seen:
    sys.setswitchinterval(0.001)  # as the game itself does
    window = Window(open_window(DESK.settings), DESK.settings)
    with tempfile.TemporaryDirectory() as scratch:
        try:
            if phase == "empty":
                loop = Watched(window, Idle(seconds), Step(title.Title(DESK)), iter(()))
                loop.run()
            else:
                url = f"sqlite:///{Path(scratch) / 'answers.sqlite3'}"
                loop = _behind(window, url, seconds, plays=phase == "game")
        finally:
            window.close()
    return loop.seen()


def _behind(window: Window, url: str, seconds: float, plays: bool) -> Watched:
    """The window with the whole game behind it."""
    world = Timed(window, url, seconds)
    try:
        opening = case.begin(DESK) if plays else Step(title.Title(DESK))
        for effect in (AskForgers(), *opening.effects):
            world.carry_out(effect)
        keys = itertools.cycle(KEYS) if plays else iter(())
        loop = Watched(window, world, opening, keys)
        loop.run()
    finally:
        world.close()
    return loop


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
