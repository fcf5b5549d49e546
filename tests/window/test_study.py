"""A study of a file in a real window: two participants at one desk, each with rows of their own."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.scenes.inquiry import Inquiry
from tests.models.small_checkpoint import keep_tiny
from tests.window.desktop import GRACE, Game, game, needs_a_screen, screen, until
from tests.window.test_refusals import start

PRACTICE, MAIN = 6, 20
WHOLE = PRACTICE + MAIN + 1
"""A block has a catch trial."""
STUDY = """
name = "Autumn"
checkpoints = ["tiny"]
blocks = 1
seed = 5
[participants]
codes = ["P01", "P02"]
[texts]
welcome = ["One.", "Two."]
rest = "Sit back."
thanks = "That was all."
"""
ROWS = (
    "select number, phase, is_real, said_real, coalesce(digit_seed, -1 - real_index) from trial "
    "join session on session_id = session.id join player on player_id = player.id "
    "where name = '{}' order by number"
)


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with screen() as name:
        yield name


@pytest.fixture
def study(tmp_path: Path) -> tuple[str, ...]:
    """The arguments that follow a short study of two tiny checkpoints."""
    for epoch in (1, 3):
        keep_tiny(tmp_path / "tiny" / f"epoch-{epoch:03d}.safetensors", epoch=epoch)
    (tmp_path / "study.toml").write_text(STUDY, "utf-8")
    return ("--study", "study.toml", "--mute")


def sign(playing: Game, code: str) -> None:
    """Type a code and turn the pages of the welcome."""
    playing.shows("Your code")
    time.sleep(GRACE)
    playing.press(*code.lower(), "Return")
    playing.shows("Welcome")
    playing.press("space", "space")


def answer(playing: Game, said: list[int], upto: int, before: int = 0) -> None:
    """Call all digits but every third genuine, as far as the trial of this number."""
    for number in range(len(said) + 1, upto + 1):
        playing.shows(f"Exhibit {number}")
        time.sleep(GRACE)
        said.append(int(number % 3 > 0))
        playing.press("Left" if said[-1] else "Right")
        until(lambda: len(playing.answers()) >= before + len(said), "the answer's row")
        if number <= PRACTICE:
            playing.press("space")
        if number == PRACTICE:
            playing.shows("A rest")
            time.sleep(2 * GRACE)
            playing.press("space")


@pytest.mark.slow
@needs_a_screen()
def test_two_participants_at_one_desk_have_every_answer_under_their_code_in_an_order_of_their_own(
    display: str, tmp_path: Path, study: tuple[str, ...]
) -> None:
    first: list[int] = []
    second: list[int] = []
    with game(display, tmp_path, *study) as playing:
        playing.shows("Your code")
        playing.press("x", "Return")
        playing.shows("Your code")
        playing.press("Escape")
        sign(playing, "P01")
        answer(playing, first, 3)
        playing.shows("Exhibit 4")
        assert playing.end() == (143, "")
    with game(display, tmp_path, *study) as playing:
        sign(playing, "P01")
        answer(playing, first, WHOLE)
        playing.shows("Thank you")
        playing.press("space")
        playing.shows("Case closed")
        playing.press("Escape")
        sign(playing, "P02")
        answer(playing, second, WHOLE, before=WHOLE)
        playing.shows("Thank you")
        playing.press("Escape")
        playing.shows("Your code")
        rows = {code: playing.rows(ROWS.format(code)) for code in ("P01", "P02")}
        inquiry = Inquiry("Autumn", ("P01", "P02"), 5)
        assert playing.rows(
            "select name, mode, seed, ended_at is null from session "
            "join player on player_id = player.id order by session.id"
        ) == [(code, "lab", inquiry.seed_of(code), 0) for code in ("P01", "P02")]
        playing.press("Escape")
        assert playing.left() == (0, "")
    with game(display, tmp_path, *study, "--player", "p02") as playing:
        playing.shows("Thank you")  # all has been answered: it is not begun again
        assert playing.end() == (143, "")
        assert len(playing.answers()) == 2 * WHOLE
    for code, said in (("P01", first), ("P02", second)):
        assert [row[0] for row in rows[code]] == list(range(1, WHOLE + 1))
        assert [row[3] for row in rows[code]] == said
        main = Counter(row[2] for row in rows[code] if row[1] == "main")
        assert main == {0: MAIN // 2, 1: MAIN // 2}
    assert [row[4] for row in rows["P01"]] != [row[4] for row in rows["P02"]]
    settings = tmp_path / "data" / "real-or-fake" / "settings.json"
    assert "P0" not in settings.read_text("utf-8")


@pytest.mark.parametrize(
    "beside",
    [
        ("--mode", "lab"),
        ("--checkpoint", "tiny"),
        ("--fakes", "A=a.npy"),
        ("--fakes", "A=a.npy", "--reals", "b.npy"),
        ("--seed", "0"),
        ("--trials", "5"),
    ],
    ids=" ".join,
)
def test_what_the_studys_file_says_cannot_be_said_beside_it(
    tmp_path: Path, study: tuple[str, ...], beside: tuple[str, ...]
) -> None:
    done = start(tmp_path, *study, *beside)
    assert done.returncode == 2
    assert f"--study: expected no {beside[0]} beside it" in done.stderr


def test_a_study_that_is_unfit_is_one_sentence_and_exit_code_1(
    tmp_path: Path, study: tuple[str, ...]
) -> None:
    for arguments, said in (
        (("--study", "none.toml"), "none.toml: expected the TOML file of a study"),
        ((*study, "--player", "P03"), "study.toml: participants.codes: expected P03 among the 2"),
    ):
        done = start(tmp_path, *arguments)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert done.stderr.startswith(said)
