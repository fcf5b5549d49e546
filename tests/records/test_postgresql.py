"""All that is kept in a file is kept on a PostgreSQL server too."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from game.records.address import read_url
from game.records.errors import RecordsError
from game.records.records import Records
from game.report.__main__ import main
from game.rules.news import FoolCount
from game.rules.seen import NOTHING, Seen
from game.rules.study import StudyPlan
from tests.records.samples import NOON, card, fake, real, start
from tests.records.server import Server

ROOT = Path(__file__).resolve().parents[2]
PLAN = StudyPlan(("0123456789ab",), 100, None, (4, 8))
WRITERS, ANSWERS = 20, 8


@pytest.fixture
def url(server: Server) -> str:
    return server.make_database()


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    records = Records.open(url)
    records.keep_checkpoint(card())
    yield records
    records.close()


def rows(server: Server, url: str, query: str) -> list[tuple[Any, ...]]:
    return server.rows(str(read_url(url).database), query)


def appender(url: str, uuid: str, player: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.records.appender", url, uuid, player, str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_rows_are_stored_as_documented(server: Server, url: str, records: Records) -> None:
    session = records.begin_session(replace(start(), plan=PLAN, seed=2**40))
    records.append(session, fake(1, True, digit_seed=2**31 - 1))
    records.append(session, real(2, None, outcome="timeout", response_ms=None))
    records.end_session(session, NOON + timedelta(minutes=5))
    ((seed, began, ended, study),) = rows(
        server, url, "SELECT seed, started_at::text, ended_at::text, study FROM session"
    )
    assert (seed, began, ended) == (
        2**40,
        "2026-01-31 12:00:00.123456",
        "2026-01-31 12:05:00.123456",
    )
    assert json.loads(study)["trials"] == 100
    told = "SELECT number, outcome, is_real, said_real, digit_seed, real_index, response_ms"
    assert rows(server, url, f"{told} FROM trial ORDER BY id") == [
        (1, "answered", False, True, 2**31 - 1, None, 432.125),
        (2, "timeout", True, None, None, 2, None),
    ]


def test_the_same_trial_twice_is_one_row_and_another_is_refused(
    server: Server, url: str, records: Records
) -> None:
    session = records.begin_session(start())
    for _ in range(2):
        records.append(session, fake(1, True))
    with pytest.raises(RecordsError, match=r"differs in said_real\)"):
        records.append(session, fake(1, False))
    with pytest.raises(RecordsError, match="keeps the rules"):
        records.append(session, fake(2, None))
    assert rows(server, url, "SELECT number, said_real FROM trial") == [(1, True)]


def test_standings_and_counts_come_as_from_a_file(records: Records) -> None:
    ada = records.begin_session(start("a", "Ada"))
    ben = records.begin_session(start("b", "Ben"))
    for number, said_real in enumerate((False, False, True), 1):
        records.append(ada, fake(number, said_real))
    records.append(ben, real(1, True))
    assert [(row.player, row.score) for row in records.leaderboard("arcade")] == [
        ("Ada", 2),
        ("Ben", 1),
    ]
    assert records.players() == ("Ben", "Ada")
    expected = FoolCount("0123456789ab", fakes=3, called_real=1, players=1)
    assert records.fool_counts(["arcade"]) == (expected,)


def test_a_study_that_was_left_is_told_with_its_trials_as_they_were(records: Records) -> None:
    session = records.begin_session(replace(start("left", mode="lab"), plan=PLAN))
    trials = (fake(1, True, digit_label=3), real(2, None, outcome="timeout", response_ms=None))
    for trial in trials:
        records.append(session, trial)
    recalled = records.recall("Ada")
    assert recalled.seen == Seen.of(trial.planned for trial in trials)
    assert recalled.unfinished is not None
    assert recalled.unfinished.plan == PLAN
    assert recalled.unfinished.trials == trials
    assert recalled.unfinished.seen == recalled.unfinished.since == NOTHING


def test_the_report_reads_it_and_a_player_can_be_forgotten(
    server: Server, url: str, records: Records, tmp_path: Path
) -> None:
    for name in ("Ada", "Ben"):
        session = records.begin_session(start(name, name))
        for number in range(1, 11):
            records.append(session, fake(number, number > 7))
    figures = tmp_path / "figures.json"
    command = ["--db", url, "--modes", "arcade", "--json", str(figures)]
    assert main([*command, "--export", str(tmp_path / "export")]) == 0
    found = json.loads(figures.read_text())
    assert (found["players"], found["trials"]) == (2, 20)
    assert found["checkpoints"]["0123456789ab"]["fool_rate"]["estimate"] == pytest.approx(0.3)
    assert main(["forget", "Ada", "--db", url]) == 0
    assert rows(server, url, "SELECT name FROM player") == [("Ben",)]
    assert rows(server, url, "SELECT count(*) FROM trial") == [(10,)]


def test_a_file_is_merged_into_it_once(
    server: Server, url: str, records: Records, tmp_path: Path
) -> None:
    laptop = Records.open(f"sqlite:///{tmp_path / 'laptop.sqlite3'}")
    laptop.keep_checkpoint(card())
    laptop.append(laptop.begin_session(start("laptop", "Cleo")), fake(1, True))
    laptop.close()
    for _ in range(2):
        assert main(["merge", url, str(tmp_path / "laptop.sqlite3")]) == 0
    assert rows(server, url, "SELECT uuid FROM session") == [("laptop",)]
    assert rows(server, url, "SELECT count(*) FROM trial") == [(1,)]


@pytest.mark.slow
def test_twenty_games_that_start_at_once_on_a_new_database_lose_and_double_nothing(
    server: Server, url: str
) -> None:
    # Four share a name, so that they race to make the same player too.
    games = [appender(url, f"game {n}", f"player {n // 4}", ANSWERS) for n in range(WRITERS)]
    for game in games:
        output, _ = game.communicate(timeout=300)
        assert game.returncode == 0
        assert len(output.splitlines()) == ANSWERS
    kept = "SELECT uuid, array_agg(number ORDER BY number) FROM trial"
    kept += " JOIN session ON session.id = session_id GROUP BY uuid"
    numbers = list(range(1, ANSWERS + 1))
    assert dict(rows(server, url, kept)) == {f"game {n}": numbers for n in range(WRITERS)}
    assert rows(server, url, "SELECT count(*) FROM player") == [(WRITERS // 4,)]


def older(server: Server, url: str) -> None:
    records = Records.open(url)
    records.keep_checkpoint(card())
    records.append(records.begin_session(start()), fake(1, True))
    records.close()
    rows(server, url, "ALTER TABLE session DROP COLUMN study")
    rows(server, url, "UPDATE meta SET value = '1'")


def test_games_that_upgrade_at_once_all_end_well(server: Server, url: str) -> None:
    older(server, url)
    games = [appender(url, f"game {n}", "Ada", 3) for n in range(4)]
    for game in games:
        game.communicate(timeout=120)
    assert [game.returncode for game in games] == [0] * 4
    assert rows(server, url, "SELECT count(*) FROM trial") == [(1 + 4 * 3,)]
    assert rows(server, url, "SELECT value FROM meta") == [("2",)]


@pytest.mark.parametrize("fatal", ["UPDATE meta", "COMMIT"])
def test_a_killed_upgrade_leaves_the_old_database_and_the_next_one_ends_well(
    server: Server, url: str, fatal: str
) -> None:
    older(server, url)
    command = [sys.executable, "-m", "tests.records.upgrader", url, fatal]
    assert subprocess.run(command, cwd=ROOT).returncode == 9
    columns = "SELECT column_name FROM information_schema.columns WHERE table_name = 'session'"
    assert ("study",) not in rows(server, url, columns)
    assert main(["--db", url, "--modes", "arcade"]) == 0
    assert ("study",) not in rows(server, url, columns)
    Records.open(url).close()
    assert ("study",) in rows(server, url, columns)
    assert rows(server, url, "SELECT count(*) FROM trial") == [(1,)]


def test_a_url_without_a_driver_is_read_by_psycopg(url: str) -> None:
    Records.open(url.replace("+psycopg", "")).close()


def test_a_server_that_is_not_there_is_refused_in_a_sentence(server: Server, url: str) -> None:
    server.kill()
    with pytest.raises(RecordsError, match="expected it to answer, but it failed") as caught:
        Records.open(url)
    assert caught.value.may_pass
    assert "\n" not in str(caught.value)
