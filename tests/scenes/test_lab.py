"""Lab from its opening to its last block: blind, in blocks, with a rest between."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from game.rules.lab import Lab
from game.rules.news import (
    ClassesFailed,
    ClassesRead,
    ForgersChosen,
    ForgersReady,
    SupplyFailed,
)
from game.rules.study import PRACTICE, Study
from game.scenes import case
from game.scenes.actions import Action
from game.scenes.effects import (
    AskClasses,
    AskDigit,
    AskRecall,
    BeginSession,
    EndSession,
    Play,
    Record,
)
from game.scenes.interval import Interval
from game.scenes.mishap import Mishap
from game.scenes.outcome import Outcome
from game.scenes.pause import Pause
from game.scenes.preparing import Preparing
from game.scenes.question import Question
from game.scenes.rating import Rating
from game.scenes.rest import Rest
from game.scenes.reveal import Reveal
from game.scenes.title import Title
from game.scenes.unopened import Unopened
from tests.rules.samples import forger
from tests.rules.studies import CLEAR, told
from tests.scenes.examinees import answering, finished, in_lab, planned, question, settled
from tests.scenes.player import Player, desk


def lab(player: Player) -> Lab:
    game = question(player).session.game
    assert isinstance(game, Lab)
    return game


def test_lab_waits_for_its_forgers_and_the_shelf_and_asks_what_the_player_has_seen() -> None:
    player = Player(case.begin(replace(desk(), mode="lab")).scene).waits(1.0)
    assert isinstance(player.scene, Preparing)
    player.hear(ForgersChosen((forger("b"),))).waits(1.0)
    assert player.done(AskRecall) == []
    player.hear(ForgersReady((forger("a"), forger("b")))).waits(0.01)
    assert player.done(AskRecall) == [AskRecall("Ada")]
    assert question(player).session.number == 1


def test_the_first_session_is_the_schedule_that_the_seed_names() -> None:
    player = finished(in_lab())
    study = Study(7, (forger("b"),), 40, forger("a"), CLEAR)
    assert planned(player) == list(told(study).trials)
    (begun,) = player.done(BeginSession)
    assert (begun.mode, begun.seed, begun.plan) == ("lab", 7, study.plan)
    assert {each.id for each in begun.forgers} == {forger("a").id, forger("b").id}


def test_the_digits_are_asked_for_ahead_and_in_order() -> None:
    player = Player()
    before = len(player.done(AskDigit))
    finished(in_lab(player))
    assert [ask.trial for ask in player.done(AskDigit)][before:] == planned(player)


@pytest.mark.parametrize(
    ("forgers", "limit", "main"), [("b", 7, 8), ("bcd", 7, 12), ("b", None, 100)]
)
def test_trials_are_rounded_up_and_a_hundred_by_default(
    forgers: str, limit: int | None, main: int
) -> None:
    player = Player()
    chosen = replace(player.scene.desk, forgers=tuple(map(forger, forgers)))
    player.scene = player.scene.at(chosen)
    assert lab(in_lab(player, limit=limit)).schedule.main_trials == main


def test_practice_is_told_and_nothing_is_from_then_on() -> None:
    player = in_lab()
    for _ in range(PRACTICE):
        assert isinstance(player.answers(right=False).scene, Reveal)
        settled(player)
    heard = len(player.done(Play))
    assert heard == PRACTICE
    while isinstance(player.scene, Question):
        player.answers(right=False)
        assert isinstance(player.scene, Interval)
        settled(player)
    assert len(player.done(Play)) == heard
    told_of = Counter(
        (record.trial.planned.phase, record.trial.feedback_shown) for record in player.done(Record)
    )
    assert set(told_of) == {("practice", True), ("main", False), ("catch", False)}


def test_after_an_answer_the_plate_is_empty_for_half_a_second_and_the_next_comes_by_itself() -> (
    None
):
    player = answering(in_lab(), 8).answers(right=True).waits(0.49)
    player.does(Action.SAY_REAL, Action.SAY_FAKE, Action.GO_ON, Action.HELP)
    assert isinstance(player.scene, Interval)
    assert len(player.done(Record)) == 9
    assert question(player.waits(0.02)).session.number == 10


def test_a_key_pressed_after_the_last_answer_does_not_skip_the_result() -> None:
    player = answering(in_lab(), 47).answers(right=True).does(Action.GO_ON).waits(0.5)
    assert isinstance(player.scene, Outcome)


def test_closing_after_the_last_answer_ends_the_session() -> None:
    player = answering(in_lab(), 47).answers(right=True).does(Action.CLOSE)
    assert len(player.done(EndSession)) == 1


def test_the_plate_is_not_emptied_before_the_answer_is_durable() -> None:
    player = answering(in_lab(), 8)
    player.durable = False
    player.answers(right=True).waits(3.0)
    assert not isinstance(player.scene, Interval | Question)


def test_an_interval_can_be_set_aside_and_goes_on() -> None:
    player = answering(in_lab(), 8).answers(right=True).does(Action.BACK).waits(60.0)
    assert isinstance(player.scene, Pause)
    assert isinstance(player.does(Action.GO_ON).scene, Interval)
    assert question(player.waits(0.5)).session.number == 10


def test_there_is_a_rest_after_practice_and_after_each_block_but_the_last() -> None:
    player = in_lab(limit=None)
    rests = []
    while not isinstance(player.scene, Outcome):
        player.answers(right=True)
        if isinstance(player.scene, Reveal):
            player.does(Action.GO_ON)
        player.waits(0.5)
        if isinstance(player.scene, Rest):
            rests.append((player.scene.done, player.scene.blocks, len(player.scene.coming)))
        settled(player)
    assert rests == [(0, 5, 105), (1, 5, 84), (2, 5, 63), (3, 5, 42), (4, 5, 21)]


def test_a_rest_is_not_skipped_by_a_key_that_came_too_soon() -> None:
    player = answering(in_lab(), PRACTICE - 1).answers(right=True).does(Action.GO_ON)
    player.does(Action.GO_ON).waits(0.49).does(Action.GO_ON)
    assert isinstance(player.scene, Rest)
    assert isinstance(player.waits(0.02).does(Action.GO_ON).scene, Question)


def test_a_reading_that_fails_ends_the_preparation_with_its_sentence() -> None:
    player = Player()
    player.reads = False
    in_lab(player)
    assert isinstance(player.scene, Preparing)
    assert len(player.done(AskClasses)) == 1
    sentence = "a.safetensors: expected it, found nothing; choose another"
    player.hear(ClassesFailed(sentence, tuple(each.id for each in player.scene.desk.forgers)))
    assert isinstance(player.scene, Unopened)
    assert player.scene.sentence.startswith("a.safetensors")
    assert isinstance(player.does(Action.BACK).scene, Title)


def test_what_was_read_for_a_study_that_was_left_is_not_taken_for_another() -> None:
    player = Player()
    player.reads = False
    in_lab(player)
    (left,) = player.done(AskClasses)
    beside = tuple(each.id for each in left.forgers)
    others, _ = player.does(Action.BACK).scene.desk.against((forger("a"),))
    player.scene = player.scene.at(others)
    waiting = in_lab(player).scene
    assert isinstance(waiting, Preparing)
    assert player.hear(ClassesRead(beside, (), (7,))).scene == waiting
    assert player.hear(ClassesFailed("Gone.", beside)).scene == waiting
    player.reads = True
    player.hear(ClassesRead((forger("a").id,), (), CLEAR)).waits(0.0).sees()
    plan = question(player).session.plan
    assert plan is not None
    assert plan.unmistakable == CLEAR


def test_who_does_not_want_to_wait_is_back_at_the_title() -> None:
    player = Player()
    player.reads = False
    assert isinstance(in_lab(player).does(Action.BACK).scene, Title)


def test_a_digit_that_cannot_be_had_leaves_the_session_open() -> None:
    player = answering(in_lab(), 8)
    player.digits = False
    while not any(slot.digit is None for slot in player.scene.desk.tray.slots[:1]):
        player.answers(right=True).waits(0.5).sees()
    player.hear(SupplyFailed("It is gone.", (player.scene.desk.tray.slots[0].ticket,))).waits(0.1)
    assert isinstance(player.scene, Mishap)
    assert player.scene.waits
    assert player.done(EndSession) == []


def test_how_sure_one_is_is_asked_only_where_that_is_switched_on() -> None:
    assert {r.trial.confidence for r in finished(in_lab()).done(Record)} == {None}
    assert {r.trial.confidence for r in finished(in_lab(sure=True)).done(Record)} == {3}
    arcade = Player()
    settings = replace(arcade.scene.desk.settings, confidence=True)
    arcade.scene = arcade.scene.at(arcade.scene.desk.arranged(settings))
    assert isinstance(arcade.starts().answers(right=True).scene, Reveal)


@pytest.mark.parametrize(
    ("actions", "confidence"),
    [
        ((Action.RATE_1,), 1),
        ((Action.RATE_4,), 4),
        ((Action.GO_ON, Action.RIGHT, Action.GO_ON), 3),
        ((Action.LEFT, Action.GO_ON), 2),
        ((Action.LEFT, Action.LEFT, Action.LEFT, Action.GO_ON), 1),
        ((Action.RIGHT, Action.RIGHT, Action.RIGHT, Action.GO_ON), 4),
    ],
)
def test_the_row_is_written_when_the_rating_is_given_with_the_time_of_the_answer(
    actions: tuple[Action, ...], confidence: int
) -> None:
    player = in_lab(sure=True).answers(right=True, after=0.75).waits(9.0)
    assert isinstance(player.scene, Rating)
    assert player.done(Record) == []
    player.does(Action.SAY_REAL, *actions)
    (record,) = player.done(Record)
    assert record.trial.confidence == confidence
    assert record.trial.response_ms == pytest.approx(750.0)


def test_an_answer_that_was_left_unrated_was_never_given() -> None:
    player = answering(in_lab(sure=True), 10).answers(right=True).does(Action.BACK, Action.BACK)
    assert isinstance(player.scene, Title)
    assert len(player.done(Record)) == 10
    assert question(in_lab(player, sure=True)).session.number == 11


def test_a_rating_goes_on_after_a_pause() -> None:
    player = in_lab(sure=True).answers(right=True).does(Action.BACK).waits(9.0)
    assert isinstance(player.does(Action.GO_ON).scene, Rating)
