"""Lab from its opening to its result: blind, in blocks, and taken up where it stood."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from uuid import uuid4

import pytest

from game.rules.lab import Lab
from game.rules.news import (
    ClassesFailed,
    ForgersChosen,
    ForgersReady,
    Recalled,
    SupplyFailed,
)
from game.rules.seen import NOTHING
from game.rules.study import PRACTICE, Study
from game.rules.trials import PlannedTrial
from game.scenes import case
from game.scenes.actions import Action
from game.scenes.draft import CHANGED, FIRST_EPOCH, GONE, TAKEN_UP, catcher
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
from game.scenes.preparing import AWAY, USED_UP, Preparing, Recalling
from game.scenes.question import Question
from game.scenes.rating import Rating
from game.scenes.rest import Rest
from game.scenes.reveal import Reveal
from game.scenes.title import Title
from game.scenes.unopened import Unopened
from tests.rules.samples import few_reals, forger
from tests.rules.studies import CLEAR, told
from tests.scenes.examinees import answering, finished, in_lab, settled
from tests.scenes.player import Player, desk


def question(player: Player) -> Question:
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


@pytest.mark.parametrize("count", [0, 1, 5, 6, 7, 27, 28, 47])
def test_a_session_that_was_killed_goes_on_where_it_stood(count: int) -> None:
    whole = planned(finished(in_lab()))
    killed = answering(in_lab(), count)
    resumed = settled(in_lab(again(killed), limit=2))
    assert question(resumed).session.number == count + 1
    assert [*planned(killed), *planned(finished(resumed))] == whole
    assert {record.session_uuid for record in resumed.done(Record)} == {
        begun.session_uuid for begun in killed.done(BeginSession)
    }
    assert len(resumed.done(EndSession)) == 1


def test_a_session_that_was_left_by_the_title_stays_open_and_its_digit_is_asked_again() -> None:
    player = answering(in_lab(), 10)
    open_trial = question(player).session.trial
    player.waits(1.0).does(Action.BACK, Action.BACK)
    assert isinstance(player.scene, Title)
    assert len(player.done(Record)) == 10
    in_lab(player)
    assert player.done(EndSession) == []
    assert question(player).session.trial == open_trial
    assert question(player).session.word == TAKEN_UP
    assert question(answering(player, 1)).session.word == ""
    assert len({begun.session_uuid for begun in player.done(BeginSession)}) == 1


def test_a_session_left_at_a_rest_goes_on_with_that_rest() -> None:
    player = answering(in_lab(), PRACTICE - 1).answers(right=True).does(Action.GO_ON)
    assert isinstance(player.scene, Rest)
    resumed = in_lab(again(player))
    assert isinstance(resumed.scene, Rest)


def test_a_session_that_lacks_nothing_but_its_end_is_ended() -> None:
    player = finished(in_lab())
    started = Player()
    started.past = tuple(e for e in player.effects if not isinstance(e, EndSession))
    in_lab(started)
    assert isinstance(started.scene, Outcome)
    (begun,) = player.done(BeginSession)
    assert started.done(EndSession) == [EndSession(begun.session_uuid)]
    assert [begun.session_uuid for begun in started.done(BeginSession)] == [begun.session_uuid]


def test_a_new_one_can_be_asked_for_and_nothing_comes_twice_in_either() -> None:
    left = answering(in_lab(), 20)
    started = again(left)
    started.scene = started.scene.at(replace(started.scene.desk, new=True))
    finished(in_lab(started))
    assert not started.scene.desk.new
    assert started.done(BeginSession)[0].session_uuid != left.done(BeginSession)[0].session_uuid
    taken_up = finished(in_lab(again(started)))
    assert taken_up.done(Record)[0].session_uuid == left.done(Record)[0].session_uuid
    shown = [*planned(left), *planned(started), *planned(taken_up)]
    assert len(planned(left)) + len(planned(taken_up)) == 48
    digits = Counter((t.checkpoint_id * (not t.is_real), t.digit_seed, t.real_index) for t in shown)
    assert max(digits.values()) == 1


def test_another_player_begins_one_of_their_own() -> None:
    started = again(answering(in_lab(), 20))
    started.scene = started.scene.at(replace(started.scene.desk, player="Ben"))
    assert question(in_lab(started)).session.number == 1


def test_a_session_whose_forgers_have_gone_is_not_taken_up_and_that_is_said() -> None:
    started = again(answering(in_lab(), 20))
    started.scene = started.scene.at(replace(started.scene.desk, forgers=(forger("x"),), shelf=()))
    in_lab(started)
    assert question(started).session.word == GONE
    assert question(started).session.number == 1


def test_a_session_of_another_schedule_is_not_taken_up_and_that_is_said() -> None:
    player = answering(in_lab(), 20)
    begun = player.done(BeginSession)[0]
    assert begun.plan is not None
    other = replace(begun, plan=replace(begun.plan, trials=12))
    started = Player()
    started.past = tuple(other if effect is begun else effect for effect in player.effects)
    in_lab(started)
    assert question(started).session.word == CHANGED
    assert question(started).session.number == 1


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


def test_what_another_player_has_seen_is_not_taken_for_ones_own() -> None:
    player = Player(case.begin(replace(desk(), mode="lab")).scene)
    player.hear(ForgersChosen((forger("b"),))).hear(ForgersReady((forger("b"),)))
    waiting = player.scene.after(0.0).scene
    assert waiting.hear(Recalled("Ben", NOTHING, None)).scene is waiting
    assert waiting.hear(Recalled("Ada", NOTHING, None)).scene is not waiting


def test_without_the_database_nothing_is_begun_for_it_knows_what_has_been_seen() -> None:
    waiting = Recalling(replace(desk(), mode="lab"))
    scene = waiting.hear(Recalled("Ada", NOTHING, None, known=False)).scene
    assert isinstance(scene, Unopened)
    assert scene.sentence == AWAY


def test_a_reading_that_fails_ends_the_preparation_with_its_sentence() -> None:
    player = Player()
    player.reads = False
    in_lab(player)
    assert isinstance(player.scene, Preparing)
    assert len(player.done(AskClasses)) == 1
    player.hear(ClassesFailed("a.safetensors: expected it, found nothing; choose another"))
    assert isinstance(player.scene, Unopened)
    assert player.scene.sentence.startswith("a.safetensors")
    assert isinstance(player.does(Action.BACK).scene, Title)


def test_who_does_not_want_to_wait_is_back_at_the_title() -> None:
    player = Player()
    player.reads = False
    assert isinstance(in_lab(player).does(Action.BACK).scene, Title)


def test_a_digit_that_cannot_be_had_leaves_the_session_open() -> None:
    player = answering(in_lab(), 8)
    player.digits = False
    while not any(slot.digit is None for slot in player.scene.desk.tray[:1]):
        player.answers(right=True).waits(0.5).sees()
    player.hear(SupplyFailed("It is gone.", (player.scene.desk.tray[0].ticket,))).waits(0.1)
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


def test_a_resumed_session_has_the_result_of_all_its_answers() -> None:
    resumed = in_lab(again(answering(in_lab(), 30, wrong=("main",))))
    scene = finished(resumed).scene
    assert isinstance(scene, Outcome)
    assert scene.session.tally.answered == 40
    assert scene.session.findings[0].pixels is None


def test_from_the_result_one_goes_on_to_a_new_study_even_if_an_older_one_was_left() -> None:
    started = again(answering(in_lab(), 20))
    started.scene = started.scene.at(replace(started.scene.desk, new=True))
    finished(in_lab(started)).does(Action.GO_ON).waits(0.0).sees()
    assert question(started).session.number == 1
    assert len({begun.session_uuid for begun in started.done(BeginSession)}) == 2
    seeds = [begun.seed for begun in started.done(BeginSession)]
    assert len(set(seeds)) == 2


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
