"""Every screen there is, in the states that look different."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from game.rules.board import FoolRate, LeaderboardRow
from game.rules.forgers import Forger
from game.rules.news import ForgersReady, LeaderboardReady
from game.rules.proportion import wilson
from game.scenes.actions import Action, Intent, Picked, Pressed, Typed
from game.scenes.adjust import ROWS, Row
from game.scenes.desk import Desk
from game.scenes.mishap import Mishap
from game.scenes.screen import Screen
from game.scenes.settings import Settings
from game.scenes.summary import Summary
from game.scenes.tidings import PlayersReady, SettingsUnkept
from game.scenes.title import ITEMS, Item, Title
from game.scenes.trouble import Trouble
from tests.rules.samples import NOON, forger
from tests.scenes.player import Player
from tests.scenes.player import desk as plain
from tests.ui.glimpses import every_glimpse
from tests.ui.lab_screens import every_lab_screen
from tests.ui.mode_screens import of_modes
from tests.ui.register_screens import of_the_register
from tests.ui.study_screens import every_study_screen

LONG = "Bartolomew Featherstonehaugh-Cholmondley"


NAMES = ("Grace Hopper", "Ada", "Jean", LONG, "Zoë")
UNREAD = "settings.json: expected settings as JSON; it is now settings-set-aside-1.json."


SHIPPED = Path(__file__).resolve().parents[2] / "checkpoints" / "sgd" / "fixed-noise"


def _shipped() -> tuple[Forger, ...]:
    """Forgers with the pictures that come with the game."""
    pictures = sorted(SHIPPED.glob("epoch-*.png"))
    epochs = [int(path.stem.removeprefix("epoch-")) for path in pictures]
    return tuple(
        replace(
            forger(letter),
            name=f"sgd · epoch {epoch}",
            epoch=epoch,
            images_seen=55_000 * epoch,
            picture=str(path),
        )
        for letter, epoch, path in zip("abcdefg", epochs, pictures, strict=True)
    )


def every_screen(player: str = "Ada", settings: Settings | None = None) -> dict[str, Screen]:
    """The screens by name, as somebody with these settings sees them."""
    liked = replace(settings or Settings(), player=player)
    made = _screens(player, liked)
    return {name: scene.at(scene.desk.arranged(liked)) for name, scene in made.items()}


def _screens(player: str, settings: Settings) -> dict[str, Screen]:
    def desk() -> Desk:
        return plain(player=player).arranged(settings)

    def fresh() -> Player:
        made = Player()
        made.scene = made.scene.at(made.scene.desk.arranged(settings))
        return made

    def adjusting(row: Row, *more: Intent) -> Player:
        made = fresh().does(Picked(ITEMS.index(Item.SETTINGS)))
        return made.does(*[Action.DOWN] * ROWS.index(row), *more)

    def menu(item: Item) -> Screen:
        return fresh().does(Picked(ITEMS.index(item))).scene

    over = fresh().starts().loses()
    summary = fresh().starts().loses().does(Action.GO_ON)
    unranked = summary.scene
    assert isinstance(unranked, Summary)
    rows = tuple(
        LeaderboardRow(f"{player} {place}", 50 - place, place, f"uuid {place}", NOON, player)
        for place in range(10)
    )
    shelf = fresh()
    shelf.rates = (FoolRate("d" * 12, wilson(21, 57)), FoolRate("e" * 12, wilson(4, 19)))
    shelf.hear(ForgersReady(_shipped()))
    shelf.does(Picked(ITEMS.index(Item.FORGER)), *[Action.RIGHT] * 2)
    hurried, late = _hurried(fresh()), _hurried(fresh()).waits(1.0)
    for _ in range(9):
        late.waits(1.0)
    return {
        **of_modes(fresh),
        **every_glimpse(player, settings),
        **every_lab_screen(fresh),
        **of_the_register(fresh, player),
        **every_study_screen(fresh, player),
        "question against the clock": hurried.scene,
        "reveal after time ran out": late.scene,
        "title before anything came": Title(desk()),
        "title": fresh().scene,
        "choose": menu(Item.FORGER),
        "choose among many": shelf.scene,
        "name": menu(Item.PLAYER),
        "name refused": Player(menu(Item.PLAYER)).does(Typed("\u6f22")).scene,
        "name among earlier ones": Player(menu(Item.PLAYER)).hear(PlayersReady(NAMES)).scene,
        "settings": menu(Item.SETTINGS),
        "settings at the middle": adjusting(Row.SCALE).scene,
        "settings at the end": adjusting(Row.FLASHES).scene,
        "settings unread": adjusting(Row.VOLUME).hear(SettingsUnkept(UNREAD)).scene,
        "title with unread settings": fresh().hear(SettingsUnkept(UNREAD)).scene,
        "keys": adjusting(Row.KEYS, Action.GO_ON).scene,
        "keys at the end": adjusting(Row.KEYS, Action.GO_ON, Action.UP).scene,
        "keys waiting": adjusting(Row.KEYS, *[Action.GO_ON] * 2).scene,
        "keys refused": adjusting(Row.KEYS, *[Action.GO_ON] * 2, Pressed("m")).scene,
        "help": menu(Item.HELP),
        "help on keys": Player(menu(Item.HELP)).does(Action.GO_ON).scene,
        "question under way": Player(digits=False).does(Action.GO_ON).scene,
        "question": fresh().starts().scene,
        "answering": Player(durable=False).starts().answers(right=True).scene,
        "reveal falling": fresh().starts().answers(right=True).waits(0.05).scene,
        "reveal right": fresh().starts().answers(right=True).waits(1).scene,
        "reveal wrong": fresh().starts().answers(right=False).waits(1).scene,
        "reveal over": over.waits(1).scene,
        "pause": fresh().starts().does(Action.BACK).scene,
        "mishap": Mishap(desk(), f"/mnt/{LONG * 4}/a.safetensors: gone", "a" * 12, 12),
        "summary waiting": replace(unranked, board=None),
        "summary of a case without a place": unranked,
        "summary": summary.hear(LeaderboardReady("arcade", rows)).scene,
        "leaving": Player(Title(desk())).does(Action.CLOSE).waits(3.2).scene,
        "answering slowly": Player(durable=False).starts().answers(right=True).waits(2).scene,
        "trouble": Trouble(desk(), f"/mnt/{LONG * 4}/guesses.sqlite3: the disk is full"),
    }


def _hurried(player: Player) -> Player:
    """Let somebody answer rightly until the time to think runs, and a second of it pass."""
    player.starts()
    for _ in range(3):
        player.answers(right=True).does(Action.GO_ON).sees()
    return player.waits(1.0)
