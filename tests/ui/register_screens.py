"""The register, the statistics and the result card, in the states that look different."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from game.rules.board import Each, LeaderboardRow
from game.rules.career import COUNTED, Against, Career, ModeCareer, Pace, TalliedSession
from game.rules.news import (
    CardKept,
    CardUnkept,
    LeaderboardReady,
    StatisticsReady,
)
from game.rules.tally import Tally
from game.scenes.actions import Action, Picked
from game.scenes.register import LEAVES, Leaf
from game.scenes.screen import Screen
from game.scenes.title import ITEMS, Item
from tests.rules.samples import NOON
from tests.scenes.player import Player

SCORES = (48, 41, 37, 37, 30, 26, 22, 19, 17, 15, 12, 9, 8, 8, 7, 5, 3, 1)
EPOCHS = (1, 2, 3, 5, 10, 20, 50)


def row(player: str, score: int, epoch: int = 50) -> LeaderboardRow:
    """A session that somebody played against an epoch of one run."""
    when = NOON - timedelta(days=score)
    name = f"sgd-2026-01-31 · epoch {epoch}"
    return LeaderboardRow(player, score, score, f"uuid {score}", when, name, f"{epoch:012d}")


def boards(player: str) -> tuple[LeaderboardReady, ...]:
    """What the register may hold: the player comes late in it."""
    names = ("Grace Hopper", "Jean", "Zoë", f"{player} II")
    arcade = tuple(row(names[place % 4], score) for place, score in enumerate(SCORES))
    arcade = (arcade[0], replace(arcade[1], left=True), *arcade[2:])
    arcade = (*arcade[:-2], row(player, 3), arcade[-1])
    ladder = tuple(
        row(name, epoch, epoch) for name, epoch in zip(names, (20, 10, 5, 3), strict=True)
    )
    forgers = tuple(row(names[epoch % 4], 30 - epoch // 2, epoch) for epoch in EPOCHS)
    best = (*arcade[:3], row(player, 3))
    return (
        LeaderboardReady("arcade", arcade),
        LeaderboardReady("ladder", (*ladder, row(player, 2, 2))),
        LeaderboardReady("arcade", forgers, Each.CHECKPOINT),
        LeaderboardReady("arcade", best, Each.PLAYER),
        LeaderboardReady("ladder", ladder, Each.PLAYER),
        LeaderboardReady("arcade", arcade[:5], checkpoint_id=f"{EPOCHS[0]:012d}"),
    )


def career(player: str, sessions: int = 14) -> Career:
    """Somebody who has played arcade often and the lab hardly."""
    sittings = tuple(
        TalliedSession(
            NOON + timedelta(days=3 * place),
            Tally(12, (5 - place // 3) % 6, 10 + place, (7 * place) % 5),
        )
        for place in range(sessions)
    )
    counts = Tally(168, 34, 231, 62)
    against = tuple(
        Against(f"{epoch:012d}", f"sgd-2026-01-31 · epoch {epoch}", epoch, 12 + epoch, epoch // 2)
        for epoch in EPOCHS
    )
    none = Pace(None, 0)
    modes = {
        "arcade": ModeCareer(
            "arcade", sessions, counts, sittings, Pace(1240.0, 303), Pace(1910.0, 96), against
        ),
        "ladder": ModeCareer("ladder", 0, Tally(0, 0, 0, 0), (), none, none, ()),
        "lab": ModeCareer(
            "lab", 1, Tally(5, 1, 6, 2), sittings[:1], none, none, against[:1], flagged=2
        ),
    }
    return Career(player, tuple(modes[mode] for mode in COUNTED))


def of_the_register(fresh: Callable[[], Player], player: str) -> dict[str, Screen]:
    """Every leaf, and the card of a session that is over."""

    def opened(leaf: Leaf, *more: Action) -> Player:
        made = fresh()
        made.boards, made.career = boards(player), career(player)
        made.does(Picked(ITEMS.index(Item.REGISTER)), Picked(LEAVES.index(leaf)))
        return made.does(*more)

    empty = fresh().does(Picked(ITEMS.index(Item.REGISTER)))
    over = fresh().starts().loses().does(Action.GO_ON, Action.KEEP)
    return {
        "register": opened(Leaf.ARCADE).scene,
        "register empty": empty.scene,
        "register of the ladder": opened(Leaf.LADDER).scene,
        "register by forger": opened(Leaf.FORGERS, *[Action.DOWN] * 3).scene,
        "register of one forger": opened(Leaf.FORGERS, Action.GO_ON).scene,
        "register by examiner": opened(Leaf.EXAMINERS).scene,
        "statistics": opened(Leaf.MINE).scene,
        "statistics of nothing": opened(Leaf.MINE, Action.DOWN).scene,
        "statistics of little": opened(Leaf.MINE, Action.UP).scene,
        "statistics of one session": _single(opened(Leaf.MINE), player),
        "card": over.scene,
        "card kept": Player(over.scene).hear(CardKept(f"/home/{player}/Pictures/{NAME}")).scene,
        "card unkept": Player(over.scene).hear(CardUnkept(FULL.format(player))).scene,
    }


NAME = "real-or-fake-2026-01-31-arcade-2.png"
FULL = "/home/{}/Pictures: expected room for the result card, found none; free some."


def _single(made: Player, player: str) -> Screen:
    whole = career(player)
    arcade = replace(whole.modes[0], sessions=1, latest=whole.modes[0].latest[:1])
    return made.hear(StatisticsReady(replace(whole, modes=(arcade, *whole.modes[1:])))).scene
