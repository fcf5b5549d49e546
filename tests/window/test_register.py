"""From the end of a case to its picture and to the register, in the real window with real keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.models.small_checkpoint import keep_tiny
from tests.window.desktop import Game, game, needs_a_screen, screen, until

pytestmark = [pytest.mark.slow, needs_a_screen()]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with screen() as name:
        yield name


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("runs") / "tiny" / "epoch-001.safetensors"
    keep_tiny(path, epoch=1)
    return path


def answered(playing: Game, number: int) -> None:
    """Wait until so many answers have their rows."""
    until(lambda: len(playing.answers()) == number, "the answer's row")


def test_a_closed_case_is_saved_as_a_picture_and_stands_in_the_register(
    display: str, tmp_path: Path, checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    monkeypatch.setenv("XDG_PICTURES_DIR", str(pictures))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    arguments = ("--mode", "arcade", "--trials", "2", "--mute", "--checkpoint", str(checkpoint))
    with game(display, tmp_path, *arguments) as playing:
        for number in (1, 2):
            playing.shows(f"Exhibit {number}")
            playing.press("Left")
            answered(playing, number)
            playing.press("space")
        playing.shows("right")
        playing.press("s")
        playing.shows("The result card")
        until(lambda: any(pictures.glob("*.png")), "the picture")
        playing.press("Escape", "l")
        playing.shows("The register")
        playing.press(*["Right"] * 4)
        playing.shows("My statistics")
        playing.press("Escape")
        playing.shows("right")
        playing.press("Escape", "Escape")
        assert playing.left() == (0, "")
    (path,) = pictures.iterdir()
    with Image.open(path) as picture:
        assert picture.size == (1200, 630)
        picture.load()
    assert path.name.startswith("real-or-fake-")
    assert path.name.endswith("-arcade.png")
