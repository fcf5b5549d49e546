"""Examinees: players in lab, led through as many of its trials as a test wants."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from game.rules.trials import PlannedTrial
from game.scenes.actions import Action
from game.scenes.draft import FIRST_EPOCH
from game.scenes.effects import Record
from game.scenes.interval import BLANK_SECONDS, Interval
from game.scenes.outcome import Outcome
from game.scenes.participation import Thanks
from game.scenes.question import Question
from game.scenes.rating import Rating
from game.scenes.rest import Rest
from game.scenes.reveal import Reveal
from tests.rules.samples import forger
from tests.scenes.player import Player


def in_lab(player: Player | None = None, *, limit: int | None = 40, sure: bool = False) -> Player:
    """A player who has opened a study: at the first practice question, its digit in sight."""
    made = player or Player()
    settings = replace(made.scene.desk.settings, confidence=sure)
    shelf = (replace(forger("a"), epoch=FIRST_EPOCH), *made.scene.desk.shelf[1:])
    desk = replace(made.scene.desk, mode="lab", limit=limit, shelf=shelf).arranged(settings)
    made.scene = made.scene.at(desk)
    return made.does(Action.GO_ON).waits(0.0).sees()


def settled(player: Player) -> Player:
    """Go on until a digit is in sight again, or the study is over."""
    while not isinstance(player.scene, Question | Outcome | Thanks):
        match player.scene:
            case Rating():
                player.does(Action.RATE_3)
            case Reveal():
                player.does(Action.GO_ON)
            case Interval():
                player.waits(BLANK_SECONDS)
            case Rest():
                player.waits(1.0).does(Action.GO_ON)
            case other:
                raise AssertionError(other)
    return player.sees()


def answering(player: Player, count: int, *, wrong: tuple[str, ...] = ()) -> Player:
    """Answer so many questions, rightly but in the phases named."""
    for _ in range(count):
        assert isinstance(player.scene, Question)
        player.answers(right=player.scene.session.trial.phase not in wrong)
        settled(player)
    return player


def finished(player: Player, *, wrong: tuple[str, ...] = ()) -> Player:
    """Answer all questions that are left."""
    while isinstance(player.scene, Question):
        answering(player, 1, wrong=wrong)
    return player


def question(player: Player) -> Question:
    """The question that is in sight."""
    assert isinstance(player.scene, Question)
    return player.scene


def planned(player: Player) -> list[PlannedTrial]:
    """What was recorded, in order."""
    return [record.trial.planned for record in player.done(Record)]


def again(player: Player) -> Player:
    """The program was killed, and is started again."""
    started = Player()
    started.past = (*player.past, *player.effects)
    started.scene = started.scene.at(replace(started.scene.desk, namespace=uuid4()))
    return started
