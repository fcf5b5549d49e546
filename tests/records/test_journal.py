"""What waits for a database elsewhere is kept whole and in order, and nothing else is lost."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from game.records.address import place_code, read_url
from game.records.entries import Answered, Begun, Ended, Entry
from game.records.entry_text import entry_text, read_entry
from game.records.errors import RecordsError
from game.records.journal import AT_ONCE, Journal, journal_file
from game.rules.study import StudyPlan
from tests.records.samples import NOON, card, fake, real, start

PLAN = StudyPlan(("0123456789ab", "another00000"), 100, None, (4, 8))
SESSION: list[Entry] = [Begun(start(), (card(),)), Answered("first", fake(1, True))]
ELSEWHERE = datetime(2026, 1, 31, 18, tzinfo=timezone(timedelta(hours=5.5)))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "journal.sqlite3"


@pytest.fixture
def journal(file: Path) -> Iterator[Journal]:
    journal = Journal(file)
    journal.make()
    yield journal
    journal.close()


def answered(number: int) -> Answered:
    return Answered("first", fake(number, True))


@pytest.mark.parametrize(
    "entry",
    [
        Begun(start(), ()),
        Begun(replace(start(mode="timed"), masks=False), (card(),)),
        Begun(replace(start(mode="lab"), plan=PLAN, refresh_hz=59.94), (card(), card("b", "Zoë"))),
        Answered("first", fake(1, True, response_ms=0.1 + 0.2, validity=1 / 3)),
        Answered("first", real(2, None, outcome="timeout", response_ms=None, validity=None)),
        Answered("first", fake(3, False, shown_at=ELSEWHERE, confidence=4, digit_label=7)),
        Ended("first", NOON),
    ],
)
def test_an_entry_comes_out_as_it_went_in(entry: Entry) -> None:
    assert read_entry(entry_text(entry)) == entry


def test_an_entry_that_an_older_version_kept_lacks_what_has_come_since() -> None:
    text = json.loads(entry_text(Begun(start(), (card(),))))
    del text["start"]["masks"]
    for later in ("real_pool", "real_path"):
        del text["cards"][0][later]
    assert read_entry(json.dumps(text)) == Begun(start(), (card(),))


@pytest.mark.parametrize(
    "text", ["", "7", "[]", "{}", '{"kind": "Erased"}', '{"kind": "Ended"}', "[" * 100_000]
)
def test_a_damaged_entry_is_known_for_one(text: str) -> None:
    assert read_entry(text) is None


def test_entries_come_out_in_order_and_are_there_until_they_are_struck_out(file: Path) -> None:
    kept: list[Entry] = [Begun(start(), (card(),)), answered(1), answered(2), Ended("first", NOON)]
    journal = Journal(file)
    for entry in kept:
        journal.keep(entry)
    journal.close()
    journal = Journal(file)
    found = journal.oldest()
    assert [entry for _, entry in found] == kept
    assert journal.waiting() == (2, 4)
    journal.strike_out([number for number, _ in found[:2]])
    assert [entry for _, entry in journal.oldest()] == kept[2:]
    assert journal.waiting() == (1, 2)
    journal.close()


def test_there_is_no_file_before_an_answer_and_then_there_is_all_that_came_before(
    file: Path,
) -> None:
    journal = Journal(file)
    journal.keep(SESSION[0])
    assert journal.waiting() == (0, 1)
    assert not file.exists()
    journal.keep(SESSION[1])
    journal.close()
    journal = Journal(file)
    assert [entry for _, entry in journal.oldest()] == SESSION
    journal.close()


def test_a_number_is_never_used_again(journal: Journal) -> None:
    journal.keep(answered(1))
    ((number, _),) = journal.oldest()
    journal.strike_out([number])
    journal.keep(answered(2))
    # A slower game strikes out what it has delivered, too.
    journal.strike_out([number])
    assert [entry for _, entry in journal.oldest()] == [answered(2)]


def test_a_game_delivers_its_own_and_what_was_left_before_it_started(file: Path) -> None:
    first = Journal(file)
    first.make()
    first.keep(answered(1))
    second = Journal(file)
    second.keep(answered(2))
    first.keep(answered(3))
    assert [entry for _, entry in first.oldest()] == [answered(1), answered(3)]
    assert [entry for _, entry in second.oldest()] == [answered(1), answered(2)]
    assert first.waiting() == second.waiting() == (2, 2)
    third = Journal(file)
    assert third.waiting() == (3, 3)
    for journal in (first, second, third):
        journal.close()


def test_an_entry_that_is_set_aside_is_kept_and_waits_no_longer(
    journal: Journal, file: Path
) -> None:
    journal.keep(answered(1))
    journal.keep(answered(2))
    journal.set_aside(journal.oldest()[0][0], "It is refused.")
    assert [entry for _, entry in journal.oldest()] == [answered(2)]
    assert journal.waiting() == (1, 1)
    with closing(sqlite3.connect(file)) as connection:
        kept = connection.execute("SELECT text, refused FROM entry ORDER BY id").fetchall()
    assert kept[0] == (entry_text(answered(1)), "It is refused.")


def test_a_forgotten_player_is_gone_whether_or_not_the_session_was_delivered(
    journal: Journal, file: Path
) -> None:
    journal.keep(Answered("delivered", fake(2, True)))
    journal.keep(Begun(start("waiting", "Bartholomew"), ()))
    journal.keep(Answered("waiting", fake(1, True)))
    journal.set_aside(journal.oldest()[-1][0], "It is refused.")
    journal.keep(Begun(start("other", "Ada"), ()))
    journal.keep(Answered("other", fake(1, True)))
    journal.keep(Ended("waiting", NOON))
    assert journal.forget("Bartholomew", ["delivered"]) == 2
    left = [Begun(start("other", "Ada"), ()), Answered("other", fake(1, True))]
    assert [entry for _, entry in journal.oldest()] == left
    assert journal.forget("Bartholomew", []) == 0
    journal.close()
    assert b"Bartholomew" not in file.read_bytes()


def test_no_more_is_taken_out_in_one_go_than_is_said(journal: Journal) -> None:
    for number in range(1, AT_ONCE + 3):
        journal.keep(answered(number))
    assert [entry for _, entry in journal.oldest()] == [answered(n + 1) for n in range(AT_ONCE)]


def test_a_journal_in_an_impossible_place_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RecordsError, match="cannot be made"):
        Journal(tmp_path / "file" / "journal.sqlite3")


def test_each_database_has_a_journal_whoever_asks_and_by_whatever_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.records.journal.data_folder", lambda: tmp_path)
    file = journal_file(read_url("postgresql://ada:secret@host/answers"))
    assert file.parent == tmp_path
    assert journal_file(read_url("postgresql+psycopg://ben@host:5432/answers")) == file
    others = (
        "postgresql://host/others",
        "postgresql://host:5433/answers",
        "postgresql://another/answers",
        "postgresql:///answers?host=/run/a",
        "postgresql:///answers?host=/run/b",
    )
    assert len({place_code(read_url(url)) for url in others} | {file.stem[-12:]}) == 6
