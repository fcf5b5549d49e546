"""The display goes away in mid-game: what was answered is kept, and it is said in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.world import DISPLAY_LOST
from tests.models.small_checkpoint import keep_tiny
from tests.window.desktop import game, needs_a_screen, server, until

pytestmark = [pytest.mark.slow, needs_a_screen()]


@pytest.mark.parametrize("mode", ["arcade", "lab"])
def test_a_display_that_goes_away_is_one_sentence_and_every_answer_is_kept(
    tmp_path: Path, mode: str
) -> None:
    path = keep_tiny(tmp_path / "tiny" / "epoch-003.safetensors")
    arguments = ("--mode", mode, "--seed", "7", "--mute", "--checkpoint", str(path))
    with server() as (display, process), game(display, tmp_path, *arguments) as playing:
        playing.shows("Exhibit 1")
        playing.press("Left", "space")
        playing.shows("Exhibit 2")
        playing.press("Left")
        until(lambda: len(playing.answers()) == 2, "the second answer")
        process.kill()
        assert playing.left() == (1, f"{DISPLAY_LOST}\n")
        assert len(playing.answers()) == 2
        assert playing.rows("pragma integrity_check") == [("ok",)]
