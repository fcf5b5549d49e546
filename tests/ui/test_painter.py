"""The painter knows every screen there is, and brings each only when it is seen."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from game import scenes
from game.scenes.screen import Screen
from game.ui import painter

ROOT = Path(__file__).resolve().parents[2]
ENTER = """
import sys
from game.scenes.introduction import Introduction
from game.ui import painter
painter._drawing(Introduction)
print(*(name for name in sys.modules if name.startswith("game.ui.screens.")))
"""


def kinds(parent: type[Screen] = Screen) -> Iterator[type[Screen]]:
    for each in pkgutil.iter_modules(scenes.__path__, "game.scenes."):
        import_module(each.name)
    for kind in parent.__subclasses__():
        if kind.__subclasses__():
            yield from kinds(kind)
        else:
            yield kind


def test_every_screen_there_is_has_its_drawing() -> None:
    seen = [kind for kind in kinds() if kind.__module__.startswith("game.")]
    assert {kind.__name__ for kind in seen} >= set(painter.LATER)
    assert all(callable(painter._drawing(kind)) for kind in seen)


def test_a_screen_that_nobody_sees_first_brings_no_other_with_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENTER], cwd=ROOT, capture_output=True, text=True, check=True
    )
    brought = {name.split(".")[-1] for name in done.stdout.split()}
    later = {drawing.split(".")[0] for drawing in painter.LATER.values()}
    assert brought & later == {"introduction"}
