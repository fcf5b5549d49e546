"""The keeper of the settings: what the player changes is written behind the window."""

from __future__ import annotations

import threading
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from game.scenes.settings import Settings
from game.settings_file import Loaded, written

SETTLING_SECONDS = 0.4
"""What changes several times in a row is written once."""


class Keeper:
    """Writes the settings when they change, in a thread of its own.

    What the command line said for one start stands in no file: a field is written when the
    player has changed it.
    """

    def __init__(self, path: Path, loaded: Loaded, held: Settings) -> None:
        """``held`` is what holds at the start: what was loaded, with the command line on top."""
        self._path = path
        self._kept = loaded.settings
        self._held = held
        self._writable = loaded.writable
        self._changed = threading.Event()
        self._closing = threading.Event()
        self._failure = ""
        self._thread: threading.Thread | None = None

    @property
    def held(self) -> Settings:
        """The settings that hold at present."""
        return self._held

    def keep(self, settings: Settings) -> None:
        """These hold from now on: write what differs from those before, soon."""
        changes: Any = {
            each.name: getattr(settings, each.name)
            for each in fields(settings)
            if getattr(settings, each.name) != getattr(self._held, each.name)
        }
        self._held = settings
        self._kept = replace(self._kept, **changes)
        if not changes or not self._writable:
            return
        self._changed.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="settings", daemon=True)
            self._thread.start()

    def failure(self) -> str:
        """Why the settings cannot be kept, in a sentence, said once; empty if all is well."""
        said, self._failure = self._failure, ""
        return said

    def close(self) -> None:
        """Write what has not been written yet."""
        self._closing.set()
        self._changed.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        from models.atomic import write_atomically  # here, for what it imports takes a frame

        while True:
            self._changed.wait()
            self._closing.wait(SETTLING_SECONDS)
            self._changed.clear()
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(self._path, written(self._kept).encode())
            except OSError as fault:
                self._failure = f"{self._path}: cannot be written ({fault.strerror})."
            if self._closing.is_set() and not self._changed.is_set():
                return
