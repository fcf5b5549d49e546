"""A study that was left, or killed, goes on where it stood, and shows nothing twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from game.rules.news import (
    ForgersChosen,
    ForgersReady,
    Recalled,
)
from game.rules.seen import NOTHING
from game.rules.study import PRACTICE
from game.scenes import case
from game.scenes.actions import Action
from game.scenes.draft import CHANGED, GONE, TAKEN_UP
from game.scenes.effects import (
    BeginSession,
    EndSession,
    Record,
)
from game.scenes.outcome import Outcome
from game.scenes.preparing import AWAY, Preparing, Recalling
from game.scenes.rest import Rest
from game.scenes.title import Title
from game.scenes.unopened import Unopened
from tests.rules.samples import forger
from tests.scenes.examinees import again, answering, finished, in_lab, planned, question, settled
from tests.scenes.player import Player, desk


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


def test_a_session_taken_up_within_one_program_is_still_the_same_case() -> None:
    player = answering(in_lab(), 8)
    assert player.scene.desk.games == 1
    in_lab(player.does(Action.BACK, Action.BACK))
    assert question(player).session.number == 9
    assert player.scene.desk.games == 1


def test_a_session_taken_up_after_another_case_keeps_its_number_and_the_next_one_is_new() -> None:
    player = answering(in_lab(), 8).does(Action.BACK, Action.BACK)
    player.scene = player.scene.at(replace(player.scene.desk, mode="arcade"))
    player.starts().does(Action.BACK, Action.BACK)
    assert player.scene.desk.games == 2
    finished(in_lab(player))
    assert player.scene.desk.games == 1
    assert question(player.does(Action.GO_ON).waits(0.0).sees()).desk.games == 3
    begun = [each.session_uuid for each in player.done(BeginSession)]
    assert begun == [begun[0], begun[1], begun[0], begun[3]]
    assert len(set(begun)) == 3
    assert player.done(BeginSession)[3].seed not in {e.seed for e in player.done(BeginSession)[:3]}


def at_the_title(player: Player, mode: str = "lab", name: str = "Ada") -> Title:
    desk = replace(player.scene.desk, mode=mode, player=name)
    player.scene = Title(desk)
    scene = player.waits(0.0).scene
    assert isinstance(scene, Title)
    return scene


def test_the_title_tells_who_left_a_study_where_it_waits_and_nobody_else() -> None:
    player = answering(in_lab(), 8).does(Action.BACK, Action.BACK)
    assert at_the_title(player).waiting == 9
    assert at_the_title(again(player), mode="arcade").waiting == 9
    assert at_the_title(player, name="Ben").waiting is None
    assert at_the_title(player).waiting == 9
    finished(in_lab(player))
    assert at_the_title(player).waiting is None


def test_a_study_that_cannot_be_taken_up_is_not_said_to_wait() -> None:
    player = answering(in_lab(), 8)
    started = again(player)
    started.scene = started.scene.at(replace(started.scene.desk, forgers=(forger("x"),), shelf=()))
    assert at_the_title(started).waiting is None
    anew = again(player)
    anew.scene = anew.scene.at(replace(anew.scene.desk, new=True))
    assert at_the_title(anew).waiting is None


def test_what_is_prepared_is_numbered_where_the_study_goes_on() -> None:
    left = answering(in_lab(), 8)
    waiting = Player()
    waiting.past = tuple(left.effects)
    waiting.reads = False
    assert preparing(waiting).number == 9
    new = Player()
    new.reads = False
    assert preparing(new).number == 1
    assert Recalling(new.scene.desk).number is None


def preparing(player: Player) -> Preparing:
    scene = in_lab(player).scene
    assert isinstance(scene, Preparing)
    return scene
