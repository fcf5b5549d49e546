"""A screen that is covered by a card goes on hearing what it waits for."""

from __future__ import annotations

from dataclasses import replace

from game.rules.news import (
    ClassesRead,
    FoolRatesReady,
    ForgersReady,
    FramesDropped,
    FrameShown,
    StatisticsReady,
)
from game.scenes import choose, statistics
from game.scenes.actions import Action
from game.scenes.choose import Choose
from game.scenes.effects import AskStatistics, BeginSession, Complain
from game.scenes.help_card import HelpCard
from game.scenes.introduction import Introduction
from game.scenes.mishap import Mishap
from game.scenes.preparing import Reading
from game.scenes.question import Question
from game.scenes.statistics import Statistics
from game.scenes.trouble import Trouble
from tests.rules.samples import forger
from tests.rules.studies import CLEAR
from tests.scenes.player import Player, desk, no_career


def reading() -> Player:
    """A player whose study waits for its digits to be read."""
    player = Player()
    player.reads = False
    player.scene = player.scene.at(replace(player.scene.desk, mode="lab", limit=40))
    player.does(Action.GO_ON).waits(0.0)
    assert isinstance(player.scene, Reading)
    return player


def covered(player: Player) -> Player:
    """Help is laid over what is seen, and the introduction over that."""
    player.does(Action.HELP, Action.RIGHT, Action.RIGHT)
    assert isinstance(player.scene, Introduction)
    return player


def uncovered(player: Player) -> Player:
    """The introduction and help are put away."""
    assert isinstance(player.does(Action.BACK).scene, HelpCard)
    return player.does(Action.BACK)


def test_a_study_that_is_prepared_under_help_is_there_when_help_is_put_away() -> None:
    player = covered(reading())
    player.reads = True
    beside = tuple(forger.id for forger in player.scene.desk.forgers)
    player.hear(ClassesRead(beside, (), CLEAR))
    question = uncovered(player).scene
    assert isinstance(question, Question)
    assert question.desk.games == 1
    assert question.digit is not None
    assert player.sees().done(BeginSession)


def test_what_is_seen_of_a_card_is_not_taken_for_the_digit_below_it() -> None:
    player = Player().does(Action.GO_ON, Action.HELP)
    player.sees().hear(FramesDropped(3)).hear(FrameShown(60.0))
    assert isinstance(player.scene, HelpCard)
    assert player.done(BeginSession) == []
    assert player.does(Action.BACK).sees().done(BeginSession)


def test_a_shelf_that_is_looked_through_under_help_is_known() -> None:
    step = choose.begin(desk())
    player = Player(step.scene).does(Action.HELP)
    player.hear(FoolRatesReady(())).hear(ForgersReady((forger("a"),)))
    shelf = player.does(Action.BACK).scene
    assert isinstance(shelf, Choose)
    assert shelf.rates == ()
    assert shelf.shelf == (forger("a"),)


def test_a_mishap_without_another_forger_ends_under_help_too() -> None:
    player = Player(Mishap(desk(), "It is gone.", forger("a").id, 0)).does(Action.HELP)
    player.hear(ForgersReady((forger("a"),)))
    assert player.done(Complain) == [Complain("It is gone.")]
    assert isinstance(player.does(Action.BACK).scene, Trouble)


def test_statistics_that_come_while_a_name_is_typed_are_asked_for_again() -> None:
    begun = statistics.begin(desk(), Player().scene)
    player = Player(begun.scene).does(Action.GO_ON)
    player.hear(StatisticsReady(no_career("Ada"))).does(Action.BACK).waits(0.01)
    assert player.done(AskStatistics) == [AskStatistics("Ada")]
    assert isinstance(player.scene, Statistics)
    assert player.scene.shown is not None
