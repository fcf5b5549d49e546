"""Lab in a real window with real keys: killed and taken up, its rows are the keys, one for one."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.models.small_checkpoint import keep_tiny
from tests.window.desktop import GRACE, Game, game, needs_a_screen, screen, until

pytestmark = [pytest.mark.slow, needs_a_screen()]

PRACTICE, TRIALS, BLOCK = 6, 24, 20
WHOLE = PRACTICE + TRIALS + 2
"""Two blocks have a catch trial each."""
ROWS = (
    "select number, phase, is_real, said_real, checkpoint_id, digit_seed, real_index, "
    "feedback_shown, confidence, response_ms from trial order by id"
)


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with screen() as name:
        yield name


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The arguments that open a short study of two tiny checkpoints of one run."""
    run = tmp_path_factory.mktemp("tiny")
    for epoch in (1, 3):
        keep_tiny(run / f"epoch-{epoch:03d}.safetensors", epoch=epoch, step=10 * epoch)
    options = ("--mode", "lab", "--seed", "7", "--mute", "--trials", str(TRIALS))
    return (*options, "--checkpoint", str(run))


class Examinee:
    """Answers blindly, and remembers what was pressed."""

    def __init__(self) -> None:
        self.chance = random.Random(1)
        self.said: list[int] = []

    def answer(self, playing: Game, upto: int) -> None:
        """Answer until so many answers have been given in all, through reveals and rests."""
        while len(self.said) < upto:
            number = len(self.said) + 1
            if playing.caption.endswith("A rest"):
                time.sleep(2 * GRACE)
                playing.press("space")
            playing.shows(f"Exhibit {number}")
            time.sleep(GRACE)
            key = self.chance.choice(["Left", "r", "Right", "f"])
            self.said.append(int(key in ("Left", "r")))
            # The same key again, and one that goes on, mean nothing on an empty plate.
            playing.press(key)
            until(lambda: len(playing.answers()) >= len(self.said), "the answer's row")
            if number <= PRACTICE:
                playing.press("space")
            else:
                playing.xdotool("key", key, "space")
            if number in (PRACTICE, PRACTICE + BLOCK + 1):
                playing.shows("A rest")


def test_a_study_that_is_killed_twice_has_every_key_as_one_row_and_no_digit_twice(
    display: str, tmp_path: Path, lab: tuple[str, ...]
) -> None:
    examinee = Examinee()
    for upto in (4, 15, PRACTICE + BLOCK + 1, WHOLE):
        with game(display, tmp_path, *lab) as playing:
            if upto == WHOLE:
                playing.shows("A rest")
            examinee.answer(playing, upto)
            if upto < WHOLE:
                playing.end(signal.SIGKILL)
                continue
            playing.shows("Case closed")
            rows = playing.rows(ROWS)
            assert playing.end() == (143, "")
            assert playing.rows("select ended_at is null, mode, seed from session") == [
                (0, "lab", 7)
            ]
    assert [row[0] for row in rows] == list(range(1, WHOLE + 1))
    assert [row[3] for row in rows] == examinee.said
    assert len({(row[4] if row[5] is not None else "", row[5], row[6]) for row in rows}) == WHOLE
    assert {(row[1], row[7]) for row in rows} == {("practice", 1), ("main", 0), ("catch", 0)}
    assert {row[8] for row in rows} == {None}
    assert min(float(str(row[9])) for row in rows) > 0
    share = Counter((row[4], row[2]) for row in rows if row[1] == "main")
    assert sorted(share.values()) == [TRIALS // 4] * 4


def test_what_is_left_waits_unless_a_new_one_is_asked_for(
    display: str, tmp_path: Path, lab: tuple[str, ...]
) -> None:
    with game(display, tmp_path, *lab) as playing:
        Examinee().answer(playing, 2)
        playing.shows("Exhibit 3")
        playing.press("Escape", "Escape", "Return")
        playing.shows("Exhibit 3")
        assert playing.end() == (143, "")
        assert playing.rows("select ended_at is null from session") == [(1,)]
    with game(display, tmp_path, *lab, "--new") as playing:
        playing.shows("Exhibit 1")
        playing.press("Left")
        until(lambda: len(playing.answers()) == 3, "the answer's row")
        assert playing.rows("select session_id, number from trial order by id") == [
            (1, 1),
            (1, 2),
            (2, 1),
        ]


def test_how_sure_one_is_is_asked_and_written_with_the_answer(
    display: str, tmp_path: Path, lab: tuple[str, ...]
) -> None:
    settings = tmp_path / "data" / "real-or-fake" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"version": 1, "introduced": true, "confidence": true}', "utf-8")
    with game(display, tmp_path, *lab) as playing:
        for number, rating in enumerate((("4",), ("Right", "Return"), ("KP_1",)), start=1):
            playing.shows(f"Exhibit {number}")
            time.sleep(GRACE)
            playing.press("f")
            playing.shows("How sure are you?")
            assert len(playing.answers()) == number - 1
            playing.press(*rating)
            until(lambda number=number: len(playing.answers()) == number, "the answer's row")  # type: ignore[misc]
            playing.press("space")
        told = playing.rows("select said_real, confidence from trial order by id")
        assert told == [(0, 4), (0, 3), (0, 1)]
