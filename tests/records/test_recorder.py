"""The recorder keeps what it is handed, in order, and never makes the window wait."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from game.records import location
from game.records.errors import RecordsError
from game.records.recorder import Recorder
from game.records.records import Records
from game.rules.board import FoolCount
from game.rules.news import (
    FoolCountsReady,
    LeaderboardReady,
    Recorded,
    RecordsFailed,
    RecordsReady,
)
from game.rules.trials import AnsweredTrial
from tests.records.samples import NOON, card, fake, start
from tests.records.waiting import news_so_far, news_until

ROOT = Path(__file__).resolve().parents[2]


def count(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM trial").fetchone()[0])


def test_the_news_come_in_the_order_of_the_calls(tmp_path: Path) -> None:
    recorder = Recorder(f"sqlite:///{tmp_path / 'guesses.sqlite3'}")
    recorder.begin(start(), [card()])
    recorder.append("first", fake(1, False))
    recorder.end("first", NOON)
    recorder.ask_leaderboard("arcade")
    *news, last = news_until(recorder, LeaderboardReady)
    recorder.close()
    assert news == [
        RecordsReady(),
        Recorded("first", 1),
    ]
    assert isinstance(last, LeaderboardReady)
    assert [(row.player, row.score) for row in last.rows] == [("Ada", 1)]


def test_a_trial_said_to_be_recorded_is_in_the_database_at_that_moment(tmp_path: Path) -> None:
    path = tmp_path / "guesses.sqlite3"
    recorder = Recorder(f"sqlite:///{path}")
    recorder.begin(start(), [card()])
    for number in range(1, 6):
        recorder.append("first", fake(number, True))
        news_until(recorder, Recorded("first", number))
        assert count(path) == number
    recorder.close()


def test_handing_over_does_not_wait_for_a_database_that_is_held(tmp_path: Path) -> None:
    path = tmp_path / "guesses.sqlite3"
    recorder = Recorder(f"sqlite:///{path}")
    recorder.begin(start(), [card()])
    news_so_far(recorder)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.perf_counter()
        recorder.append("first", fake(1, True))
        assert recorder.poll() == []
        assert time.perf_counter() - began < 1.0
        time.sleep(0.2)
        assert recorder.poll() == []
        other.execute("ROLLBACK")
    assert news_until(recorder, Recorded("first", 1)) == [Recorded("first", 1)]
    recorder.close()


def test_closing_writes_what_was_handed_over(tmp_path: Path) -> None:
    path = tmp_path / "guesses.sqlite3"
    recorder = Recorder(f"sqlite:///{path}")
    recorder.begin(start(), [card()])
    for number in range(1, 51):
        recorder.append("first", fake(number, True))
    recorder.close()
    assert count(path) == 50
    assert recorder.poll()[-1] == Recorded("first", 50)


def test_closing_waits_for_a_database_that_is_held_as_long_as_it_is_told_and_says_what_is_given_up(
    tmp_path: Path,
) -> None:
    path = tmp_path / "guesses.sqlite3"
    recorder = Recorder(f"sqlite:///{path}")
    recorder.begin(start(), [card()])
    news_so_far(recorder)
    assert recorder.finished
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        recorder.append("first", fake(1, True))
        recorder.finish()
        time.sleep(0.1)
        assert not recorder.finished
        began = time.perf_counter()
        recorder.close(0.3)
        assert time.perf_counter() - began < 3.0
        (news,) = recorder.poll()
        assert isinstance(news, RecordsFailed)
        assert f"the database {path}: expected it to take the last entries" in news.sentence
        other.execute("ROLLBACK")
    recorder.close()
    assert recorder.finished
    assert count(path) == 1


def test_what_a_full_disk_did_not_take_is_tried_a_last_time_when_the_game_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = [True]
    append = Records.append

    def fails(records: Records, session_id: int, trial: AnsweredTrial) -> None:
        if full:
            raise RecordsError("the database: found a full disk", may_pass=True)
        append(records, session_id, trial)

    monkeypatch.setattr(Records, "append", fails)
    monkeypatch.setattr("game.records.recorder.RETRY_SECONDS", 60.0)
    path = tmp_path / "guesses.sqlite3"
    recorder = Recorder(f"sqlite:///{path}")
    recorder.begin(start(), [card()])
    recorder.append("first", fake(1, True))
    recorder.end("first", NOON)
    news_until(recorder, RecordsFailed)
    full.clear()
    recorder.close()
    assert recorder.poll() == [Recorded("first", 1)]
    assert count(path) == 1
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT ended_at IS NULL FROM session").fetchall() == [(0,)]


def test_a_database_that_is_held_keeps_nobody_who_has_nothing_to_be_kept(tmp_path: Path) -> None:
    path = tmp_path / "guesses.sqlite3"
    Recorder(f"sqlite:///{path}").close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        recorder = Recorder(f"sqlite:///{path}")
        recorder.ask_fool_counts(["arcade"])
        recorder.finish()
        assert recorder.finished
        began = time.perf_counter()
        recorder.close()
        assert time.perf_counter() - began < 10.0
        assert recorder.poll() == []
        other.execute("ROLLBACK")


def test_fool_counts_come_after_the_answers_before_them(tmp_path: Path) -> None:
    recorder = Recorder(f"sqlite:///{tmp_path / 'guesses.sqlite3'}")
    recorder.begin(start(), [card()])
    recorder.append("first", fake(1, True))
    recorder.ask_fool_counts(["arcade"])
    *_, last = news_until(recorder, FoolCountsReady)
    recorder.close()
    assert last == FoolCountsReady((FoolCount(card().id, ((1, 1),)),))


def test_closing_folds_the_log_into_the_file(tmp_path: Path) -> None:
    recorder = Recorder(f"sqlite:///{tmp_path / 'guesses.sqlite3'}")
    recorder.begin(start(), [card()])
    recorder.close()
    assert [path.name for path in tmp_path.iterdir()] == ["guesses.sqlite3"]


def test_a_database_that_cannot_be_opened_is_said_once_and_closing_still_ends(
    tmp_path: Path,
) -> None:
    recorder = Recorder(f"sqlite:///{tmp_path}")
    recorder.begin(start(), [card()])
    recorder.append("first", fake(1, True))
    recorder.close()
    (news,) = recorder.poll()
    assert isinstance(news, RecordsFailed)
    assert str(tmp_path) in news.sentence


def test_one_trial_that_is_refused_does_not_stop_the_next(tmp_path: Path) -> None:
    recorder = Recorder(f"sqlite:///{tmp_path / 'guesses.sqlite3'}")
    recorder.begin(start(), [card()])
    recorder.append("first", fake(1, None))
    recorder.append("first", fake(2, True))
    news = news_until(recorder, Recorded("first", 2))
    recorder.close()
    assert isinstance(news[-2], RecordsFailed)


def test_a_trial_of_a_session_that_was_not_begun_is_a_failure(tmp_path: Path) -> None:
    recorder = Recorder(f"sqlite:///{tmp_path / 'guesses.sqlite3'}")
    recorder.append("nobody", fake(1, True))
    news = news_until(recorder, RecordsFailed)
    recorder.close()
    assert "session nobody" in str(news[-1])


def test_a_session_is_taken_up_by_a_second_recorder(tmp_path: Path) -> None:
    path = tmp_path / "guesses.sqlite3"
    for number in (1, 2):
        recorder = Recorder(f"sqlite:///{path}")
        recorder.begin(start(), [card()])
        recorder.append("first", fake(number, True))
        recorder.close()
    assert count(path) == 2


def test_the_environment_names_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REAL_OR_FAKE_DB", "sqlite:///chosen.sqlite3")
    assert location.default_url() == "sqlite:///chosen.sqlite3"


def test_without_a_choice_the_database_lies_in_the_users_data(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("REAL_OR_FAKE_DB", raising=False)
    url = location.default_url()
    assert url.startswith("sqlite:///")
    assert Path(url.removeprefix("sqlite:///")).parts[-2:] == ("real-or-fake", "guesses.sqlite3")


def test_the_window_side_imports_the_recorder_without_sqlalchemy() -> None:
    code = (
        "import sys; import game.records.recorder, game.records.cards, game.records.errors, "
        "game.records.location; heavy = {'sqlalchemy', 'numpy', 'torch', 'pygame'}; "
        "sys.exit(str(heavy & set(sys.modules) or ''))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr.strip() == ""


def test_the_records_know_no_screen_and_no_network() -> None:
    code = (
        "import sys; import game.records.records; heavy = {'numpy', 'torch', 'pygame', 'pandas'}; "
        "sys.exit(str(heavy & set(sys.modules) or ''))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr.strip() == ""
