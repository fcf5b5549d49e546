"""Timed in a real window, with real keys: its rows hold what was in sight."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.rules.staircase import DOWN_MS, START_MS, UP_MS
from tests.models.small_checkpoint import keep_tiny
from tests.window.desktop import PATIENCE, Game, game, needs_a_screen, screen, until

pytestmark = [pytest.mark.slow, needs_a_screen()]
ROWS = (
    "select number, outcome, is_real, said_real, response_ms, exposure_ms, dropped_frames, "
    "coalesce(digit_seed, -1 - real_index), feedback_shown from trial order by id"
)


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with screen() as name:
        yield name


@pytest.fixture(scope="module")
def timed(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The arguments that open timed with seed 7 against a tiny checkpoint."""
    path = keep_tiny(tmp_path_factory.mktemp("tiny") / "epoch-003.safetensors")
    return ("--mode", "timed", "--seed", "7", "--mute", "--checkpoint", str(path))


def play(playing: Game, key: str = "Left") -> None:
    """Begin, and press a key again and again until the case is closed."""
    playing.shows("Get ready")
    playing.press("space")
    # On a machine that is busy with other things many a trial is void, and comes again.
    end = time.monotonic() + 2 * PATIENCE
    while not playing.caption.endswith("Case closed"):
        assert time.monotonic() < end, "the case is not closed"
        playing.press(key)


def test_six_answers_are_six_rows_and_each_tells_for_how_long_its_digit_was_in_sight(
    display: str, tmp_path: Path, timed: tuple[str, ...]
) -> None:
    with game(display, tmp_path, *timed, "--trials", "6") as playing:
        play(playing)
        assert playing.end() == (143, "")
        rows = playing.rows(ROWS)
        ((hz, ended),) = playing.rows("select refresh_hz, ended_at is not null from session")
        assert playing.rows("select mode, seed from session") == [("timed", 7)]
    assert ended
    period = 1000 / float(str(hz))
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert {row[8] for row in rows} == {0}
    answered = [row for row in rows if row[1] == "answered"]
    assert len(answered) == 6
    level = START_MS
    for _, _, is_real, said_real, response, exposure, dropped, _, _ in answered:
        assert (said_real, dropped) == (1, 0)
        assert float(str(response)) > 0
        # Whole frames: no more than half a frame from the level, and half from the clock.
        assert abs(float(str(exposure)) - level) <= period
        level += -DOWN_MS if is_real == said_real else UP_MS
    # A busy machine drops frames: such a digit is not answered, and may come again.
    void = [row for row in rows if row[1] == "void"]
    assert len(void) + len(answered) == len(rows)
    assert {row[3] for row in void} <= {None}
    assert len({row[7] for row in answered}) == len(answered)


def test_a_pause_in_mid_trial_leaves_a_void_row_and_the_case_goes_on(
    display: str, tmp_path: Path, timed: tuple[str, ...]
) -> None:
    with game(display, tmp_path, *timed, "--trials", "2") as playing:
        playing.shows("Get ready")
        playing.press("space")
        playing.shows("Exhibit 1")
        time.sleep(3.0)  # nobody answers: the digit has come and gone
        playing.press("Escape")
        playing.shows("Set aside")
        until(lambda: len(playing.rows(ROWS)) >= 1, "the row")
        # On a busy machine the first digits may have been void already, by frames that were late.
        assert {row[1:4:2] for row in playing.rows(ROWS)} == {("void", None)}
        playing.press("space")
        play(playing, "Right")
        assert playing.end() == (143, "")
        assert [row[1] for row in playing.rows(ROWS)].count("answered") == 2
