"""The screens that lead to the modes, and those of the ladder, in states that look different."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from game.rules.board import FoolRate, LeaderboardRow
from game.rules.news import ForgersReady, LeaderboardReady
from game.rules.proportion import wilson
from game.scenes.actions import Action, Picked
from game.scenes.introduction import Introduction
from game.scenes.landing import Landing
from game.scenes.screen import Screen
from game.scenes.title import ITEMS, Item
from models.shelf import CHECKPOINTS
from tests.rules.samples import NOON, forger
from tests.scenes.climbers import climbed, in_mode
from tests.scenes.player import Player

BESIDES = ("ladder", "lab", "timed")
"""The modes beside that at the start."""


def of_modes(fresh: Callable[[], Player]) -> dict[str, Screen]:
    """What leads to the modes, and what the ladder adds."""
    kinds = fresh().does(Picked(ITEMS.index(Item.KIND)))
    ladder = in_mode("ladder", fresh())
    landing = climbed(in_mode("ladder", fresh()), 9)
    introduced = Introduction(fresh().scene.desk, fresh().scene)
    elsewhere = replace(introduced.desk, kept_at="postgresql://host.example.org/a-study-of-digits")
    return {
        "modes": kinds.scene,
        "title for the ladder": ladder.scene,
        **{f"help in {m}": in_mode(m, fresh()).does(Action.HELP).scene for m in BESIDES},
        "landing": pictured(landing.scene, "sgd"),
        "landing without pictures": landing.scene,
        "summary of a climb": _summed_up(fresh(), 10, 9, 8, 6),
        "summary of a fall": _summed_up(fresh(), 7),
        "summary of the top": _summed_up(fresh(), 10, 9, 8, 10),
        "introduction": introduced,
        "introduction to what is recorded": replace(introduced, card=1),
        "introduction to a database elsewhere": replace(introduced, card=1, desk=elsewhere),
        "introduction to the modes": replace(introduced, card=2),
        "choose a run": in_mode("ladder", fresh()).does(Picked(ITEMS.index(Item.FORGER))).scene,
        "choose several": _several(fresh()),
    }


def _summed_up(player: Player, *right: int) -> Screen:
    """The end of a climb, with others in the register."""
    end = climbed(in_mode("ladder", player), *right)
    name = player.scene.desk.player
    scores = enumerate((98, 97, 97), 1)
    rows = tuple(LeaderboardRow(name, epoch, n, f"uuid {n}", NOON, None) for n, epoch in scores)
    return end.hear(LeaderboardReady("ladder", rows)).scene


def _several(player: Player) -> Screen:
    """Two of four marked, with pictures, one without, and one from outside."""
    player.rates = (FoolRate("a" * 12, wilson(391, 1_057)), FoolRate("b" * 12, wilson(1, 4)))
    folder = CHECKPOINTS / "sgd" / "fixed-noise"
    marked = in_mode("lab", player)
    shelf = tuple(
        replace(forger(name), picture=str(folder / f"epoch-{epoch:03d}.png"), epoch=epoch)
        for name, epoch in zip("abc", (2, 10, 50), strict=True)
    )
    outside = replace(
        forger("o"), name="diffusion", run="diffusion", preset="", epoch=0, images_seen=0, count=400
    )
    marked.hear(ForgersReady((*shelf, outside)))
    return marked.does(Picked(ITEMS.index(Item.FORGER)), Picked(0)).scene


def pictured(scene: Screen, run: str) -> Screen:
    """The same landing between forgers with pictures: those of epochs 1 and 2 of a run."""
    assert isinstance(scene, Landing)
    session, climb = scene.session, scene.climb
    folder = CHECKPOINTS / run / "fixed-noise"
    forgers = tuple(
        replace(
            each,
            epoch=epoch,
            images_seen=55_000 * epoch,
            picture=str(folder / f"epoch-{epoch:03d}.png"),
        )
        for epoch, each in enumerate(climb.forgers, 1)
    )
    return replace(scene, session=replace(session, game=replace(climb, forgers=forgers)))
