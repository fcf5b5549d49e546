"""Settings in the real window: changed by real keys, in force at once, there at the next start."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.scenes.title import ITEMS, Item
from tests.models.small_checkpoint import keep_tiny
from tests.window.desktop import GRACE, Game, game, needs_a_screen, screen, to, until, up_from

pytestmark = [pytest.mark.slow, needs_a_screen()]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with screen() as name:
        yield name


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The arguments that play against a tiny checkpoint."""
    path = keep_tiny(tmp_path_factory.mktemp("tiny") / "epoch-003.safetensors")
    return ("--seed", "7", "--mute", "--checkpoint", str(path))


def file_in(folder: Path) -> Path:
    return folder / "data" / "real-or-fake" / "settings.json"


def kept(folder: Path) -> dict[str, object]:
    path = file_in(folder)
    held: dict[str, object] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return held


def answered(playing: Game, key: str, count: int) -> None:
    playing.press(key)
    until(lambda: len(playing.answers()) == count, "the answer's row")


def test_a_key_that_was_bound_answers_at_once_and_at_the_next_start(
    display: str, tmp_path: Path, tiny: tuple[str, ...]
) -> None:
    with game(display, tmp_path, *tiny) as playing:
        playing.shows("Fake?")
        playing.press(*to(Item.SETTINGS))
        playing.shows("Settings")
        playing.press("Down", "Return")
        playing.shows("Keys")
        playing.press("Return")
        playing.shows("Press a key")
        playing.press("m")
        playing.shows("Press a key")
        playing.press("q")
        playing.shows("Keys")
        playing.press("Escape", "Escape", *["Up"] * ITEMS.index(Item.SETTINGS), "Return")
        playing.shows("Exhibit 1")
        playing.press("Left")
        answered(playing, "q", 1)
        playing.end()
    assert kept(tmp_path)["keys"]["genuine"] == ["q", "r"]  # type: ignore[index]
    assert kept(tmp_path)["mute"] is False
    with game(display, tmp_path, "--mode", "arcade", *tiny) as playing:
        playing.shows("Exhibit 1")
        answered(playing, "q", 2)
        assert [said for _, said in playing.answers()] == [1, 1]


def test_mute_and_the_windows_size_are_kept(
    display: str, tmp_path: Path, tiny: tuple[str, ...]
) -> None:
    loud = [word for word in tiny if word != "--mute"]
    with game(display, tmp_path, *loud) as playing:
        playing.shows("Fake?")
        playing.press("m")
        (window, *_) = playing.xdotool("search", "--onlyvisible", "--class", "run_game").split()
        playing.xdotool("windowsize", window, "900", "620")
        until(lambda: kept(tmp_path).get("window") == [900, 620], "the size in the file")
        assert kept(tmp_path)["mute"] is True
        playing.end()
    with game(display, tmp_path, *loud) as playing:
        playing.shows("Fake?")
        (window, *_) = playing.xdotool("search", "--onlyvisible", "--class", "run_game").split()
        assert "900x620" in playing.xdotool("getwindowgeometry", window)


def test_a_broken_file_is_set_aside_and_the_game_is_played(
    display: str, tmp_path: Path, tiny: tuple[str, ...]
) -> None:
    file_in(tmp_path).parent.mkdir(parents=True)
    file_in(tmp_path).write_text('{"version": 1, "volume": "loud"}', "utf-8")
    with game(display, tmp_path, "--mode", "arcade", *tiny) as playing:
        playing.shows("Exhibit 1")
        answered(playing, "Left", 1)
        assert playing.end() == (143, "")
    aside = file_in(tmp_path).with_name("settings-set-aside-1.json")
    assert "loud" in aside.read_text("utf-8")


def test_a_player_of_before_is_offered_and_signed_by_the_arrows(
    display: str, tmp_path: Path, tiny: tuple[str, ...]
) -> None:
    for name in ("Ada", "Ben"):
        with game(display, tmp_path, "--mode", "arcade", "--player", name, *tiny) as playing:
            playing.shows("Exhibit 1")
            answered(playing, "Left", 1 if name == "Ada" else 2)
    with game(display, tmp_path, *tiny) as playing:
        playing.shows("Fake?")
        playing.press(*to(Item.PLAYER))
        time.sleep(12 * GRACE)  # until the names have come
        playing.press("Down", "Down", "Return", *up_from(Item.PLAYER), "Return")
        playing.shows("Exhibit 1")
        answered(playing, "Left", 3)
        who = "select player.name from session join player on player.id = player_id order by 1"
        assert playing.rows(who) == [("Ada",), ("Ada",), ("Ben",)]
    assert kept(tmp_path)["player"] == "Ada"
