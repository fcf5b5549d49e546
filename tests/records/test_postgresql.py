"""All that is kept in a file is kept on a PostgreSQL server too."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from game.records.address import read_url
from game.records.errors import RecordsError
from game.records.records import Records
from game.report.__main__ import main
from game.rules.board import Each
from game.rules.seen import NOTHING, Seen
from game.rules.study import StudyPlan
from tests.records.older import LATER
from tests.records.samples import NOON, card, fake, real, start
from tests.records.server import Server
from tests.report.samples import Sat, catches, counts, database

ROOT = Path(__file__).resolve().parents[2]
PLAN = StudyPlan(("0123456789ab",), 100, None, (4, 8))


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
    floats = {"response_ms": 0.1 + 0.2, "validity": 1 / 3}
    for _ in range(2):
        records.append(session, fake(1, True, **floats))
    with pytest.raises(RecordsError, match=r"differs in said_real\)"):
        records.append(session, fake(1, False, **floats))
    with pytest.raises(RecordsError, match="keeps the rules"):
        records.append(session, fake(2, None))
    assert rows(server, url, "SELECT number, said_real FROM trial") == [(1, True)]


def test_boards_counts_and_statistics_come_as_from_a_file(
    server: Server, url: str, tmp_path: Path
) -> None:
    def told(place: str) -> list[object]:
        records = Records.open(place)
        cards = [replace(card(str(epoch) * 12, f"epoch {epoch}"), epoch=epoch) for epoch in (1, 5)]
        records.keep_checkpoint(*cards)
        chance = Random(4)
        for number, mode in enumerate(("arcade", "ladder", "lab", "timed") * 3):
            begun = replace(
                start(f"{number}", f"player {number // 6}", mode), started_at=later(number)
            )
            session = records.begin_session(begun)
            for place_in_it in range(1, 25):
                kind = real if chance.random() < 0.5 else fake
                where = chance.choice(cards).id if mode != "arcade" else cards[1].id
                phase = "catch" if place_in_it % 5 == 0 else "main"
                said = chance.random() < 0.6
                records.append(session, kind(place_in_it, said, checkpoint_id=where, phase=phase))
            records.end_session(session, later(number + 1))
        answers: list[object] = [records.players(), records.fool_counts(["arcade", "lab"])]
        answers += [records.career(f"player {number}") for number in range(3)]
        for mode in ("arcade", "ladder", "lab"):
            answers += [records.leaderboard(mode, 10, each) for each in Each]
            answers.append(records.leaderboard(mode, 10, checkpoint_id=cards[0].id))
        records.close()
        return answers

    assert told(url) == told(f"sqlite:///{tmp_path / 'guesses.sqlite3'}")


def later(hours: int) -> datetime:
    return NOON + timedelta(hours=hours)


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


def test_the_report_says_of_it_what_it_says_of_the_file_that_was_merged_into_it(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sessions = [
        Sat(f"player {n}", (*counts(20 + n, 40, 10 + n, 40), *catches(n % 3 + 2, 1)))
        for n in range(12)
    ]
    file = database(tmp_path / "laptop.sqlite3", sessions)
    assert main(["merge", url, file]) == 0
    capsys.readouterr()
    said = []
    for number, place in enumerate((file, url)):
        figures = tmp_path / f"{number}.json"
        command = ["--db", place, "--json", str(figures)]
        assert main([*command, "--export", str(tmp_path / f"export {number}")]) == 0
        table = (tmp_path / f"export {number}" / "trials.csv").read_text()
        said.append((json.loads(figures.read_text()), capsys.readouterr().out, table))
    assert said[0][0]["trials"] > 0
    assert said[0] == said[1]


def test_a_player_can_be_forgotten(server: Server, url: str, records: Records) -> None:
    for name in ("Ada", "Ben"):
        records.append(records.begin_session(start(name, name)), fake(1, True))
    assert main(["forget", "Ada", "--db", url]) == 0
    assert rows(server, url, "SELECT name FROM player") == [("Ben",)]
    assert rows(server, url, "SELECT count(*) FROM trial") == [(1,)]


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


def older(server: Server, url: str) -> None:
    records = Records.open(url)
    records.keep_checkpoint(card())
    records.append(records.begin_session(start()), fake(1, True))
    records.close()
    for column in LATER[1]:
        rows(server, url, f"ALTER TABLE session DROP COLUMN {column}")
    rows(server, url, "UPDATE meta SET value = '1'")


def test_games_that_upgrade_at_once_all_end_well(server: Server, url: str) -> None:
    older(server, url)
    games = [appender(url, f"game {n}", "Ada", 3) for n in range(4)]
    for game in games:
        game.communicate(timeout=120)
    assert [game.returncode for game in games] == [0] * 4
    assert rows(server, url, "SELECT count(*) FROM trial") == [(1 + 4 * 3,)]
    assert rows(server, url, "SELECT value FROM meta") == [("3",)]


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
    assert {("study",), ("masks",)} <= set(rows(server, url, columns))
    assert rows(server, url, "SELECT count(*) FROM trial") == [(1,)]


def test_a_url_without_a_driver_is_read_by_psycopg(url: str) -> None:
    Records.open(url.replace("+psycopg", "")).close()


def test_a_server_that_is_not_there_is_refused_in_a_sentence(server: Server, url: str) -> None:
    server.kill()
    with pytest.raises(RecordsError, match="expected it to answer, but it failed") as caught:
        Records.open(url)
    assert caught.value.may_pass
    assert "\n" not in str(caught.value)
