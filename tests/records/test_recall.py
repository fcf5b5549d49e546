"""What a player has seen, and left unfinished, is told again as it was."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from game.records.cards import SessionStart
from game.records.recorder import Recorder
from game.records.records import Records
from game.rules.begun import Unfinished
from game.rules.news import Recalled, StudyLeft
from game.rules.seen import NOTHING, Seen
from game.rules.study import StudyPlan
from tests.records.samples import NOON, card, fake, real, start
from tests.records.waiting import news_until

PLAN = StudyPlan(("0123456789ab", "another00000"), 100, "another00000", (4, 8))


def lab(uuid: str, player: str = "Ada") -> SessionStart:
    return replace(start(uuid, player, "lab"), plan=PLAN)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "guesses.sqlite3"


@pytest.fixture
def records(path: Path) -> Iterator[Records]:
    records = Records.open(f"sqlite:///{path}")
    records.keep_checkpoint(card())
    yield records
    records.close()


def change(path: Path, statement: str, *values: object) -> None:
    """Write as another program does, whatever our own rules say."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(statement, values)
        connection.commit()


def test_a_player_nobody_knows_has_seen_nothing(records: Records) -> None:
    assert records.recall("Ada") == Recalled("Ada", NOTHING, None)


def test_whatever_was_shown_was_seen_in_every_mode_and_with_every_outcome(
    records: Records,
) -> None:
    arcade = records.begin_session(start("arcade"))
    timed = records.begin_session(start("timed", mode="timed"))
    records.append(arcade, fake(1, True, digit_label=3))
    records.append(arcade, fake(2, None, outcome="timeout", phase="practice"))
    records.append(timed, real(1, False, outcome="void"))
    records.append(timed, fake(2, True))
    records.append(records.begin_session(start("other", "Ben")), real(9, True))
    assert records.recall("Ada").seen == Seen(
        reals=frozenset({("mnist-5000", 1)}),
        fakes=frozenset({("0123456789ab", 1, 3), ("0123456789ab", 2, None)}),
    )


def test_the_study_left_last_is_told_of_in_short(records: Records) -> None:
    assert records.study_left("Ada") == StudyLeft("Ada", None)
    session = records.begin_session(lab("left"))
    records.append(session, fake(1, True, phase="practice"))
    records.append(session, real(2, True))
    left = StudyLeft("Ada", 2, (*PLAN.checkpoint_ids, "another00000"))
    assert records.study_left("Ada") == left
    assert records.study_left("Ben") == StudyLeft("Ben", None)
    records.end_session(session, NOON)
    assert records.study_left("Ada") == StudyLeft("Ada", None)


def test_a_study_that_was_left_is_told_with_its_trials_as_they_were(records: Records) -> None:
    session = records.begin_session(lab("left"))
    trials = (
        fake(1, True, phase="practice", validity=None, confidence=2),
        real(2, None, outcome="timeout", response_ms=None, dropped_frames=1),
        fake(3, False, phase="catch", block=2, digit_label=7, feedback_shown=False),
    )
    for trial in reversed(trials):
        records.append(session, trial)
    seen = Seen.of(trial.planned for trial in trials)
    assert records.recall("Ada") == Recalled(
        "Ada", seen, Unfinished("left", 7, PLAN, trials, seen=NOTHING, since=NOTHING)
    )


def test_before_and_since_are_what_sessions_begun_before_and_since_showed(
    records: Records,
) -> None:
    shown = (fake(1, True), fake(1, True, digit_seed=5), real(1, True))
    for begun, trial in zip((start("a"), lab("b"), start("c")), shown, strict=True):
        records.append(records.begin_session(begun), trial)
    # What an earlier session goes on to show was shown in a session begun before.
    late = fake(2, True, digit_seed=6)
    records.append(records.begin_session(start("a")), late)
    left = records.recall("Ada").unfinished
    assert left is not None
    assert left.seen == Seen.of([shown[0].planned, late.planned])
    assert left.since == Seen.of([shown[2].planned])
    assert records.recall("Ada").seen == Seen.of([each.planned for each in (*shown, late)])


def test_the_latest_study_that_was_left_is_the_one(records: Records) -> None:
    for uuid in ("first", "second", "third"):
        ended = records.begin_session(lab(uuid))
    records.end_session(ended, NOON)
    records.begin_session(lab("another's", "Ben"))
    left = records.recall("Ada").unfinished
    assert left is not None
    assert left.session_uuid == "second"
    assert left.trials == ()


