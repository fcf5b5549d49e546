"""The introduction: shown until it has been put away once, and from help whenever one likes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.rules.news import ForgersChosen
from game.scenes.actions import Action, Intent
from game.scenes.effects import Arrange, EndSession, Quit
from game.scenes.help_card import HelpCard
from game.scenes.introduction import CARDS, Introduction
from game.scenes.title import Title
from tests.rules.samples import forger
from tests.scenes.player import Player, desk


def introduced() -> Player:
    return Player(Introduction(desk(), Title(desk())))


def test_going_on_leads_through_the_cards_to_the_title() -> None:
    player = introduced()
    cards = []
    while isinstance(player.scene, Introduction):
        cards.append(player.scene.card)
        player.does(Action.GO_ON)
    assert cards == list(range(CARDS))
    assert isinstance(player.scene, Title)


@pytest.mark.parametrize("intents", [(Action.BACK,), (Action.RIGHT, Action.BACK)])
def test_escape_skips_what_is_left_of_it(intents: tuple[Intent, ...]) -> None:
    assert isinstance(introduced().does(*intents).scene, Title)


def test_cards_turn_both_ways_and_stop_at_the_ends() -> None:
    player = introduced().does(Action.LEFT)
    assert player.scene == introduced().scene
    player.does(*[Action.RIGHT] * 5)
    assert isinstance(player.scene, Introduction)
    assert player.scene.card == CARDS - 1


@pytest.mark.parametrize("intents", [(Action.BACK,), (Action.GO_ON,) * CARDS])
def test_that_it_was_seen_is_kept_once(intents: tuple[Intent, ...]) -> None:
    player = introduced().does(*intents)
    (arranged,) = player.done(Arrange)
    assert arranged.settings == replace(desk().settings, introduced=True)


def test_what_has_come_meanwhile_lies_on_the_desk_of_the_title() -> None:
    player = introduced().hear(ForgersChosen((forger("b"),))).does(Action.BACK)
    assert player.scene.desk.forgers == (forger("b"),)


def test_a_window_closed_before_the_last_card_shows_them_again_at_the_next_start() -> None:
    player = introduced().does(Action.GO_ON, Action.CLOSE)
    assert player.done(Quit) == [Quit()]
    assert player.done(Arrange) == []


def test_help_leads_to_it_behind_the_last_leaf_and_gets_the_screen_back() -> None:
    player = Player().starts()
    question = player.scene
    player.does(Action.HELP, Action.RIGHT, Action.RIGHT)
    assert isinstance(player.scene, Introduction)
    assert isinstance(player.does(Action.BACK).scene, HelpCard)
    back = player.does(Action.BACK).scene
    assert type(back) is type(question)
    assert back.desk.settings.introduced


def test_a_case_under_the_introduction_ends_when_the_window_is_closed() -> None:
    player = Player().starts().does(Action.HELP, Action.RIGHT, Action.RIGHT, Action.CLOSE)
    assert [type(effect) for effect in player.effects[-2:]] == [EndSession, Quit]


def test_help_is_not_laid_over_the_introduction() -> None:
    assert isinstance(introduced().does(Action.HELP).scene, Introduction)
