"""Every screen of lab, in the states that look different."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from game.rules.lab import Lab
from game.rules.news import ForgersReady, StudyLeft
from game.scenes.actions import Action
from game.scenes.outcome import Outcome
from game.scenes.preparing import USED_UP, Gathering
from game.scenes.screen import Screen
from game.scenes.unopened import Unopened
from tests.rules.samples import forger
from tests.scenes.examinees import answering, finished, in_lab
from tests.scenes.player import Player


def every_lab_screen(fresh: Callable[[], Player]) -> dict[str, Screen]:
    """The screens by name, of players as they come from ``fresh``."""
    waiting = fresh()
    waiting.scene = Gathering(replace(waiting.scene.desk, mode="lab"))
    left = answering(in_lab(fresh()), 30).does(Action.BACK, Action.BACK)
    unread = fresh()
    unread.past, unread.reads = tuple(left.effects), False
    last_of_practice = answering(in_lab(fresh()), 5).answers(right=True)
    between = answering(in_lab(fresh(), limit=None), 47)
    return {
        "lab being prepared": waiting.scene,
        "lab being taken up": in_lab(unread).scene,
        "title while a study waits": fresh().hear(StudyLeft("Ada", 30)).scene,
        "lab practice": in_lab(fresh()).scene,
        "lab practice told": in_lab(fresh()).answers(right=False).waits(1).scene,
        "lab question": answering(in_lab(fresh()), 9).scene,
        "lab taken up": in_lab(left).scene,
        "lab interval": answering(in_lab(fresh()), 9).answers(right=True).scene,
        "lab rating": answering(in_lab(fresh(), sure=True), 9).answers(right=True).scene,
        "lab rating by arrows": (
            in_lab(fresh(), sure=True).answers(right=False).does(Action.RIGHT).scene
        ),
        "lab rest after practice": last_of_practice.does(Action.GO_ON).scene,
        "lab rest": between.answers(right=True).waits(0.5).scene,
        "lab pause": answering(in_lab(fresh()), 9).does(Action.BACK).scene,
        "outcome": finished(in_lab(fresh())).scene,
        "outcome against many, tired, used up": _worst(fresh()),
        "unopened": Unopened(fresh().scene.desk, USED_UP),
    }


def _worst(player: Player) -> Screen:
    """All that an outcome may have to say."""
    player.hear(ForgersReady(tuple(map(forger, "abcdefg"))))
    chosen = replace(player.scene.desk, forgers=tuple(map(forger, "bcdefg")))
    player.scene = player.scene.at(chosen)
    scene = finished(in_lab(player, limit=96), wrong=("catch",)).scene
    assert isinstance(scene, Outcome)
    game = scene.session.game
    assert isinstance(game, Lab)
    shorter = replace(game, schedule=replace(game.schedule, wanted=100))
    return replace(scene, session=replace(scene.session, game=shorter))
