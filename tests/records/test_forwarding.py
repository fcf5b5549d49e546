"""What the journal holds reaches its database once and in order, and nobody waits for it.

A file stands for the database elsewhere, so that these run on every machine.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from game.records import forwarding, questions
from game.records.cards import PlayersKnown, Waiting
from game.records.entries import Answered, Begun, Ended, Entry
from game.records.errors import RecordsError
from game.records.forwarding import Forwarder, Sign, Told
from game.records.journal import Journal
from game.records.records import Records
from game.rules.news import FoolCountsReady, RecordsFailed, RecordsReady
from tests.records.samples import NOON, card, fake, start

SESSION: tuple[Entry, ...] = (
    Begun(start(), (card(),)),
    *(Answered("first", fake(number, number % 2 == 0)) for number in range(1, 6)),
    Ended("first", NOON),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere" / "guesses.sqlite3"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(tmp_path / "journal.sqlite3")
    yield journal
    journal.close()


@pytest.fixture
def told() -> list[Told]:
    return []


@pytest.fixture
def starts(path: Path, journal: Journal, told: list[Told]) -> Iterator[Callable[[], Forwarder]]:
    """Start forwarders that are all closed in the end."""
    started: list[Forwarder] = []

    def begin() -> Forwarder:
        started.append(Forwarder(f"sqlite:///{path}", journal, told.append))
        return started[-1]

    yield begin
    for each in started:
        each.close()


def keep(journal: Journal, *kept: Entry) -> None:
    for entry in kept:
        journal.keep(entry)


def until(happened: Callable[[], object], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def numbers(path: Path) -> list[int]:
    return [row[0] for row in rows(path, "SELECT number FROM trial ORDER BY id")]


def in_the_way(path: Path) -> None:
    """Let the database be one that cannot be opened."""
    path.parent.parent.joinpath(path.parent.name).write_text("no folder")


def test_all_arrives_in_order_and_the_journal_is_empty(
    path: Path, journal: Journal, told: list[Told], starts: Callable[[], Forwarder]
) -> None:
    keep(journal, *SESSION[:3])
    forwarder = starts()
    for entry in SESSION[3:]:
        journal.keep(entry)
        forwarder.wake()
    until(lambda: journal.waiting() == (0, 0))
    assert numbers(path) == [1, 2, 3, 4, 5]
    assert rows(path, "SELECT uuid, ended_at IS NOT NULL FROM session") == [("first", 1)]
    assert told == [RecordsReady()]


def test_closing_delivers_what_is_left(
    path: Path, journal: Journal, starts: Callable[[], Forwarder]
) -> None:
    forwarder = starts()
    keep(journal, *SESSION)
    forwarder.close()
    assert journal.waiting() == (0, 0)
    assert numbers(path) == [1, 2, 3, 4, 5]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_was_delivered_and_not_struck_out_is_there_once(
    path: Path,
    journal: Journal,
    monkeypatch: pytest.MonkeyPatch,
    starts: Callable[[], Forwarder],
) -> None:
    def be_killed(delivered: object) -> None:
        # It ends the thread, when the database has them.
        raise SystemExit

    keep(journal, *SESSION)
    with monkeypatch.context() as patch:
        patch.setattr(journal, "strike_out", be_killed)
        starts().close()
    assert numbers(path) == [1, 2, 3, 4, 5]
    assert journal.waiting() == (5, 7)
    starts()
    until(lambda: journal.waiting() == (0, 0))
    assert numbers(path) == [1, 2, 3, 4, 5]
    assert rows(path, "SELECT count(*) FROM session") == [(1,)]


def test_two_games_with_one_journal_double_nothing(
    path: Path, journal: Journal, starts: Callable[[], Forwarder]
) -> None:
    keep(journal, *SESSION[:1])
    games = [starts() for _ in range(3)]
    for number in range(1, 31):
        journal.keep(Answered("first", fake(number, True)))
        games[number % 3].wake()
    until(lambda: journal.waiting() == (0, 0))
    assert numbers(path) == list(range(1, 31))


def test_an_entry_that_is_refused_for_good_is_set_aside_and_the_next_ones_arrive(
    path: Path, journal: Journal, told: list[Told], starts: Callable[[], Forwarder]
) -> None:
    no_meaning = Answered("first", fake(2, None))
    another = Answered("first", fake(1, False, validity=0.5))
    nobody = Answered("nobody", fake(1, True))
    broken = Answered("first", fake(3, True, validity="much"))
    keep(journal, SESSION[0], SESSION[1], no_meaning, another, nobody, broken, SESSION[4])
    starts()
    until(lambda: journal.waiting() == (0, 0))
    assert numbers(path) == [1, 4]
    until(lambda: len(told) == 5)
    sentences = [news.sentence for news in told if isinstance(news, RecordsFailed)]
    parts = ("keeps the rules", "to be new", "session nobody to be begun", "that failed")
    assert all(part in said for part, said in zip(parts, sentences, strict=True))


@pytest.mark.parametrize("fault", [ValueError("no UTF-8"), RuntimeError("no ring")])
def test_an_entry_that_fails_for_once_is_delivered_all_the_same(
    path: Path,
    journal: Journal,
    fault: Exception,
    monkeypatch: pytest.MonkeyPatch,
    starts: Callable[[], Forwarder],
) -> None:
    faults, append = [fault], Records.append

    def fail_once(records: Records, *trial: Any) -> None:
        if faults:
            raise faults.pop()
        append(records, *trial)

    monkeypatch.setattr(Records, "append", fail_once)
    keep(journal, *SESSION)
    starts()
    until(lambda: journal.waiting() == (0, 0))
    assert numbers(path) == [1, 2, 3, 4, 5]


def test_an_entry_that_fails_with_its_database_is_not_to_blame(
    path: Path,
    journal: Journal,
    monkeypatch: pytest.MonkeyPatch,
    starts: Callable[[], Forwarder],
) -> None:
    monkeypatch.setattr(forwarding, "FIRST_PAUSE_SECONDS", 0.05)
    broken = [True]
    append, players = Records.append, Records.players

    def fail(records: Records, *trial: Any) -> None:
        if broken:
            raise ValueError("a reply that nobody understands")
        append(records, *trial)

    def fall_silent(records: Records, limit: int = 20) -> tuple[str, ...]:
        if broken:
            raise RecordsError("the database: expected an answer, found none", may_pass=True)
        return players(records, limit)

    monkeypatch.setattr(Records, "append", fail)
    monkeypatch.setattr(Records, "players", fall_silent)
    keep(journal, *SESSION)
    forwarder = starts()
    until(lambda: forwarder.at_rest)
    assert journal.waiting()[0] == 5
    broken.clear()
    until(lambda: journal.waiting() == (0, 0))
    assert numbers(path) == [1, 2, 3, 4, 5]


def test_a_database_that_cannot_be_opened_is_refused_while_nothing_waits_for_it(
    path: Path, journal: Journal, told: list[Told], starts: Callable[[], Forwarder]
) -> None:
    in_the_way(path)
    # A game that was begun is no answer.
    keep(journal, SESSION[0])
    forwarder = starts()
    until(lambda: forwarder.refused)
    (news,) = told
    assert isinstance(news, RecordsFailed)
    assert "elsewhere" in news.sentence
    assert forwarder.at_rest


def test_with_answers_that_wait_for_it_the_game_goes_on(
    path: Path,
    journal: Journal,
    told: list[Told],
    monkeypatch: pytest.MonkeyPatch,
    starts: Callable[[], Forwarder],
) -> None:
    monkeypatch.setattr(forwarding, "UNSAID_SECONDS", 0.1)
    in_the_way(path)
    keep(journal, *SESSION[:3])
    forwarder = starts()
    until(lambda: RecordsReady() in told)
    assert not forwarder.refused
    assert forwarder.at_rest
    forwarder.ask(questions.players())
    until(lambda: told[-1] == PlayersKnown(()))
    forwarder.watch()
    time.sleep(0.2)
    forwarder.watch()
    assert isinstance(told[-1], Waiting)
    assert told[-1].count == 2
    assert "cannot be made" in told[-1].sentence
    path.parent.unlink()
    keep(journal, SESSION[3])
    forwarder.wake()
    until(lambda: journal.waiting() == (0, 0))
    until(forwarder_says(forwarder, told, Waiting(0, "")))
    assert numbers(path) == [1, 2, 3]


def test_an_answer_that_comes_just_as_the_database_is_back_is_not_left_lying(
    path: Path,
    journal: Journal,
    told: list[Told],
    monkeypatch: pytest.MonkeyPatch,
    starts: Callable[[], Forwarder],
) -> None:
    in_the_way(path)
    keep(journal, *SESSION[:2])
    forwarder = starts()
    until(lambda: RecordsReady() in told)
    look, late = journal.oldest, [SESSION[2]]

    def look_and_be_late() -> list[tuple[int, Entry | None]]:
        found = look()
        if not found and late:
            journal.keep(late.pop())
            forwarder.wake()
        return found

    monkeypatch.setattr(journal, "oldest", look_and_be_late)
    path.parent.unlink()
    until(lambda: journal.waiting() == (0, 0) and numbers(path) == [1, 2])


def forwarder_says(forwarder: Forwarder, told: list[Told], last: Told) -> Callable[[], bool]:
    def said() -> bool:
        forwarder.watch()
        return told[-1] == last

    return said


def test_a_question_to_a_database_that_says_nothing_is_answered_with_nothing_and_once(
    path: Path,
    journal: Journal,
    told: list[Told],
    monkeypatch: pytest.MonkeyPatch,
    starts: Callable[[], Forwarder],
) -> None:
    monkeypatch.setattr(forwarding, "ANSWER_SECONDS", 0.1)
    Records.open(f"sqlite:///{path}").close()
    forwarder = starts()
    forwarder.ask(questions.players())
    until(lambda: told == [RecordsReady(), PlayersKnown(())])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        keep(journal, *SESSION[:2])
        forwarder.ask(questions.players())
        forwarder.wake()
        until(lambda: forwarder_says(forwarder, told, PlayersKnown(()))() and len(told) == 3)
        assert not forwarder.at_rest
        other.execute("ROLLBACK")
    until(lambda: journal.waiting() == (0, 0))
    forwarder.ask(questions.players())
    until(forwarder_says(forwarder, told, PlayersKnown(("Ada",))))
    assert told == [RecordsReady(), *[PlayersKnown(())] * 2, PlayersKnown(("Ada",))]


def test_a_question_is_answered_when_the_database_has_all_that_was_kept_before_it(
    journal: Journal, told: list[Told], starts: Callable[[], Forwarder]
) -> None:
    forwarder = starts()
    keep(journal, *SESSION)
    forwarder.ask(questions.fool_counts(["arcade"]))
    until(lambda: len(told) == 2)
    last = told[-1]
    assert isinstance(last, FoolCountsReady)
    assert last.counts[0].of_each == ((5, 2),)


def test_the_sign_is_shown_when_answers_have_waited_for_long_and_goes_when_none_waits() -> None:
    sign = Sign()
    late = forwarding.UNSAID_SECONDS
    steps = ((0, 0.0, 0), (1, 1.0, 0), (0, 1.5, 0), (2, 2.0, 0), (3, 2.0 + late, 3), (4, 5.0, 4))
    for waiting, now, shown in steps:
        before = sign.shown
        assert sign.changes(waiting, now) == (shown != before)
        assert sign.shown == shown
    assert sign.changes(0, 6.0)
    assert sign.shown == 0
