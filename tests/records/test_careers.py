"""What one player's answers come to, in each mode for itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from game.records import careers
from game.records.recorder import Recorder
from game.records.records import Records
from game.rules.career import Against, ModeCareer, Pace
from game.rules.news import StatisticsReady
from game.rules.tally import Tally
from tests.records.samples import NOON, card, fake, real, start
from tests.records.waiting import news_until


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    records = Records.open(f"sqlite:///{tmp_path / 'guesses.sqlite3'}")
    records.keep_checkpoint(card(), replace(card("b" * 12, "sgd · epoch 3"), epoch=3))
    yield records
    records.close()


def of(records: Records, mode: str, player: str = "Ada") -> ModeCareer:
    return next(each for each in records.career(player).modes if each.mode == mode)


def test_a_player_whom_nobody_knows_has_answered_nothing(records: Records) -> None:
    assert [each.mode for each in records.career("Nobody").modes] == ["arcade", "ladder", "lab"]
    none = Pace(None, 0)
    for each in records.career("Nobody").modes:
        assert each == ModeCareer(each.mode, 0, Tally(0, 0, 0, 0), (), none, none, ())


def test_answered_main_trials_of_the_player_and_the_mode_are_counted(records: Records) -> None:
    mine = records.begin_session(start("mine"))
    for trial in (
        fake(1, True, response_ms=900.0),
        fake(2, False, response_ms=500.0),
        real(3, True, response_ms=700.0),
        real(4, False, response_ms=None),
        fake(5, True, phase="practice"),
        fake(6, None, outcome="timeout", response_ms=None),
        fake(7, False, checkpoint_id="b" * 12, response_ms=800.0),
    ):
        records.append(mine, trial)
    for uuid, player, mode in (("other", "Ben", "arcade"), ("ladder", "Ada", "ladder")):
        records.append(records.begin_session(start(uuid, player, mode)), fake(1, True))
    found = of(records, "arcade")
    counts = Tally(reals=2, doubted=1, fakes=3, fooled=1)
    assert (found.sessions, found.counts) == (1, counts)
    assert [(each.when, each.counts) for each in found.latest] == [(NOON, counts)]
    assert (found.right, found.wrong) == (Pace(700.0, 3), Pace(900.0, 1))
    assert found.against == (
        Against("b" * 12, "sgd · epoch 3", 3, fakes=1, fooled=0),
        Against("0123456789ab", "sgd · epoch 50", 50, fakes=2, fooled=1),
    )
    assert of(records, "ladder").counts == Tally(0, 0, 1, 1)


def test_a_checkpoint_of_which_no_fake_was_judged_has_no_line(records: Records) -> None:
    session = records.begin_session(start())
    records.append(session, real(1, True, checkpoint_id="b" * 12))
    assert of(records, "arcade").counts == Tally(1, 0, 0, 0)
    assert of(records, "arcade").against == ()


def test_a_session_of_lab_counts_when_it_is_over(records: Records) -> None:
    session = records.begin_session(start("lab", mode="lab"))
    records.append(session, fake(1, True))
    assert of(records, "lab").counts.answered == 0
    assert of(records, "lab").against == ()
    records.end_session(session, NOON)
    assert of(records, "lab").counts.answered == 1


def test_a_session_that_failed_its_catch_trials_is_left_out_and_that_is_told(
    records: Records,
) -> None:
    for uuid, wrong in (("good", 1), ("bad", 2)):
        session = records.begin_session(start(uuid, mode="lab"))
        records.append(session, fake(1, True))
        for number in range(2, 6):
            records.append(session, fake(number, number < 2 + wrong, phase="catch"))
        records.end_session(session, NOON)
    found = of(records, "lab")
    assert (found.sessions, found.counts.answered, found.flagged) == (1, 1, 1)


def test_of_many_sessions_the_last_are_told_one_by_one_and_all_are_counted(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(careers, "SESSIONS", 2)
    monkeypatch.setattr(careers, "TIMES", 2)
    for hour in range(4):
        began = replace(start(f"{hour}"), started_at=NOON + timedelta(hours=hour))
        records.append(records.begin_session(began), fake(1, True, response_ms=100.0 * hour))
    found = of(records, "arcade")
    assert (found.sessions, found.counts.fooled) == (4, 4)
    assert [each.when for each in found.latest] == [NOON + timedelta(hours=n) for n in (2, 3)]
    assert found.wrong == Pace(250.0, 2)


def test_the_statistics_come_after_the_answers_before_them(tmp_path: Path) -> None:
    recorder = Recorder(f"sqlite:///{tmp_path / 'guesses.sqlite3'}")
    recorder.begin(start(), [card()])
    recorder.append("first", fake(1, True))
    recorder.ask_statistics("Ada")
    *_, last = news_until(recorder, StatisticsReady)
    recorder.close()
    assert isinstance(last, StatisticsReady)
    assert last.career.player == "Ada"
    assert last.career.modes[0].counts == Tally(0, 0, 1, 1)
