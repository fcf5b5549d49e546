"""The settings' file: readable, whole, and never in the way, whatever stands in it."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from game.keeper import Keeper
from game.options import Options
from game.scenes.actions import Action
from game.scenes.bindings import Bindings
from game.scenes.settings import Settings
from game.settings_file import LONGEST, VERSION, Loaded, load, written

RATINGS = (Action.RATE_1, Action.RATE_2, Action.RATE_3, Action.RATE_4)
ODD = Settings(
    player="Zoë",
    volume=35,
    mute=True,
    full_screen=True,
    window=(1000, 700),
    scale=7,
    text_size=150,
    palette="high contrast",
    reduced_motion=True,
    no_flashes=True,
    time_limits=False,
    confidence=True,
    keys=Bindings().rebound(Action.SAY_REAL, 1, "q").rebound(Action.BACK, 1, "\u044f"),
)


def kept(folder: Path, text: str) -> Path:
    path = folder / "settings.json"
    path.write_text(text, "utf-8")
    return path


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    assert load(kept(tmp_path, written(ODD))) == Loaded(ODD)


def test_the_file_is_readable_json_with_an_action_on_each_line() -> None:
    text = written(ODD)
    assert json.loads(text)["keys"]["genuine"] == ["left", "q"]
    assert '  "player": "Zoë",\n' in text
    assert '    "back": ["escape", "\u044f"],\n' in text


def test_without_a_file_the_defaults_hold_and_nothing_is_said(tmp_path: Path) -> None:
    assert load(tmp_path / "none" / "settings.json") == Loaded(Settings())


def test_what_a_file_does_not_mention_is_as_by_default(tmp_path: Path) -> None:
    path = kept(tmp_path, '{"version": 1, "volume": 5, "keys": {"mute": ["x"]}}')
    keys = Bindings().rebound(Action.MUTE, 0, "x")
    assert load(path) == Loaded(replace(Settings(), volume=5, keys=keys))


def test_a_file_of_before_an_action_came_keeps_its_keys_and_the_action_gets_others(
    tmp_path: Path,
) -> None:
    held = {name: list(keys) for name, keys in json.loads(written(Settings()))["keys"].items()}
    for name in ("sure_1", "sure_2", "sure_3", "sure_4"):
        del held[name]
    held |= {"mute": ["1", "[1]"], "help": ["2", "f2"]}
    loaded = load(kept(tmp_path, json.dumps({"version": 1, "keys": held})))
    assert loaded.notice == ""
    keys = loaded.settings.keys
    assert keys.of(Action.MUTE) == ("1", "[1]")
    assert [keys.of(rate) for rate in RATINGS] == [("f3",), ("[2]",), ("3", "[3]"), ("4", "[4]")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "expected settings as JSON"),
        ("{", "expected settings as JSON"),
        ("[" * 50_000, "expected settings as JSON"),
        ("x" * (LONGEST + 1), "expected settings as JSON"),
        ("[1]", "expected settings of this game"),
        ('{"volume": 5}', "expected settings of this game"),
        ('{"version": true}', "expected settings of this game"),
        ('{"version": 99}', f"expected version {VERSION} of the settings, found 99"),
        ('{"version": 1, "volume": 500}', "volume: expected 0 to 100, found 500"),
        ('{"version": 1, "volume": "5"}', "volume: expected a value like 80"),
        ('{"version": 1, "mute": 1}', "mute: expected a value like False"),
        ('{"version": 1, "window": [1, 2, 3]}', "window: expected a width and a height"),
        ('{"version": 1, "window": [1, 2]}', "window: expected 640 × 480"),
        ('{"version": 1, "palette": "neon"}', "palette: expected one of"),
        ('{"version": 1, "player": "  "}', "player: expected a name"),
        ('{"version": 1, "colour": 1}', "colour: expected no such setting"),
        ('{"version": 1, "keys": {"mute": ["r"], "genuine": ["r"]}}', "keys of genuine"),
        ('{"version": 1, "keys": {"mute": ["h"], "help": ["h", "f1"]}}', "keys of help"),
        ('{"version": 1, "keys": {"mute": []}}', "keys of mute"),
        ('{"version": 1, "keys": {"dance": ["d"]}}', "keys: expected no action 'dance'"),
        ('{"version": 1, "keys": 3}', "keys: expected an action"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_file_that_cannot_be_read_is_set_aside_and_that_is_said(
    tmp_path: Path, text: str, why: str
) -> None:
    path = kept(tmp_path, text)
    loaded = load(path)
    assert loaded.settings == Settings()
    assert "settings.json: " in loaded.notice
    assert why in loaded.notice
    assert loaded.notice.endswith("it is now settings-set-aside-1.json, and the defaults hold.")
    assert "\n" not in loaded.notice
    assert not path.exists()
    assert (tmp_path / "settings-set-aside-1.json").read_text("utf-8") == text


def test_bytes_that_are_no_text_are_set_aside_too(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"\xff\xfe\x00")
    assert load(path).settings == Settings()
    assert not path.exists()


def test_what_was_set_aside_before_is_not_written_over(tmp_path: Path) -> None:
    for text in ("first", "second"):
        load(kept(tmp_path, text))
    texts = [(tmp_path / f"settings-set-aside-{n}.json").read_text("utf-8") for n in (1, 2)]
    assert texts == ["first", "second"]


def test_what_cannot_be_set_aside_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    path = kept(tmp_path, "mine")
    monkeypatch.setattr(Path, "rename", refused)
    loaded = load(path)
    assert "the defaults hold, and no settings are kept" in loaded.notice
    keeper = Keeper(path, loaded, loaded.settings)
    keeper.keep(ODD)
    keeper.close()
    assert path.read_text("utf-8") == "mine"


def test_a_change_is_written_and_nothing_is_written_without_one(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    keeper = Keeper(path, Loaded(Settings()), Settings())
    keeper.keep(Settings())
    keeper.close()
    assert not path.exists()
    keeper = Keeper(path, Loaded(Settings()), Settings())
    for volume in range(0, 100, 10):
        keeper.keep(replace(Settings(), volume=volume))
    keeper.close()
    assert load(path).settings.volume == 90
    assert list(path.parent.iterdir()) == [path]


def test_what_the_command_line_said_for_one_start_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    loaded = Loaded(Settings(player="Ada", volume=50))
    asked = Options("arcade", (), "Ben", None, 1, None, full_screen=True, scale=3, mute=True)
    held = asked.over(loaded.settings)
    assert (held.player, held.full_screen, held.scale, held.mute) == ("Ben", True, 3, True)
    keeper = Keeper(path, loaded, held)
    keeper.keep(replace(held, volume=60))
    keeper.close()
    assert load(path).settings == Settings(player="Ada", volume=60)


def test_what_was_not_asked_for_is_as_the_settings_say() -> None:
    asked = Options(None, (), None, None, 1, None, full_screen=False, scale=None, mute=False)
    assert asked.over(ODD) == ODD


def test_settings_that_cannot_be_written_are_said_once_and_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    keeper = Keeper(tmp_path / "file" / "settings.json", Loaded(Settings()), Settings())
    keeper.keep(ODD)
    keeper.close()
    said = keeper.failure()
    assert "settings.json: cannot be written" in said
    assert keeper.failure() == ""


def test_the_thread_ends_with_the_keeper(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path / "settings.json", Loaded(Settings()), Settings())
    keeper.keep(ODD)
    keeper.close()
    assert "settings" not in {thread.name for thread in threading.enumerate()}