def test_a_session_without_a_study_or_of_another_mode_is_not_unfinished(records: Records) -> None:
    records.begin_session(start("no study", mode="lab"))
    records.begin_session(replace(lab("timed"), mode="timed"))
    assert records.recall("Ada").unfinished is None


def test_taking_a_study_up_again_changes_nothing_in_its_row(records: Records, path: Path) -> None:
    def row() -> object:
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute("SELECT * FROM session").fetchall()

    session = records.begin_session(lab("left"))
    before = row()
    again = replace(lab("left"), player="Ben", seed=8, scale=3, app_version="9", plan=None)
    assert records.begin_session(again) == session
    assert row() == before
    left = records.recall("Ada").unfinished
    assert left is not None
    assert left.plan == PLAN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "study",
        "null",
        "[1]",
        "[" * 100_000,
        "9" * 5_000,
        b"\xff\xfe",
        7,
        *(
            json.dumps(json.loads('{"catch_id": null, "unmistakable": []}') | changed)
            for changed in (
                {},
                {"checkpoint_ids": ["a"]},
                {"checkpoint_ids": [], "trials": 10},
                {"checkpoint_ids": "ab", "trials": 10},
                {"checkpoint_ids": ["a", "a"], "trials": 10},
                {"checkpoint_ids": [["a"]], "trials": 10},
                {"checkpoint_ids": [""], "trials": 10},
                {"checkpoint_ids": ["a"], "trials": 0},
                {"checkpoint_ids": ["a"], "trials": True},
                {"checkpoint_ids": ["a"], "trials": 10.0},
                {"checkpoint_ids": ["a"], "trials": 2**31},
                {"checkpoint_ids": ["a"], "trials": 10, "catch_id": 3},
                {"checkpoint_ids": ["a"], "trials": 10, "unmistakable": [-1]},
                {"checkpoint_ids": ["a"], "trials": 10, "unmistakable": {}},
                {"checkpoint_ids": ["a"], "trials": 10, "command": "rm"},
            )
        ),
    ],
)
def test_a_foreign_text_is_no_study_and_the_one_before_it_is_told(
    records: Records, path: Path, text: object
) -> None:
    records.begin_session(lab("ours"))
    records.begin_session(lab("theirs"))
    change(path, "UPDATE session SET study = ? WHERE uuid = 'theirs'", text)
    left = records.recall("Ada").unfinished
    assert left is not None
    assert left.session_uuid == "ours"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trial SET shown_at = 'yesterday'",
        "UPDATE trial SET shown_at = 12",
        "UPDATE trial SET is_real = 'perhaps'",
        "UPDATE trial SET said_real = x'00ff'",
        "UPDATE trial SET dropped_frames = 'many'",
        "UPDATE trial SET digit_seed = 'seven'",
        "UPDATE trial SET digit_seed = 7.5",
        "UPDATE trial SET response_ms = 'long'",
        "UPDATE trial SET phase = 'warm-up'",
        "UPDATE trial SET outcome = x'ff'",
        "UPDATE trial SET number = 3 WHERE number = 2",
        "UPDATE trial SET number = number - 1",
        "UPDATE trial SET checkpoint_id = x'ff'",
        "UPDATE session SET seed = 'seven'",
        "UPDATE session SET uuid = x'ff'",
    ],
)
def test_a_session_with_rows_that_say_nothing_is_not_taken_up(
    records: Records, path: Path, statement: str
) -> None:
    session = records.begin_session(lab("left"))
    for number in (1, 2):
        records.append(session, fake(number, True))
    change(path, statement)
    assert records.recall("Ada").unfinished is None


def test_names_in_another_encoding_are_strange_names_and_no_failure(
    records: Records, path: Path
) -> None:
    records.append(records.begin_session(start("Zoë's", "Zoë")), fake(1, True))
    change(path, "UPDATE trial SET checkpoint_id = CAST(x'e9' AS TEXT)")
    change(path, "UPDATE player SET name = CAST(x'5a6feb' AS TEXT)")
    assert records.recall("Ada") == Recalled("Ada", NOTHING, None)
    assert records.players() == ("Zo\ufffd",)


def test_the_recorder_tells_it_after_the_answers_before_it(path: Path) -> None:
    recorder = Recorder(f"sqlite:///{path}")
    recorder.begin(lab("left"), [card()])
    recorder.append("left", fake(1, True))
    recorder.ask_recall("Ada")
    *_, last = news_until(recorder, Recalled)
    recorder.close()
    seen = Seen.of([fake(1, True).planned])
    left = Unfinished("left", 7, PLAN, (fake(1, True),), seen=NOTHING, since=NOTHING)
    assert last == Recalled("Ada", seen, left)
