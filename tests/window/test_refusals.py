"""What cannot be is said in one sentence, before any window opens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.models.small_checkpoint import keep_tiny
from tests.window.desktop import ROOT


def start(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, str(ROOT / "run_game.py"), "--db", "sqlite:///x.sqlite3", *arguments],
        cwd=folder,
        env={**environment, "XDG_DATA_HOME": str(folder / "data")},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["--seed", "-1"],
        ["--seed", "2147483648"],
        ["--seed", "seven"],
        ["--trials", "0"],
        ["--scale", "0"],
        ["--player", "  "],
        ["--player", "Ada \u6f22"],
        ["--mode", "solitaire"],
        ["--unheard-of"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2(tmp_path: Path, arguments: list[str]) -> None:
    done = start(tmp_path, *arguments)
    assert done.returncode == 2
    assert arguments[0] in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_that_cannot_be_set_is_refused_with_the_letters_that_can(tmp_path: Path) -> None:
    done = start(tmp_path, "--player", "Ada \u6f22")
    assert done.stderr.splitlines()[-1].endswith(
        "expected letters that the game's type has (Latin and Cyrillic letters, digits and "
        "common signs), got '\\u6f22' in 'Ada \\u6f22'"
    )


def test_an_unknown_checkpoint_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    done = start(tmp_path, "--checkpoint", "nowhere")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "nowhere" in done.stderr


def test_a_file_that_is_no_checkpoint_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "notes.safetensors").write_bytes(b"not a checkpoint")
    done = start(tmp_path, "--checkpoint", "notes.safetensors")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "notes.safetensors" in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a desktop always has a display")
def test_without_a_display_there_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    path = keep_tiny(tmp_path / "epoch-003.safetensors")
    done = start(tmp_path, "--mode", "arcade", "--checkpoint", str(path))
    assert done.returncode == 1
    assert done.stderr.startswith("no display")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "x.sqlite3").exists()
