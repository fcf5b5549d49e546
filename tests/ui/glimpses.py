"""The screens of timed, in the states that look different."""

from __future__ import annotations

import random
from dataclasses import replace

from game.rules.forgers import Forger
from game.rules.timed import Timed, timed
from game.scenes.actions import Action
from game.scenes.glimpse import Glimpse
from game.scenes.phases import Phase
from game.scenes.screen import Screen
from game.scenes.session import Session
from game.scenes.settings import Settings
from game.scenes.thresholds import Thresholds
from tests.rules.observers import Glimpser, judged
from tests.rules.samples import forger
from tests.scenes.frames import Watcher


def every_glimpse(player: str, settings: Settings) -> dict[str, Screen]:
    """The screens by name, as somebody with these settings sees them."""

    def fresh(digits: bool = True) -> Watcher:
        return Watcher(settings=replace(settings, player=player), digits=digits)

    begun = fresh()
    begun.does(Action.GO_ON)
    seen = {
        "glimpse ahead": fresh().scene,
        "glimpse under way": fresh(digits=False).does(Action.GO_ON).scene,
        "glimpse of the mark": begun.scene,
        "glimpse of the digit": begun.until(Phase.DIGIT).scene,
        "glimpse of a mask": begun.until(Phase.MASKS).scene,
        "glimpse over": begun.until(Phase.QUESTION).frame().scene,
        "glimpse answered": begun.does(Action.SAY_FAKE).scene,
    }
    begun.until(Phase.DIGIT).frame(2).frame(late=2).frame()
    found = thresholds(begun.glimpse, 3, 150)
    return {
        **seen,
        "glimpse void": begun.scene,
        "glimpse between blocks": _at_break(begun.glimpse),
        "thresholds": found,
        "thresholds of one": thresholds(begun.glimpse, 1, 150),
        "thresholds above": replace(found, focus=1),
        "thresholds below": replace(found, focus=2),
        "thresholds of too few": thresholds(begun.glimpse, 1, 8),
        "thresholds of many": replace(thresholds(begun.glimpse, 12, 4), focus=7),
    }


def thresholds(glimpse: Glimpse, count: int, trials: int) -> Thresholds:
    """The end for somebody who sees the first forger's in 420 ms, the second's never."""
    forgers = tuple(map(forger, "abcdefghijkl"[:count]))
    game = timed(7, forgers, trials * count)
    half_way = dict(zip((each.id for each in forgers), (420, 1e5, 20), strict=False))
    observers = {name: Glimpser(ms, 60, 0, random.Random(3)) for name, ms in half_way.items()}
    usual = observers[forgers[0].id]
    while not game.over:
        (planned,) = game.upcoming(1)
        observer = observers.get(planned.checkpoint_id, usual)
        game = game.then(observer.judge(planned, game.level_ms))
    return Thresholds(glimpse.desk, _played(glimpse, game, forgers))


def _at_break(glimpse: Glimpse) -> Glimpse:
    """Before the second block."""
    game = glimpse.session.game
    assert isinstance(game, Timed)
    while not game.at_break:
        game = game.then(judged(game.upcoming(1)[0], True))
    return Glimpse(glimpse.desk, _played(glimpse, game, glimpse.session.forgers))


def _played(glimpse: Glimpse, game: Timed, forgers: tuple[Forger, ...]) -> Session:
    return replace(glimpse.session, game=game, forgers=forgers)
