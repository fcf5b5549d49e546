"""Words of help, and words on a slip, that wait for nothing large."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LARGE = ("torch", "torchvision", "matplotlib", "scipy", "sqlalchemy")
SPY = """
import runpy, sys
name, *sys.argv[1:] = sys.argv[1:]
try:
    runpy.run_module(name, run_name="__main__", alter_sys=True)
finally:
    there = [each for each in {large!r} if each in sys.modules]
    print("large:", *there)
"""


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("trainer", "--help"), 0),
        (("trainer", "--list-presets"), 0),
        (("trainer", "--epochs", "0"), 2),
        (("trainer", "--nonsense"), 2),
        (("trainer.evaluate", "--help"), 0),
        (("trainer.evaluate",), 2),
        (("models.generate", "--help"), 0),
        (("models.generate", "run", "--count", "0"), 2),
        (("game.report", "--help"), 0),
        (("game.report", "forget", "--help"), 0),
        (("game.report", "--nonsense"), 2),
    ],
)
def test_a_help_text_and_wrong_usage_load_no_large_library(
    command: tuple[str, ...], code: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SPY.format(large=LARGE), *command],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == code, done.stderr
    assert done.stdout.splitlines()[-1] == "large:"
