"""A screen of its own for the real program, and a hand that presses its keys."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from game.scenes.title import ITEMS, Item

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("Xvfb", "xdotool")
PATIENCE = 120.0
"""Seconds; a busy machine takes long to import torch."""
GRACE = 0.35
"""Seconds that somebody takes who cannot see the screen."""


def needs_a_screen() -> pytest.MarkDecorator:
    """Skip, with the reason, where no window can be had."""
    absent = [name for name in NEEDED if shutil.which(name) is None]
    return pytest.mark.skipif(bool(absent), reason=f"not installed: {', '.join(absent)}")


def to(item: Item) -> tuple[str, ...]:
    """The keys that take an item of the title's menu, whose first is in focus."""
    return (*["Down"] * ITEMS.index(item), "Return")


def up_from(item: Item) -> tuple[str, ...]:
    """The keys that lead from an item of the title's menu up to the first."""
    return ("Up",) * ITEMS.index(item)


def until(done: Callable[[], bool], what: str) -> None:
    """Wait for something that will come."""
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, f"waited for {what} for {PATIENCE:.0f} s"
        time.sleep(0.03)


@contextmanager
def screen() -> Iterator[str]:
    """A virtual screen; the name of its display."""
    with server() as (name, _):
        yield name


@contextmanager
def server() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A virtual screen; the name of its display, and the process that it is."""
    read, write = os.pipe()
    # Without -noreset it starts anew when the last window of a test has gone, and may refuse the
    # next test's meanwhile.
    pixels = ["-screen", "0", "1280x800x24", "-noreset", "-nolisten", "tcp"]
    command = ["Xvfb", "-displayfd", str(write), *pixels]
    process = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}", process
    finally:
        process.terminate()
        process.wait()


@dataclass
class Game:
    """The running program, as somebody before the screen has it."""

    process: subprocess.Popen[str]
    display: str
    database: Path

    def xdotool(self, *words: str) -> str:
        """Let the hand do something."""
        done = subprocess.run(
            ["xdotool", *words],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def press(self, *keys: str) -> None:
        """Press keys one after another, with a pause after each."""
        for key in keys:
            self.xdotool("key", key)
            time.sleep(GRACE)

    @property
    def caption(self) -> str:
        """What the title bar says; empty while there is no window."""
        found = self.xdotool("search", "--onlyvisible", "--class", "run_game").split()
        return self.xdotool("getwindowname", found[0]) if found else ""

    def shows(self, words: str) -> None:
        """Wait until the title bar ends like this."""
        until(
            lambda: self.caption.endswith(words) or self.process.poll() is not None,
            f"a window that says {words!r}",
        )
        assert self.process.poll() is None, self.process.stderr and self.process.stderr.read()

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What the database says by now; nothing while it is not there."""
        if not self.database.exists():
            return []
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return connection.execute(query).fetchall()

    def answers(self) -> list[tuple[object, ...]]:
        """is_real and said_real of every trial so far, in order."""
        return self.rows("select is_real, said_real from trial order by id")

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal; the exit code, and what stands on stderr."""
        self.process.send_signal(number)
        return self.left()

    def left(self) -> tuple[int, str]:
        """Wait until the program has ended; the exit code, and what stands on stderr."""
        _, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said


@contextmanager
def game(display: str, folder: Path, *arguments: str, introduced: bool = True) -> Iterator[Game]:
    """The program, started from a folder that is not its own.

    Unless it is not to be ``introduced``, its introduction has been seen before.
    """
    database = folder / "x.sqlite3"
    settings = folder / "data" / "real-or-fake" / "settings.json"
    if introduced and not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text('{"version": 1, "introduced": true}', "utf-8")
    environment = {**os.environ, "DISPLAY": display, "XDG_DATA_HOME": str(folder / "data")}
    # Without a device, whatever the machine has: a test makes no noise.
    environment["SDL_AUDIODRIVER"] = "dummy" if "--mute" in arguments else "alsa"
    command = [sys.executable, str(ROOT / "run_game.py"), *arguments]
    if "--db" not in arguments:
        command += ["--db", "sqlite:///x.sqlite3"]
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    )
    try:
        yield Game(process, display, database)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()
