"""The end of a study: everything is told, to whoever looked and to whoever did not."""

from __future__ import annotations

from dataclasses import replace

import pytest

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


@pytest.mark.parametrize(
    ("shelf", "chosen", "catches"),
    [
        ((1, 2, 50), (50,), 1),
        ((1, 2, 50), (1, 50), 1),
        ((5, 50), (50,), 5),
        ((5, 50), (5, 50), None),
        ((50,), (50,), None),
        ((), (1,), FIRST_EPOCH),
    ],
)
def test_the_earliest_epoch_catches_unless_it_is_measured_and_not_the_first(
    shelf: tuple[int, ...], chosen: tuple[int, ...], catches: int | None
) -> None:
    def epoch(number: int) -> object:
        return replace(forger("abcdefgh"[number % 7]), epoch=number)

    other = replace(forger("z"), epoch=1, run="another run")
    made = replace(
        desk(),
        shelf=(other, *map(epoch, shelf)),  # type: ignore[arg-type]
        forgers=tuple(map(epoch, chosen)),  # type: ignore[arg-type]
    )
    found = catcher(made)
    assert (found.epoch if found else None) == catches


def test_a_contestant_from_outside_has_no_epochs_to_catch_with() -> None:
    outside = replace(forger("o"), run="", epoch=0, count=500)
    assert catcher(replace(desk(), forgers=(outside,), shelf=(forger("a"),))) is None
