"""Several games, killed games and full disks: what was recorded stays."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from game.records.recorder import Recorder
from game.records.records import Records
from game.rules.news import Recorded, RecordsFailed, RecordsReady
from tests.records.samples import NOON, card, fake, start
from tests.records.waiting import news_so_far, news_until

ROOT = Path(__file__).resolve().parents[2]


def appender(path: Path, uuid: str, player: str, count: int) -> subprocess.Popen[str]:
    arguments = [f"sqlite:///{path}", uuid, player, str(count)]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.records.appender", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def numbers(path: Path, uuid: str) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT number FROM trial JOIN session ON session.id = session_id WHERE uuid = ?"
        return [row[0] for row in connection.execute(f"{query} ORDER BY number", (uuid,))]


def test_no_number_that_was_said_to_be_durable_is_lost_to_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "guesses.sqlite3"
    chance = random.Random(7)
    for attempt in range(4):
        game = appender(path, f"game {attempt}", "Ada", 1_000_000)
        assert game.stdout is not None
        said = [game.stdout.readline()]
        time.sleep(chance.uniform(0.0, 0.2))
        game.kill()
        said += game.stdout.readlines()
        game.wait()
        game.stdout.close()
        # A last line may have been cut off by the kill; its number is durable all the same.
        heard = [int(line) for line in said if line.endswith("\n")]
        kept = numbers(path, f"game {attempt}")
        assert kept[: len(heard)] == heard
        assert len(kept) <= len(heard) + 1
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    Records.open(f"sqlite:///{path}").close()


def test_many_games_that_start_at_once_on_a_new_database_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "guesses.sqlite3"
    # Four share a name, so that they race to make the same player too.
    games = [appender(path, f"game {n}", f"player {n // 4}", 30) for n in range(8)]
    for game in games:
        output, _ = game.communicate(timeout=120)
        assert game.returncode == 0
        assert len(output.splitlines()) == 30
    for n in range(8):
        assert numbers(path, f"game {n}") == list(range(1, 31))
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM player ORDER BY name").fetchall()
    assert names == [("player 0",), ("player 1",)]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True
        )
    except FileNotFoundError:
        pytest.skip("there is no mount command here, so no small disk to fill")
    if made.returncode != 0:
        pytest.skip("only root may mount a small disk to fill")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_loses_nothing_and_goes_on_when_there_is_space(small_disk: Path) -> None:
    path = small_disk / "guesses.sqlite3"
    recorder = Recorder(f"sqlite:///{path}")
    recorder.begin(start(), [card()])
    recorder.append("first", fake(1, True))
    news = news_until(recorder, Recorded("first", 1))
    assert news == [RecordsReady(), Recorded("first", 1)]
    filler = small_disk / "filler"
    fill(filler)
    count = 40
    for number in range(2, count + 1):
        recorder.append("first", fake(number, True))
    refused = news_until(recorder, RecordsFailed)
    failure = refused[-1]
    assert isinstance(failure, RecordsFailed)
    assert str(path) in failure.sentence
    assert "free some space; what was recorded is safe" in failure.sentence
    durable = [item.number for item in refused if isinstance(item, Recorded)]
    assert numbers(path, "first") == [1, *durable]
    filler.unlink()
    recorder.end("first", NOON)
    later = news_so_far(recorder)
    assert [item.number for item in later if isinstance(item, Recorded)] == list(
        range(len(durable) + 2, count + 1)
    )
    recorder.close()
    assert numbers(path, "first") == list(range(1, count + 1))


def test_closing_on_a_full_disk_ends_and_says_what_could_not_be_kept(small_disk: Path) -> None:
    path = small_disk / "guesses.sqlite3"
    recorder = Recorder(f"sqlite:///{path}")
    recorder.begin(start(), [card()])
    news_so_far(recorder)
    fill(small_disk / "filler")
    for number in range(1, 200):
        recorder.append("first", fake(number, True))
    recorder.close()
    news = recorder.poll()
    assert isinstance(news[-1], RecordsFailed)
    durable = [item.number for item in news if isinstance(item, Recorded)]
    (small_disk / "filler").unlink()
    assert numbers(path, "first") == durable


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        while True:
            try:
                file.write(bytes(4096))
            except OSError:
                return


@pytest.mark.skipif(os.name != "posix", reason="only POSIX limits the size of a file")
def test_a_file_that_may_not_grow_is_a_failure_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "guesses.sqlite3"
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))"
    play = (
        "from game.records.errors import RecordsError; from tests.records import appender\n"
        "try: appender.main(*sys.argv[1:])\n"
        "except RecordsError as refusal: print(refusal)"
    )
    arguments = [f"sqlite:///{path}", "first", "Ada", "1000"]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {limit}; {play}", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    *said, sentence = done.stdout.splitlines()
    assert sentence.startswith(f"the database {path}: expected a SQLite database")
    assert numbers(path, "first") == [int(number) for number in said] != []
