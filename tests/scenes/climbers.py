"""Climbers: players of the ladder, up to a landing or to the end."""

from __future__ import annotations

from game.rules.ladder import DIGITS
from game.rules.news import ForgersReady
from game.scenes.actions import Action, Picked
from game.scenes.modes import KINDS
from game.scenes.title import ITEMS, Item
from tests.rules.samples import forger
from tests.scenes.player import Player

RUNGS = "abcd"


def in_mode(mode: str, player: Player | None = None) -> Player:
    """Somebody at the title who has chosen a mode, with a run of four on the shelf."""
    player = (player or Player()).hear(ForgersReady(tuple(map(forger, RUNGS))))
    modes = [kind.mode for kind in KINDS]
    return player.does(Picked(ITEMS.index(Item.KIND)), Picked(modes.index(mode)))


def plays_level(player: Player, right: int) -> Player:
    """Answer the ten digits of a level, the first so many rightly, up to what follows them."""
    for number in range(DIGITS):
        player.sees().answers(right=number < right).does(Action.GO_ON)
    return player


def climbed(player: Player, *right: int) -> Player:
    """From the title through as many levels, with so many right in each, to what follows."""
    player.does(Action.GO_ON)
    for level, enough in enumerate(right):
        if level:
            player.does(Action.GO_ON)
        plays_level(player, enough)
    return player
