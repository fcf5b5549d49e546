"""The doors between the rooms: what a fresh interpreter loads when it enters one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = {"game", "models", "trainer"}
HEAVY = {
    "torch",
    "torchvision",
    "numpy",
    "pygame",
    "sqlalchemy",
    "PIL",
    "matplotlib",
    "scipy",
    "statsmodels",
    "pandas",
    "rich",
    "tyro",
    "safetensors",
    "platformdirs",
}
ENTER = """
import importlib, pkgutil, sys
for name in sys.argv[1:]:
    room = importlib.import_module(name)
    for each in pkgutil.walk_packages(getattr(room, "__path__", []), name + "."):
        importlib.import_module(each.name)
print(*sys.modules)
"""


def loaded(*names: str) -> set[str]:
    """The modules in a fresh interpreter that has imported all of these, with their files."""
    command = [sys.executable, "-c", ENTER, *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def rooms(modules: set[str]) -> set[str]:
    """Our rooms among the modules, as ``game.rules``; single files by their own name."""
    return {".".join(name.split(".")[:2]) for name in modules if name.split(".")[0] in OURS} - OURS


@pytest.mark.parametrize(
    ("room", "may_open", "may_load"),
    [
        ("game.rules", set(), set()),
        ("game.scenes", {"game.rules"}, set()),
        ("game.ui", {"game.rules", "game.scenes"}, {"pygame"}),
        ("game.records", {"game.rules"}, {"sqlalchemy", "platformdirs"}),
        (
            "game.report",
            # It has its digits made again by the worker.
            {"game.records", "game.rules", "game.supply", "game.orders", "game.stock"}
            | {"game.contestant", "models.atomic", "models.metadata", "models.shelf"}
            | {"models.pool", "models.shades", "models.wording"},
            {"sqlalchemy", "platformdirs", "numpy", "scipy", "rich", "tyro", "PIL"},
        ),
    ],
)
def test_a_room_opens_no_door_but_its_own(
    room: str, may_open: set[str], may_load: set[str]
) -> None:
    modules = loaded(room)
    assert rooms(modules) <= {room} | may_open
    assert modules & HEAVY <= may_load


def test_models_import_neither_game_nor_trainer() -> None:
    assert {name.split(".")[0] for name in loaded("models")} & OURS == {"models"}


def test_the_trainer_does_not_import_the_game() -> None:
    assert {name.split(".")[0] for name in loaded("trainer")} & OURS == {"models", "trainer"}


def test_the_window_process_loads_nothing_before_the_first_frame_but_pygame() -> None:
    modules = loaded("game.app", "game.playing", "run_game")
    assert modules & HEAVY - {"pygame", "platformdirs"} == set()
    assert {name.split(".")[0] for name in modules} & OURS == {"game", "models"}


def test_the_window_is_opened_before_what_it_will_show_is_imported() -> None:
    ours = {name for name in loaded("game.app", "run_game") if name.startswith("game.")}
    assert "game.ui.opening" in ours
    assert not ours & {"game.playing", "game.world", "game.rules.news", "game.scenes.question"}
    assert not {name for name in ours if name.startswith("game.ui.screens")}
