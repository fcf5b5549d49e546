"""The real program in a real window, answered with real keys, against its database."""

from __future__ import annotations

import random
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from game.scenes.title import Item
from tests.models.small_checkpoint import keep_tiny
from tests.window.desktop import GRACE, game, needs_a_screen, screen, to, until, up_from

pytestmark = [pytest.mark.slow, needs_a_screen()]

GENUINE = (230, 335)
FORGED = (1050, 335)
"""Where the answers lie in a window of 1280 × 800."""


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with screen() as name:
        yield name


@pytest.fixture(scope="module")
def arcade(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The arguments that open arcade with seed 7 against a tiny checkpoint."""
    path = keep_tiny(tmp_path_factory.mktemp("tiny") / "epoch-003.safetensors")
    return ("--mode", "arcade", "--seed", "7", "--mute", "--checkpoint", str(path))


def test_forty_answers_pressed_blindly_are_the_forty_rows_of_the_database(
    display: str, tmp_path: Path, arcade: tuple[str, ...]
) -> None:
    chance = random.Random(1)
    pressed, lives = [], 3
    with game(display, tmp_path, *arcade) as playing:
        playing.shows("Exhibit 1")
        for count in range(1, 41):
            key = chance.choice(["Left", "r", "Right", "f"])
            pressed.append(int(key in ("Left", "r")))
            playing.press(key)
            until(lambda count=count: len(playing.answers()) >= count, "the answer's row")  # type: ignore[misc]
            is_real, said_real = playing.answers()[-1]
            lives -= is_real != said_real
            playing.press("space")
            if lives == 0:
                playing.press("space")
                lives = 3
        assert [said for _, said in playing.answers()] == pressed
        assert playing.rows("select distinct outcome, phase from trial") == [("answered", "main")]
        numbers = playing.rows("select session_id, number from trial order by id")
        for session in {session for session, _ in numbers}:
            of_one = [number for which, number in numbers if which == session]
            assert of_one == list(range(1, len(of_one) + 1))
        status, said = playing.end()
        assert (status, said) == (143, "")
        assert playing.rows("select count(*) from session where ended_at is null") == [(0,)]


def test_the_same_seed_shows_the_same_digits_whatever_is_answered(
    display: str, tmp_path: Path, arcade: tuple[str, ...]
) -> None:
    shown = []
    for name, key in (("a", "Left"), ("b", "Right")):
        folder = tmp_path / name
        folder.mkdir()
        with game(display, folder, *arcade) as playing:
            playing.shows("Exhibit 1")
            for _ in range(3):
                playing.press(key, "space")
            playing.end()
            shown.append(playing.rows("select digit_seed, real_index from trial order by id"))
    assert len(shown[0]) == 3
    assert shown[0] == shown[1]


def test_a_kill_loses_no_answer_whose_reveal_was_shown(
    display: str, tmp_path: Path, arcade: tuple[str, ...]
) -> None:
    with game(display, tmp_path, *arcade) as playing:
        playing.shows("Exhibit 1")
        playing.xdotool("key", "Right")
        until(lambda: playing.caption.endswith(("right", "wrong")), "the reveal")
        playing.end(signal.SIGKILL)
        assert len(playing.answers()) == 1


def test_a_held_key_is_one_answer(display: str, tmp_path: Path, arcade: tuple[str, ...]) -> None:
    with game(display, tmp_path, *arcade) as playing:
        playing.shows("Exhibit 1")
        playing.xdotool("keydown", "f")
        until(lambda: len(playing.answers()) == 1, "the answer's row")
        playing.press("space")
        time.sleep(1.0)
        assert len(playing.answers()) == 1
        playing.xdotool("keyup", "f")
        playing.press("f")
        until(lambda: len(playing.answers()) == 2, "the second answer's row")


def test_the_mouse_does_the_same(display: str, tmp_path: Path, arcade: tuple[str, ...]) -> None:
    with game(display, tmp_path, *arcade) as playing:
        playing.shows("Exhibit 1")
        for count, place in enumerate((GENUINE, FORGED), start=1):
            playing.xdotool("mousemove", *map(str, place), "click", "1")
            until(lambda count=count: len(playing.answers()) == count, "the answer's row")  # type: ignore[misc]
            time.sleep(GRACE)
            playing.xdotool("mousemove", "640", "760", "click", "1")
            time.sleep(GRACE)
        assert [said for _, said in playing.answers()] == [1, 0]


def test_ctrl_c_ends_the_session_properly(
    display: str, tmp_path: Path, arcade: tuple[str, ...]
) -> None:
    with game(display, tmp_path, *arcade) as playing:
        playing.shows("Exhibit 1")
        playing.press("Left")
        assert playing.end(signal.SIGINT) == (130, "")
        assert playing.rows("select ended_at is null from session") == [(0,)]


def test_escape_leads_through_pause_and_title_out_of_the_program(
    display: str, tmp_path: Path, arcade: tuple[str, ...]
) -> None:
    with game(display, tmp_path, *arcade) as playing:
        playing.shows("Exhibit 1")
        playing.press("Escape")
        playing.shows("Set aside")
        playing.press("Escape")
        playing.shows("Fake?")
        playing.press("Escape")
        assert playing.left() == (0, "")
        assert playing.rows("select ended_at is null from session") == [(0,)]


def test_a_session_ends_after_its_trials_and_space_begins_another(
    display: str, tmp_path: Path, arcade: tuple[str, ...]
) -> None:
    with game(display, tmp_path, *arcade, "--trials", "2") as playing:
        playing.shows("Exhibit 1")
        playing.press("Left", "space", "Left", "space")
        until(lambda: "Case closed" in playing.caption, "the summary")
        playing.press("space")
        playing.shows("Exhibit 1")
        playing.press("Left")
        until(lambda: len(playing.answers()) == 3, "the answer's row")
        assert playing.rows("select count(*) from session") == [(2,)]


def test_a_name_typed_on_the_title_after_backspace_was_held_is_the_player_of_the_session(
    display: str, tmp_path: Path, arcade: tuple[str, ...]
) -> None:
    with game(display, tmp_path, *arcade[2:], "--player", "Mr Nobody At All") as playing:
        playing.shows("Fake?")
        playing.press(*to(Item.PLAYER))
        playing.xdotool("keydown", "BackSpace")
        time.sleep(3.0)
        playing.xdotool("keyup", "BackSpace")
        playing.xdotool("type", "--delay", "60", "Mr Half")
        playing.press("Return", *up_from(Item.PLAYER), "Return")
        playing.shows("Exhibit 1")
        playing.press("Right")
        until(lambda: len(playing.answers()) == 1, "the answer's row")
        assert playing.rows("select name from player") == [("Mr Half",)]


def test_quitting_while_the_database_is_held_says_so_and_loses_nothing(
    display: str, tmp_path: Path, arcade: tuple[str, ...]
) -> None:
    with game(display, tmp_path, *arcade) as playing:
        playing.shows("Exhibit 1")
        playing.press("Left", "space")
        with closing(sqlite3.connect(playing.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            playing.press("Right")
            playing.process.send_signal(signal.SIGTERM)
            playing.shows("Waiting for the register")
            other.execute("ROLLBACK")
        assert playing.left() == (143, "")
        assert len(playing.answers()) == 2
        assert playing.rows("select ended_at is null from session") == [(0,)]


def test_who_does_not_wait_for_a_database_that_is_held_is_told_what_may_be_missing(
    display: str, tmp_path: Path, arcade: tuple[str, ...]
) -> None:
    with game(display, tmp_path, *arcade) as playing:
        playing.shows("Exhibit 1")
        playing.press("Left", "space")
        with closing(sqlite3.connect(playing.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            playing.press("Right")
            playing.process.send_signal(signal.SIGTERM)
            playing.shows("Waiting for the register")
            playing.press("Escape")
            status, said = playing.left()
            other.execute("ROLLBACK")
        assert (status, said.count("\n")) == (1, 1)
        assert "x.sqlite3: expected it to take the last entries" in said
        assert len(playing.answers()) == 1


def test_a_checkpoint_that_vanishes_is_said_and_another_is_played(
    display: str, tmp_path: Path
) -> None:
    path = keep_tiny(tmp_path / "tiny" / "epoch-003.safetensors")
    with game(
        display, tmp_path, "--mode", "arcade", "--mute", "--checkpoint", str(path)
    ) as playing:
        playing.shows("Exhibit 1 is on its way")
        time.sleep(GRACE)
        path.unlink()
        playing.shows("The evidence cannot be had")
        playing.press("Return", "Left", "Return", "Return")
        playing.shows("Exhibit 1")
        playing.press("Left")
        until(lambda: len(playing.answers()) == 1, "the answer's row")
        assert playing.rows("select name from checkpoint") != [("tiny · epoch 3",)]
        assert playing.end() == (143, "")


def test_without_a_sound_device_there_is_silence_on_stderr_too(
    display: str, tmp_path: Path, arcade: tuple[str, ...]
) -> None:
    loud = [word for word in arcade if word != "--mute"]
    with game(display, tmp_path, *loud) as playing:
        playing.shows("Exhibit 1")
        playing.press("Left", "space")
        assert playing.end() == (143, "")


def test_a_database_that_cannot_be_opened_ends_the_game_with_one_sentence(
    display: str, tmp_path: Path, arcade: tuple[str, ...]
) -> None:
    with game(display, tmp_path, *arcade, "--db", "sqlite:////proc/x.sqlite3") as playing:
        status, said = playing.left()
    assert status == 1
    assert said.count("\n") == 1
    assert "/proc/x.sqlite3" in said


def test_a_database_of_somebody_else_is_left_as_it_is(
    display: str, tmp_path: Path, arcade: tuple[str, ...]
) -> None:
    with closing(sqlite3.connect(tmp_path / "x.sqlite3")) as connection:
        connection.execute("create table meta (key text primary key, value text)")
        connection.execute("insert into meta values ('schema_version', '999')")
        connection.commit()
    with game(display, tmp_path, *arcade) as playing:
        status, said = playing.left()
        assert (status, said.count("\n")) == (1, 1)
        assert playing.rows("select name from sqlite_master where type = 'table'") == [("meta",)]
