"""Answers are kept once, whole and in the documented form."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from game.records.errors import RecordsError
from game.records.records import Records
from game.rules.board import FoolCount
from tests.records.samples import NOON, card, fake, real, start

COLUMNS = {
    "meta": "key value",
    "player": "id name created_at",
    "checkpoint": "id name path run preset epoch images_seen family dataset",
    "session": "id uuid player_id mode seed started_at ended_at app_version refresh_hz scale study "
    "masks",
    "trial": "id session_id number block phase outcome is_real said_real checkpoint_id digit_seed "
    "digit_label real_pool real_index shown_at response_ms exposure_ms dropped_frames confidence "
    "feedback_shown validity",
}
NULLABLE = {
    "meta": "",
    "player": "",
    "checkpoint": "path run preset epoch images_seen family dataset",
    "session": "ended_at refresh_hz scale study masks",
    "trial": "said_real digit_seed digit_label real_pool real_index response_ms exposure_ms "
    "confidence validity",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "guesses.sqlite3"


@pytest.fixture
def records(path: Path) -> Iterator[Records]:
    records = Records.open(f"sqlite:///{path}")
    records.keep_checkpoint(card())
    yield records
    records.close()


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    """Look as an outside program does: with no help from our own code."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_the_tables_have_the_documented_columns_in_their_order(
    records: Records, path: Path
) -> None:
    for table, names in COLUMNS.items():
        found = rows(path, f"PRAGMA table_info({table})")
        assert [row[1] for row in found] == names.split()
        assert [row[1] for row in found if not row[3]] == NULLABLE[table].split()


def test_a_new_database_says_its_schema_version(records: Records, path: Path) -> None:
    assert rows(path, "SELECT * FROM meta") == [("schema_version", "3")]


def test_a_new_database_is_kept_safe_from_crashes(records: Records, path: Path) -> None:
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]
    with records._database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_fake_is_stored_as_documented(records: Records, path: Path) -> None:
    session = records.begin_session(start())
    records.append(session, fake(1, True, digit_label=4, confidence=3, exposure_ms=250.5))
    (row,) = rows(path, "SELECT * FROM trial")
    assert row[:9] == (1, session, 1, 1, "main", "answered", 0, 1, "0123456789ab")
    assert row[9:13] == (1, 4, None, None)
    assert row[13:] == ("2026-01-31 12:00:01.123456", 432.125, 250.5, 0, 3, 1, 0.25)


def test_a_real_digit_is_stored_as_documented(records: Records, path: Path) -> None:
    records.append(records.begin_session(start()), real(2, True))
    assert rows(
        path, "SELECT is_real, said_real, digit_seed, digit_label, real_pool, real_index FROM trial"
    ) == [(1, 1, None, None, "mnist-5000", 2)]


def test_times_of_any_zone_are_stored_in_utc(records: Records, path: Path) -> None:
    evening = datetime(2026, 1, 31, 21, 0, 0, tzinfo=timezone(timedelta(hours=9)))
    records.append(records.begin_session(start()), fake(1, True, shown_at=evening))
    assert rows(path, "SELECT shown_at FROM trial") == [("2026-01-31 12:00:00.000000",)]


def test_a_time_without_a_zone_is_refused(records: Records) -> None:
    session = records.begin_session(start())
    with pytest.raises(RecordsError, match="with its zone"):
        records.append(session, fake(1, True, shown_at=datetime(2026, 1, 31)))


def test_a_timeout_is_kept_without_an_answer(records: Records, path: Path) -> None:
    session = records.begin_session(start())
    records.append(session, fake(1, None, outcome="timeout", response_ms=None))
    assert rows(path, "SELECT outcome, said_real, response_ms FROM trial") == [
        ("timeout", None, None)
    ]


def test_a_verdict_that_is_no_number_is_stored_as_none(records: Records, path: Path) -> None:
    session = records.begin_session(start())
    broken = fake(1, True, validity=float("nan"))
    records.append(session, broken)
    records.append(session, broken)
    assert rows(path, "SELECT validity FROM trial") == [(None,)]


def test_the_same_trial_twice_is_one_row(records: Records, path: Path) -> None:
    session = records.begin_session(start())
    records.append(session, fake(1, True))
    records.append(session, fake(1, True))
    assert rows(path, "SELECT count(*) FROM trial") == [(1,)]


def test_another_answer_under_the_same_number_is_refused(records: Records, path: Path) -> None:
    session = records.begin_session(start())
    records.append(session, fake(1, True))
    with pytest.raises(RecordsError, match=r"trial 1 of session 1 .* differs in said_real\)"):
        records.append(session, fake(1, False))
    assert rows(path, "SELECT said_real FROM trial") == [(1,)]


@pytest.mark.parametrize(
    "meaningless",
    [
        fake(1, None),
        fake(1, True, outcome="timeout"),
        fake(1, True, outcome="lost"),
        fake(1, True, phase="warm-up"),
        fake(1, True, digit_seed=None),
        fake(1, True, real_index=3),
        fake(0, True),
        fake(1, True, validity=1.5),
        fake(1, True, confidence=5),
        fake(1, True, response_ms=-1.0),
        fake(1, True, digit_label=10),
        fake(1, True, checkpoint_id="unknown"),
        real(1, True, real_pool=None),
        real(1, True, digit_seed=4),
    ],
)
def test_a_row_without_meaning_is_refused(records: Records, path: Path, meaningless: Any) -> None:
    session = records.begin_session(start())
    with pytest.raises(RecordsError, match="keeps the rules"):
        records.append(session, meaningless)
    assert rows(path, "SELECT count(*) FROM trial") == [(0,)]


