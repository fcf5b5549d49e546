"""What a participant has done of one study is told apart from what they did of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from game.records.cards import SessionStart
from game.records.recorder import Recorder
from game.records.records import Records
from game.rules.begun import Sitting
from game.rules.news import Recalled
from game.rules.study import StudyPlan
from tests.records.samples import NOON, card, fake, real, start
from tests.records.waiting import news_until

PLAN = StudyPlan(("0123456789ab",), 20, None, ())


def lab(uuid: str, seed: int, player: str = "P01") -> SessionStart:
    return replace(start(uuid, player, "lab"), plan=PLAN, seed=seed)


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    records = Records.open(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    records.keep_checkpoint(card())
    yield records
    records.close()


def test_what_was_left_is_that_of_the_seed_and_not_what_was_left_last(records: Records) -> None:
    for uuid, seed in (("first", 7), ("second", 8)):
        records.append(records.begin_session(lab(uuid, seed)), fake(1, True, digit_seed=seed))
    for uuid, seed in (("first", 7), ("second", 8)):
        left = records.recall("P01", seed).unfinished
        assert left is not None
        assert left.session_uuid == uuid
    assert records.recall("P01", 9).unfinished is None
    assert records.recall("P01", 9).seen == records.recall("P01").seen


def test_sittings_are_the_players_sessions_of_the_seed_with_their_main_answers(
    records: Records,
) -> None:
    done = records.begin_session(lab("done", 7))
    records.append(done, fake(1, True, phase="practice"))
    records.append(done, fake(2, True))
    records.append(done, real(3, None, outcome="void"))
    records.append(done, real(4, False, phase="catch"))
    records.append(done, real(5, False))
    records.end_session(done, NOON)
    records.begin_session(replace(start("timed", "P01", "timed"), seed=7))
    records.begin_session(lab("other study", 8))
    records.begin_session(lab("other player", 7, "P02"))
    assert records.recall("P01", 7).sittings == (
        Sitting("lab", True, 2),
        Sitting("timed", False, 0),
    )
    assert records.recall("P01").sittings == ()


def test_the_recorder_passes_on_which_seed_is_asked_about(tmp_path: Path) -> None:
    recorder = Recorder(f"sqlite:///{tmp_path / 'y.sqlite3'}")
    recorder.begin(lab("done", 7), [card()])
    recorder.end("done", NOON)
    recorder.ask_recall("P01", 7)
    news = news_until(recorder, Recalled)
    recorder.close()
    (recalled,) = [each for each in news if isinstance(each, Recalled)]
    assert recalled.sittings == (Sitting("lab", True, 0),)
