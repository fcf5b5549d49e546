"""Every screen there is, in the states that look different."""

from __future__ import annotations

from dataclasses import replace

from game.rules.news import FoolCount, ForgersReady, LeaderboardReady, LeaderboardRow
from game.scenes.actions import Action, Picked, Typed
from game.scenes.mishap import Mishap
from game.scenes.screen import Screen
from game.scenes.title import ITEMS, Item, Title
from game.scenes.trouble import Trouble
from tests.rules.samples import NOON, forger
from tests.scenes.player import Player, desk

LONG = "Bartholomew Featherstonehaugh-Cholmondeley"


def every_screen(player: str = "Ada") -> dict[str, Screen]:
    """The screens by name."""

    def fresh() -> Player:
        made = Player()
        made.scene = made.scene.at(replace(made.scene.desk, player=player))
        return made

    def menu(item: Item) -> Screen:
        return fresh().does(Picked(ITEMS.index(item))).scene

    over = fresh().starts().loses()
    summary = fresh().starts().loses().does(Action.GO_ON)
    waiting = summary.scene
    rows = tuple(
        LeaderboardRow(f"{player} {place}", 50 - place, place, f"uuid {place}", NOON, player)
        for place in range(10)
    )
    shelf = fresh()
    shelf.counts = (FoolCount("d" * 12, 57, 21, 3), FoolCount("e" * 12, 19, 4, 1))
    shelf.hear(ForgersReady(tuple(map(forger, "abcdefg"))))
    shelf.does(Picked(ITEMS.index(Item.FORGER)), *[Action.RIGHT] * 2)
    return {
        "title before anything came": Title(desk(player=player)),
        "title": fresh().scene,
        "choose": menu(Item.FORGER),
        "choose among many": shelf.scene,
        "name": menu(Item.PLAYER),
        "name refused": Player(menu(Item.PLAYER)).does(Typed("\u6f22")).scene,
        "help": menu(Item.HELP),
        "question under way": Player(digits=False).does(Action.GO_ON).scene,
        "question": fresh().starts().scene,
        "answering": Player(durable=False).starts().answers(right=True).scene,
        "reveal falling": fresh().starts().answers(right=True).waits(0.05).scene,
        "reveal right": fresh().starts().answers(right=True).waits(1).scene,
        "reveal wrong": fresh().starts().answers(right=False).waits(1).scene,
        "reveal over": over.waits(1).scene,
        "pause": fresh().starts().does(Action.BACK).scene,
        "mishap": Mishap(desk(player=player), f"/mnt/{LONG * 4}/a.safetensors: gone", "a" * 12, 12),
        "summary waiting": waiting,
        "summary": summary.hear(LeaderboardReady("arcade", rows)).scene,
        "leaving": Player(Title(desk(player=player))).does(Action.CLOSE).waits(3.2).scene,
        "answering slowly": Player(durable=False).starts().answers(right=True).waits(2).scene,
        "trouble": Trouble(desk(), f"/mnt/{LONG * 4}/guesses.sqlite3: the disk is full"),
    }
