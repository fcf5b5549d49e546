"""The end of a study: everything is told, to whoever looked and to whoever did not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.rules.forgers import Forger
from game.rules.news import (
    ForgersReady,
)
from game.scenes.actions import Action
from game.scenes.draft import FIRST_EPOCH, catcher
from game.scenes.effects import (
    EndSession,
)
from game.scenes.outcome import Outcome
from game.scenes.preparing import USED_UP
from game.scenes.title import Title
from game.scenes.unopened import Unopened
from tests.rules.samples import few_reals, forger
from tests.scenes.examinees import finished, in_lab
from tests.scenes.player import Player, desk


def test_whoever_has_seen_everything_is_told_so_and_led_back_to_the_title() -> None:
    player = Player()
    few = tuple(replace(forger(name), reals=few_reals(3)) for name in "ab")
    player.scene = player.scene.at(replace(player.scene.desk, forgers=few[1:], shelf=few))
    scene = finished(in_lab(player, limit=None)).scene
    assert isinstance(scene, Outcome)
    assert scene.used_up
    player.does(Action.GO_ON).waits(0.0)
    assert player.scene == Unopened(player.scene.desk, USED_UP)
    assert isinstance(player.does(Action.GO_ON).scene, Title)


def test_at_the_end_everything_is_told_and_the_session_is_ended() -> None:
    player = finished(in_lab(), wrong=("main",))
    scene = player.scene
    assert isinstance(scene, Outcome)
    assert (scene.session.tally.answered, scene.session.tally.right) == (40, 0)
    assert [(each.id, counts.answered) for each, counts in scene.by_forger] == [
        (forger("b").id, 40)
    ]
    assert not scene.attention.flagged
    assert player.done(EndSession) == [EndSession(scene.session.uuid)]


def test_every_forger_that_was_measured_has_its_line_and_the_one_that_catches_none() -> None:
    player = Player()
    player.hear(ForgersReady(tuple(map(forger, "abcd"))))
    chosen = replace(player.scene.desk, forgers=tuple(map(forger, "dbc")))
    player.scene = player.scene.at(chosen)
    scene = finished(in_lab(player, limit=60)).scene
    assert isinstance(scene, Outcome)
    assert [(each.id[0], counts.answered) for each, counts in scene.by_forger] == [
        ("b", 20),
        ("c", 20),
        ("d", 20),
    ]


def test_who_misses_what_nobody_can_miss_is_flagged() -> None:
    scene = finished(in_lab(limit=None), wrong=("catch",)).scene
    assert isinstance(scene, Outcome)
    assert scene.attention.flagged


def test_back_from_the_result_is_the_title() -> None:
    assert isinstance(finished(in_lab()).does(Action.BACK).scene, Title)


def epoch(number: int, run: str = "sgd") -> Forger:
    return replace(forger("abcdefgh"[number % 7]), epoch=number, run=run)


@pytest.mark.parametrize(
    ("shelf", "chosen", "catches"),
    [
        ((epoch(1), epoch(2), epoch(50)), (epoch(50),), epoch(1)),
        ((epoch(1), epoch(2), epoch(50)), (epoch(1), epoch(50)), epoch(1)),
        ((epoch(1, "another"), epoch(1), epoch(50)), (epoch(50),), epoch(1)),
        ((epoch(1, "another"), epoch(5), epoch(50)), (epoch(50),), epoch(1, "another")),
        ((epoch(5), epoch(50)), (epoch(50),), None),
        ((), (epoch(1),), epoch(FIRST_EPOCH)),
    ],
)
def test_a_first_epoch_catches_of_the_run_itself_if_it_kept_one(
    shelf: tuple[Forger, ...], chosen: tuple[Forger, ...], catches: Forger | None
) -> None:
    assert catcher(replace(desk(), shelf=shelf, forgers=chosen)) == catches


def test_a_first_epoch_that_draws_other_digits_does_not_catch() -> None:
    threes = replace(epoch(50, "threes"), digit=3)
    for first, catches in ((epoch(1), None), (replace(epoch(1), digit=3), 3)):
        found = catcher(replace(desk(), shelf=(first,), forgers=(threes,)))
        assert (found.digit if found else None) == catches


def test_a_first_epoch_catches_beside_a_contestant_with_the_same_reals_alone() -> None:
    outside = replace(forger("o"), run="", epoch=0, count=500)
    elsewhere = replace(outside, reals=replace(outside.reals, name="reals-1"))
    for contestant, catches in ((outside, epoch(1)), (elsewhere, None)):
        made = replace(desk(), forgers=(contestant,), shelf=(contestant, epoch(1)))
        assert catcher(made) == catches