def test_a_trial_of_an_unknown_session_is_refused(records: Records) -> None:
    with pytest.raises(RecordsError, match="FOREIGN KEY"):
        records.append(99, fake(1, True))


def test_a_number_that_no_column_holds_is_refused_in_a_sentence(records: Records) -> None:
    session = records.begin_session(start())
    with pytest.raises(RecordsError, match="too large"):
        records.append(session, fake(1, True, digit_seed=2**70))


def test_a_name_that_is_no_text_is_refused_in_a_sentence(records: Records) -> None:
    with pytest.raises(RecordsError, match="found one that it cannot"):
        records.begin_session(start(player="\udc80"))


def test_sql_in_a_name_is_only_a_name(records: Records, path: Path) -> None:
    records.begin_session(start(player="'); DROP TABLE trial; --"))
    assert rows(path, "SELECT name FROM player") == [("'); DROP TABLE trial; --",)]


def test_a_player_is_made_once(records: Records, path: Path) -> None:
    first = records.begin_session(start("first"))
    second = records.begin_session(start("second"))
    assert first != second
    assert rows(path, "SELECT name, created_at FROM player") == [
        ("Ada", "2026-01-31 12:00:00.123456")
    ]


def test_a_session_is_taken_up_by_its_uuid(records: Records, path: Path) -> None:
    assert records.begin_session(start()) == records.begin_session(start())
    assert rows(path, "SELECT count(*) FROM session") == [(1,)]


def test_a_session_is_stored_as_documented(records: Records, path: Path) -> None:
    session = records.begin_session(replace(start(), masks=True))
    records.end_session(session, NOON + timedelta(minutes=5))
    (row,) = rows(path, "SELECT * FROM session")
    assert row[:5] == (1, "first", 1, "arcade", 7)
    assert row[5:7] == ("2026-01-31 12:00:00.123456", "2026-01-31 12:05:00.123456")
    assert row[7:] == ("1.0", 60.0, 12, None, 1)


def test_an_unknown_session_cannot_end(records: Records) -> None:
    with pytest.raises(RecordsError, match="expected a session 5 to end"):
        records.end_session(5, NOON)


def test_a_checkpoint_that_moved_gets_its_new_path(records: Records, path: Path) -> None:
    moved = replace(card(), path="elsewhere.safetensors")
    records.keep_checkpoint(moved)
    records.keep_checkpoint(moved)
    assert rows(path, "SELECT id, path FROM checkpoint") == [
        ("0123456789ab", "elsewhere.safetensors")
    ]


def test_the_leaderboard_counts_right_answers_of_main_trials(records: Records) -> None:
    good = records.begin_session(start("good", "Ada"))
    for trial in (
        fake(1, False),
        real(2, True),
        fake(3, True),
        fake(4, False, phase="practice"),
        fake(5, False, phase="catch"),
        fake(6, None, outcome="timeout"),
        fake(7, False, outcome="void"),
    ):
        records.append(good, trial)
    better = records.begin_session(start("better", "Ben"))
    for number in (1, 2, 3):
        records.append(better, fake(number, False))
    found = records.leaderboard("arcade")
    assert [(row.player, row.score, row.session_uuid) for row in found] == [
        ("Ben", 3, "better"),
        ("Ada", 2, "good"),
    ]
    assert found[0].when == NOON.astimezone(UTC)
    assert found[0].checkpoint_name == "sgd · epoch 50"


def test_of_two_equal_scores_the_earlier_leads(records: Records) -> None:
    for uuid, player in (("first", "Ada"), ("second", "Ben")):
        records.append(records.begin_session(start(uuid, player)), fake(1, False))
    assert [row.player for row in records.leaderboard("arcade")] == ["Ada", "Ben"]


def test_the_leaderboard_keeps_modes_apart_and_ends_at_its_limit(records: Records) -> None:
    for number in range(4):
        session = records.begin_session(start(f"arcade {number}"))
        records.append(session, fake(1, False))
    records.append(records.begin_session(start("lab", mode="lab")), fake(1, False))
    assert len(records.leaderboard("arcade", limit=3)) == 3
    assert [row.session_uuid for row in records.leaderboard("lab")] == ["lab"]


def test_a_session_without_a_right_answer_has_no_place(records: Records) -> None:
    records.append(records.begin_session(start()), fake(1, True))
    assert records.leaderboard("arcade") == ()


def test_a_session_against_several_forgers_names_none(records: Records) -> None:
    records.keep_checkpoint(card("another00000", "other"))
    session = records.begin_session(start())
    records.append(session, fake(1, False))
    records.append(session, fake(2, True, checkpoint_id="another00000"))
    assert records.leaderboard("arcade")[0].checkpoint_name is None


def test_a_fake_called_real_counts_as_fooled(records: Records) -> None:
    ada = records.begin_session(start("a", "Ada"))
    ben = records.begin_session(start("b", "Ben"))
    records.append(ada, fake(1, True))
    records.append(ada, fake(2, False))
    records.append(ada, real(3, True))
    records.append(ada, fake(4, True, phase="practice"))
    records.append(ben, fake(1, True))
    expected = FoolCount("0123456789ab", ((2, 1), (1, 1)))
    assert records.fool_counts(["arcade"]) == (expected,)
    assert records.fool_counts(["ladder"]) == ()
