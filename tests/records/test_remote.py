"""Playing with a database elsewhere, whose server is killed, frozen and started again meanwhile."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game.records import forwarding
from game.records.address import read_url
from game.records.cards import Waiting
from game.records.recorder import News, Recorder
from game.report.__main__ import main
from game.rules.news import (
    LeaderboardReady,
    Recalled,
    Recorded,
    RecordsFailed,
    RecordsReady,
    StatisticsReady,
)
from game.rules.seen import NOTHING
from tests.records.journals import entries_in
from tests.records.samples import NOON, card, fake, start
from tests.records.server import USER, Server
from tests.records.waiting import news_until

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def url(server: Server) -> str:
    return server.make_database()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's journals are kept, its processes' too."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "real-or-fake"


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forwarding, "FIRST_PAUSE_SECONDS", 0.1)
    monkeypatch.setattr(forwarding, "LONGEST_PAUSE_SECONDS", 0.2)
    monkeypatch.setattr(forwarding, "UNSAID_SECONDS", 0.5)


@pytest.fixture
def recorder(folder: Path, url: str) -> Iterator[Recorder]:
    recorder = Recorder(url)
    recorder.begin(start(), [card()])
    yield recorder
    recorder.close()


def rows(server: Server, url: str, query: str) -> list[tuple[Any, ...]]:
    return server.rows(str(read_url(url).database), query)


def numbers(server: Server, url: str, uuid: str = "first") -> list[int]:
    query = "SELECT number FROM trial JOIN session ON session.id = session_id"
    return [row[0] for row in rows(server, url, f"{query} WHERE uuid = '{uuid}' ORDER BY trial.id")]


def answer(recorder: Recorder, *which: int) -> list[News]:
    """Answer as a player does, who waits for each reveal; return the news, and how it went."""
    heard: list[News] = []
    for number in which:
        began = time.monotonic()
        recorder.append("first", fake(number, number % 2 == 0))
        heard += news_until(recorder, Recorded("first", number))
        assert time.monotonic() - began < 5.0
    return heard


def delivered(recorder: Recorder, folder: Path, seconds: float = 120.0) -> list[News]:
    """Wait until nothing waits any more; return the news meanwhile."""
    deadline = time.monotonic() + seconds
    heard: list[News] = []
    while entries_in(folder):
        assert time.monotonic() < deadline, heard
        heard += recorder.poll()
        time.sleep(0.02)
    return heard + recorder.poll()


def test_answers_reach_the_server_and_the_journal_is_empty(
    server: Server, url: str, folder: Path, recorder: Recorder
) -> None:
    news = answer(recorder, 1, 2, 3)
    recorder.end("first", NOON)
    news += delivered(recorder, folder)
    assert numbers(server, url) == [1, 2, 3]
    assert rows(server, url, "SELECT ended_at IS NULL FROM session") == [(False,)]
    assert [each for each in news if not isinstance(each, Recorded | Waiting)] == [RecordsReady()]


def test_a_question_is_answered_after_the_answers_before_it(recorder: Recorder) -> None:
    recorder.append("first", fake(1, False))
    recorder.ask_leaderboard("arcade")
    *_, last = news_until(recorder, LeaderboardReady)
    assert isinstance(last, LeaderboardReady)
    assert [(row.player, row.score) for row in last.rows] == [("Ada", 1)]


@pytest.mark.slow
def test_a_server_that_is_killed_and_started_again_during_play_loses_and_doubles_nothing(
    server: Server, url: str, folder: Path, recorder: Recorder
) -> None:
    answer(recorder, 1, 2)
    for first in (3, 6, 9):
        server.kill()
        news = answer(recorder, first, first + 1)
        news += news_until(recorder, Waiting)
        said = [each for each in news if isinstance(each, Waiting)][-1]
        assert said.count >= 1
        assert "expected it to answer" in said.sentence
        server.start()
        answer(recorder, first + 2)
        news_until(recorder, Waiting(0, ""))
    assert numbers(server, url) == list(range(1, 12))
    assert rows(server, url, "SELECT count(*) FROM session") == [(1,)]


@pytest.mark.slow
def test_a_server_that_is_killed_amid_a_stream_of_answers_has_each_once_and_in_order(
    server: Server, url: str, folder: Path, recorder: Recorder
) -> None:
    for number in range(1, 61):
        recorder.append("first", fake(number, True))
        if number % 20 == 10:
            time.sleep(0.1)
            server.kill()
        if number % 20 == 0:
            server.start()
    delivered(recorder, folder)
    assert numbers(server, url) == list(range(1, 61))


def test_a_server_that_says_nothing_delays_no_reveal_and_gets_all_when_it_goes_on(
    server: Server,
    url: str,
    folder: Path,
    recorder: Recorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(forwarding, "ANSWER_SECONDS", 0.3)
    answer(recorder, 1)
    delivered(recorder, folder)
    server.freeze(True)
    try:
        answer(recorder, 2, 3)
        recorder.ask_leaderboard("arcade")
        news = news_until(recorder, LeaderboardReady("arcade", ()), seconds=5.0)
        recorder.ask_recall("Ada")
        recorder.ask_statistics("Ada")
        answer(recorder, 4)
        news += news_until(recorder, StatisticsReady, seconds=5.0)
        assert Recalled("Ada", NOTHING, None, known=False) in news
        answer(recorder, 5)
        assert any(isinstance(each, Waiting) for each in news)
        assert not recorder.finished
    finally:
        server.freeze(False)
    news_until(recorder, Waiting(0, ""))
    assert numbers(server, url) == [1, 2, 3, 4, 5]


def test_leaving_while_the_server_is_away_takes_no_time_and_the_next_start_delivers(
    server: Server, url: str, folder: Path
) -> None:
    recorder = Recorder(url)
    recorder.begin(start(), [card()])
    answer(recorder, 1)
    server.kill()
    answer(recorder, 2, 3)
    recorder.end("first", NOON)
    news_until(recorder, Waiting)
    recorder.finish()
    began = time.monotonic()
    while not recorder.finished:
        time.sleep(0.01)
    recorder.close()
    assert time.monotonic() - began < 10.0
    assert not any(isinstance(each, RecordsFailed) for each in recorder.poll())
    server.start()
    again = Recorder(url)
    delivered(again, folder)
    again.close()
    assert numbers(server, url) == [1, 2, 3]
    assert rows(server, url, "SELECT ended_at IS NULL FROM session") == [(False,)]


@pytest.mark.slow
def test_leaving_a_server_that_says_nothing_takes_a_bounded_time(
    server: Server, url: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.records.recorder.DELIVERY_SECONDS", 0.5)
    monkeypatch.setattr("game.records.recorder.FOLDING_SECONDS", 0.5)
    recorder = Recorder(url)
    recorder.begin(start(), [card()])
    answer(recorder, 1)
    delivered(recorder, folder)
    server.freeze(True)
    try:
        answer(recorder, 2)
        recorder.finish()
        began = time.monotonic()
        while not recorder.finished:
            time.sleep(0.01)
        recorder.close()
        assert 0.4 < time.monotonic() - began < 10.0
        assert not any(isinstance(each, RecordsFailed) for each in recorder.poll())
        assert entries_in(folder) == 1
    finally:
        server.freeze(False)


def play(url: str, uuid: str, count: int, player: str = "Ada") -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.records.game", url, uuid, player, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
@pytest.mark.parametrize("away", [False, True])
def test_a_game_that_is_killed_between_journal_and_delivery_loses_nothing(
    server: Server, url: str, folder: Path, away: bool
) -> None:
    for attempt in range(3):
        uuid = f"game {attempt}"
        game = play(url, uuid, 1_000_000)
        assert game.stdout is not None
        said = [game.stdout.readline() for _ in range(3)]
        if away:
            server.kill()
            said += [game.stdout.readline() for _ in range(5)]
        else:
            time.sleep(0.05 * attempt)
        game.kill()
        said += game.stdout.readlines()
        game.wait()
        game.stdout.close()
        heard = [int(line) for line in said if line.endswith("\n")]
        if away:
            assert entries_in(folder) >= 5
            server.start()
        # The next start delivers what the killed one has left.
        recorder = Recorder(url)
        delivered(recorder, folder)
        recorder.close()
        kept = numbers(server, url, uuid)
        assert kept[: len(heard)] == heard
        assert kept == list(range(1, len(kept) + 1))
        assert len(kept) <= len(heard) + 1


def test_a_wrong_url_is_refused_in_one_sentence_however_often_it_is_tried(
    server: Server, folder: Path
) -> None:
    url = f"postgresql+psycopg://{USER}:secret@/nobody?host={server.folder}"
    for _ in range(2):
        recorder = Recorder(url)
        recorder.begin(start(), [card()])
        (news,) = news_until(recorder, RecordsFailed)
        assert isinstance(news, RecordsFailed)
        assert '"nobody" does not exist' in news.sentence
        assert "secret" not in news.sentence
        recorder.append("first", fake(1, True))
        recorder.end("first", NOON)
        recorder.close()
        assert recorder.poll() == []
    assert list(folder.glob("journal-*")) == []


def test_a_server_that_says_nothing_from_the_start_delays_no_reveal(
    server: Server, url: str, folder: Path
) -> None:
    server.freeze(True)
    try:
        recorder = Recorder(f"{url}&connect_timeout=2")
        recorder.begin(start(), [card()])
        assert RecordsReady() not in answer(recorder, 1)
        # It is given up as one that is away, and as answers wait for it, the game goes on.
        news_until(recorder, RecordsReady())
        answer(recorder, 2)
    finally:
        server.freeze(False)
    delivered(recorder, folder)
    recorder.close()
    assert numbers(server, url) == [1, 2]


@pytest.mark.slow
def test_a_game_that_is_left_while_its_server_says_nothing_ends_well(
    server: Server, url: str, folder: Path
) -> None:
    game = play(url, "first", 12)
    assert game.stdout is not None
    game.stdout.readline()
    server.freeze(True)
    try:
        game.communicate(timeout=30)
    finally:
        server.freeze(False)
    assert game.returncode == 0
    recorder = Recorder(url)
    delivered(recorder, folder)
    recorder.close()
    assert numbers(server, url) == list(range(1, 13))


def test_a_server_that_is_away_at_the_start_is_no_obstacle_where_answers_wait_for_it(
    server: Server, url: str, folder: Path
) -> None:
    recorder = Recorder(url)
    recorder.begin(start(), [card()])
    answer(recorder, 1)
    server.kill()
    answer(recorder, 2)
    recorder.close()
    again = Recorder(url)
    news_until(again, RecordsReady())
    again.begin(start(), [card()])
    answer(again, 3)
    assert isinstance(news_until(again, Waiting)[-1], Waiting)
    server.start()
    delivered(again, folder)
    again.close()
    assert numbers(server, url) == [1, 2, 3]


@pytest.mark.slow
def test_two_games_of_one_computer_deliver_from_one_journal_and_double_nothing(
    server: Server, url: str, folder: Path
) -> None:
    games = [play(url, f"game {n}", 60) for n in range(2)]
    for game in games:
        assert game.stdout is not None
        game.stdout.readline()
    server.kill()
    time.sleep(0.3)
    server.start()
    for game in games:
        game.communicate(timeout=120)
        assert game.returncode == 0
    last = Recorder(url)
    delivered(last, folder)
    last.close()
    for n in range(2):
        assert numbers(server, url, f"game {n}") == list(range(1, 61))


def test_whoever_is_forgotten_does_not_come_back_from_the_journal(
    server: Server, url: str, folder: Path
) -> None:
    recorder = Recorder(url)
    recorder.begin(start(), [card()])
    answer(recorder, 1)
    delivered(recorder, folder)
    server.kill()
    answer(recorder, 2, 3)
    recorder.close()
    server.start()
    assert main(["forget", "Ada", "--db", url]) == 0
    assert entries_in(folder) == 0
    assert numbers(server, url) == []


@pytest.mark.slow
def test_twenty_games_that_start_at_once_on_a_new_database_lose_and_double_nothing(
    server: Server, url: str, folder: Path
) -> None:
    # Four share a name, so that they race to make the same player too.
    games = [play(url, f"game {n}", 8, f"player {n // 4}") for n in range(20)]
    for game in games:
        output, _ = game.communicate(timeout=300)
        assert game.returncode == 0
        assert len(output.splitlines()) == 8
    recorder = Recorder(url)
    delivered(recorder, folder)
    recorder.close()
    for n in range(20):
        assert numbers(server, url, f"game {n}") == list(range(1, 9))
    assert rows(server, url, "SELECT count(*) FROM player") == [(5,)]


def test_a_database_in_a_file_has_no_journal(folder: Path, tmp_path: Path) -> None:
    recorder = Recorder(f"sqlite:///{tmp_path / 'guesses.sqlite3'}")
    recorder.begin(start(), [card()])
    answer(recorder, 1)
    recorder.close()
    assert not folder.exists()
