"""The register: who did best in a mode, against a checkpoint, and each for himself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from game.records.records import Records
from game.rules.board import Each, FoolCount
from game.rules.news import LeaderboardReady
from tests.records.samples import NOON, card, fake, real, start
from tests.records.waiting import news_until

EPOCHS = (1, 2, 5)


def identity(epoch: int) -> str:
    return f"{epoch:012d}"


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    records = Records.open(f"sqlite:///{tmp_path / 'guesses.sqlite3'}")
    for epoch in EPOCHS:
        known = replace(card(identity(epoch), f"sgd · epoch {epoch}"), epoch=epoch)
        records.keep_checkpoint(known)
    yield records
    records.close()


def arcade(records: Records, player: str, rights: int, *epochs: int, later: int = 0) -> str:
    """One session with so many right answers, against these in turn; its uuid."""
    uuid = f"{player} {rights} {epochs} {later}"
    began = replace(start(uuid, player), started_at=NOON + timedelta(hours=later))
    session = records.begin_session(began)
    for number in range(1, rights + 1):
        against = identity(epochs[number % len(epochs)])
        records.append(session, fake(number, False, checkpoint_id=against))
    return uuid


def test_a_case_of_arcade_that_was_left_with_lives_has_its_place_and_is_told_from_one_played_out(
    records: Records,
) -> None:
    one = {"checkpoint_id": identity(1)}
    arcade(records, "Left", 5, 1)
    out = records.begin_session(start("out", "Out"))
    spared = records.begin_session(start("spared", "Spared"))
    for session in (out, spared):
        for number in range(1, 5):
            records.append(session, fake(number, False, **one))
        records.append(session, fake(5, True, **one))
        records.append(session, fake(6, None, outcome="timeout", **one))
    records.append(spared, fake(7, None, outcome="void", **one))
    records.append(out, real(7, False, **one))
    climb(records, "Climber", "rrrrrrrrrr")
    found = {row.player: row.left for row in records.leaderboard("arcade", 50)}
    assert found == {"Left": True, "Spared": True, "Out": False}
    assert [row.left for row in records.leaderboard("ladder", 50)] == [False]


def climb(records: Records, player: str, *levels: str) -> None:
    """One session of ladder; a level is its answers, ``r`` for right and ``w`` for wrong."""
    session = records.begin_session(start(f"{player} {levels}", player, "ladder"))
    number = 0
    for block, (answers, epoch) in enumerate(zip(levels, EPOCHS, strict=False), 1):
        for answer in answers:
            number += 1
            trial = fake if number % 2 else real
            told = (answer == "r") == (trial is real)
            place = {"block": block, "checkpoint_id": identity(epoch)}
            records.append(session, trial(number, told, **place))


def places(records: Records, mode: str, **which: object) -> list[tuple[str, int, str | None]]:
    rows = records.leaderboard(mode, 50, **which)  # type: ignore[arg-type]
    return [(row.player, row.score, row.checkpoint_name) for row in rows]


def test_against_one_forger_only_cases_against_it_alone_are_ranked(records: Records) -> None:
    arcade(records, "Ada", 3, 1)
    arcade(records, "Ben", 4, 1, later=1)
    arcade(records, "Cleo", 9, 1, 2)
    arcade(records, "Dan", 8, 2)
    found = places(records, "arcade", checkpoint_id=identity(1))
    assert found == [("Ben", 4, "sgd · epoch 1"), ("Ada", 3, "sgd · epoch 1")]


def test_each_player_has_one_line_with_his_best(records: Records) -> None:
    arcade(records, "Ada", 3, 1)
    first = arcade(records, "Ada", 5, 2, later=1)
    arcade(records, "Ada", 5, 1, later=2)
    arcade(records, "Ben", 4, 1)
    assert places(records, "arcade", each=Each.PLAYER) == [
        ("Ada", 5, "sgd · epoch 2"),
        ("Ben", 4, "sgd · epoch 1"),
    ]
    assert records.leaderboard("arcade", each=Each.PLAYER)[0].session_uuid == first


def test_each_checkpoint_has_one_line_in_the_order_of_training(records: Records) -> None:
    arcade(records, "Ada", 2, 1)
    arcade(records, "Ben", 3, 1)
    arcade(records, "Ben", 1, 5)
    arcade(records, "Cleo", 9, 1, 5)
    assert places(records, "arcade", each=Each.CHECKPOINT) == [
        ("Ben", 3, "sgd · epoch 1"),
        ("Ben", 1, "sgd · epoch 5"),
    ]


def test_on_the_ladder_the_last_epoch_that_was_told_apart_counts(records: Records) -> None:
    climb(records, "Ada", "rrrrrrrrww", "rrrrrrrrrr", "rrrrrrrwww")
    climb(records, "Ben", "rrrrrrrrrr", "rrrrrrrwww")
    climb(records, "Cleo", "rrrrrrrwww")
    assert places(records, "ladder") == [("Ada", 2, "sgd · epoch 2"), ("Ben", 1, "sgd · epoch 1")]
    assert places(records, "arcade") == []


def test_a_level_that_was_not_played_to_its_end_is_not_passed(records: Records) -> None:
    climb(records, "Ada", "rrrrrrrrrr", "rrrrrrrr")
    assert places(records, "ladder") == [("Ada", 1, "sgd · epoch 1")]


def test_only_the_first_ten_answers_of_a_level_count(records: Records) -> None:
    climb(records, "Ada", "rrrrrrrwww" + "rrrrr")
    assert places(records, "ladder") == []
    climb(records, "Ben", "rrrrrrrrww" + "wwwww")
    assert places(records, "ladder") == [("Ben", 1, "sgd · epoch 1")]


def test_void_trials_and_practice_do_not_help_up_the_ladder(records: Records) -> None:
    session = records.begin_session(start("x", "Ada", "ladder"))
    where = {"checkpoint_id": identity(1)}
    for number in range(1, 10):
        records.append(session, fake(number, False, **where))
    records.append(session, fake(10, False, outcome="void", **where))
    records.append(session, fake(11, False, phase="practice", **where))
    assert places(records, "ladder") == []
    records.append(session, fake(12, True, **where))
    assert places(records, "ladder") == [("Ada", 1, "sgd · epoch 1")]


def test_a_checkpoint_without_an_epoch_gives_no_place_on_the_ladder(records: Records) -> None:
    records.keep_checkpoint(replace(card("f" * 12, "a folder"), epoch=None))
    session = records.begin_session(start("x", "Ada", "ladder"))
    for number in range(1, 11):
        records.append(session, fake(number, False, checkpoint_id="f" * 12))
    assert places(records, "ladder") == []


def test_what_is_answered_in_lab_moves_no_count_before_the_session_is_over(
    records: Records,
) -> None:
    session = records.begin_session(start("x", "Ada", "lab"))
    records.append(session, fake(1, True, checkpoint_id=identity(1)))
    assert records.fool_counts(["lab"]) == ()
    records.end_session(session, NOON)
    assert records.fool_counts(["lab"]) == (FoolCount(identity(1), ((1, 1),)),)


def test_a_board_says_which_it_is(tmp_path: Path) -> None:
    from game.records.recorder import Recorder

    recorder = Recorder(f"sqlite:///{tmp_path / 'guesses.sqlite3'}")
    recorder.ask_leaderboard("arcade", 50, Each.PLAYER)
    recorder.ask_leaderboard("ladder", 50, checkpoint_id="a" * 12)
    *_, first, second = news_until(recorder, LeaderboardReady("ladder", (), checkpoint_id="a" * 12))
    recorder.close()
    assert first == LeaderboardReady("arcade", (), Each.PLAYER)
    assert second == LeaderboardReady("ladder", (), checkpoint_id="a" * 12)
