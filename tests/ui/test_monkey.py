"""A monkey at the desk: random inputs over all screens neither crash it nor spoil a row."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.rules.news import ForgersReady, FramesDropped, FrameShown
from game.scenes.actions import Action, Intent, Picked, Pressed, Resized, Typed
from game.scenes.bindings import ERASER
from game.scenes.effects import Arrange, BeginSession, Quit, Record
from game.scenes.modes import KINDS
from game.scenes.settings import Settings
from game.scenes.tidings import SettingsUnkept
from game.scenes.title import ITEMS, Item
from game.settings_file import load, written
from game.ui import painter
from tests.rules.samples import forger
from tests.scenes.player import Player

INPUTS = 3_000
FRAMES = 24
"""Between two inputs."""
KEYS = ("q", "m", "left", "escape", "return", "space", ERASER, "f5", "\u044f")
DOORS = tuple(map(ITEMS.index, (Item.SETTINGS, Item.FORGER)))
"""Lines of the title that lead far."""
ANSWERS = (Action.SAY_REAL, Action.SAY_FAKE, Action.GO_ON, Action.GO_ON)


def any_intent(chance: random.Random) -> Intent:
    """What a monkey may mean; now and then what keeps a game going."""
    match chance.randrange(8):
        case 0:
            return Picked(chance.choice((*DOORS, chance.randrange(26))))
        case 1:
            return Typed(chance.choice(("Zoë", " ", "\u6f22", "x" * 99, "\n", "")))
        case 2:
            return Pressed(chance.choice(KEYS))
        case 3 if chance.random() < 0.2:
            return Resized((chance.randrange(1, 4_000), chance.randrange(1, 3_000)))
        case 4 | 5:
            return chance.choice(ANSWERS)
    return chance.choice([action for action in Action if action is not Action.CLOSE])


def live(player: Player, chance: random.Random) -> None:
    """Something happens."""
    match chance.randrange(12):
        case 0:
            player.hear(FramesDropped(chance.randrange(1, 99)))
        case 1:
            player.hear(SettingsUnkept("No room."))
        case 2:
            player.hear(ForgersReady(tuple(map(forger, chance.sample("abcde", 3)))))
        case 3 | 4:
            player.waits(chance.choice((0.0, 0.01, 1.0, 4_000.0)))
        case _:
            player.does(any_intent(chance))
    player.sees()
    for _ in range(FRAMES):
        if player.scene.counts_frames:
            before = player.waits(1 / 60).scene
            player.hear(FrameShown(60.0))
            if player.scene != before:
                player.sees()


PLAYED = {
    "arcade": {"Question", "Reveal"},
    "ladder": {"Question", "Reveal", "Choose", "NameEntry"},
    "timed": {"Glimpse"},
    "lab": {"Question", "Reveal", "Rest", "Interval"},
}
"""The modes, and screens that a monkey must have come to in each."""


def started(mode: str) -> Player:
    """Somebody at the title, with a mode chosen."""
    player = Player()
    kinds = [kind.mode for kind in KINDS]
    return player.does(Picked(ITEMS.index(Item.KIND)), Picked(kinds.index(mode)))


def lives(seed: int, kinds: set[str], mode: str = "arcade") -> Iterator[Player]:
    """So many inputs, with the program started again whenever the monkey has left it."""
    chance = random.Random(seed)
    surface = pygame.Surface((640, 480), depth=32)
    player, settings = started(mode), Settings()
    for _ in range(INPUTS):
        live(player, chance)
        kinds.add(type(player.scene).__name__)
        if chance.random() < 0.1:
            painter.draw(surface, player.scene)
        if player.done(Quit):
            yield player
            settings = player.scene.desk.settings
            player = started(mode)
            player.players = ("Grace Hopper", "Ada")
            player.scene = player.scene.at(player.scene.desk.arranged(settings))
    yield player


@pytest.mark.parametrize(("seed", "mode"), list(enumerate(PLAYED)))
def test_thousands_of_random_inputs_neither_crash_a_screen_nor_spoil_a_row(
    seed: int, mode: str
) -> None:
    kinds: set[str] = set()
    for player in lives(seed, kinds, mode):
        rows = defaultdict(list)
        for record in player.done(Record):
            rows[record.session_uuid].append(record.trial)
        assert rows.keys() <= {begun.session_uuid for begun in player.done(BeginSession)}
        for trials in rows.values():
            assert [trial.planned.number for trial in trials] == list(range(1, len(trials) + 1))
            for trial in trials:
                assert trial.outcome in ("answered", "void")
                assert (trial.said_real is None) == (trial.outcome == "void")
                assert (trial.response_ms or 0.0) >= 0
                assert (trial.response_ms is None) == (trial.outcome == "void")
    assert kinds >= {"Title", "Pause", "Adjust", "Rebind", "Listen", "HelpCard"} | PLAYED[mode]


def test_whatever_a_monkey_sets_is_written_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    held = {each.settings for player in lives(9, set()) for each in player.done(Arrange)}
    assert len(held) > 20
    for settings in held:
        path.write_text(written(settings), "utf-8")
        assert load(path).settings == settings
