"""The ladder, its landing and the first start in the real window, with real keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.rules.ladder import DIGITS
from game.rules.stream import Stream
from tests.models.small_checkpoint import keep_tiny
from tests.rules.samples import forger
from tests.window.desktop import Game, game, needs_a_screen, screen, until

pytestmark = [pytest.mark.slow, needs_a_screen()]

SEED = 7


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with screen() as name:
        yield name


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of two epochs, of which no pictures were kept."""
    folder = tmp_path_factory.mktemp("runs") / "tiny"
    for epoch in (1, 2):
        keep_tiny(folder / f"epoch-{epoch:03d}.safetensors", epoch=epoch)
    return folder


def answers(playing: Game, number: int, *, right: bool) -> None:
    """Answer the question of this number as the seed's coin has it, and wait for its row."""
    is_real = Stream(SEED, (forger("a"),)).trial(number - 1, number).is_real
    playing.shows(f"Exhibit {number}")
    playing.press("Left" if is_real == right else "Right")
    until(lambda: len(playing.answers()) == number, "the answer's row")


def test_a_level_is_climbed_to_its_landing_and_on_to_the_next_epoch(
    display: str, tmp_path: Path, run: Path
) -> None:
    arguments = ("--mode", "ladder", "--seed", str(SEED), "--mute", "--checkpoint", str(run))
    with game(display, tmp_path, *arguments) as playing:
        for number in range(1, DIGITS + 1):
            answers(playing, number, right=number > 2)
            playing.press("space")
        playing.shows("The landing")
        playing.press("Left")
        assert len(playing.answers()) == DIGITS
        playing.press("space")
        answers(playing, DIGITS + 1, right=True)
        assert playing.end() == (143, "")
    rows = playing.rows(
        "select number, block, epoch, is_real = said_real, feedback_shown, outcome, phase "
        "from trial join checkpoint on checkpoint.id = checkpoint_id order by trial.id"
    )
    told = (1, "answered", "main")
    expected = [(n, 1, 1, int(n > 2), *told) for n in range(1, DIGITS + 1)]
    assert rows == [*expected, (DIGITS + 1, 2, 2, 1, *told)]
    assert playing.rows("select mode, seed, ended_at is null from session") == [("ladder", SEED, 0)]


def test_the_first_start_of_all_begins_with_the_introduction_and_the_next_with_the_title(
    display: str, tmp_path: Path, run: Path
) -> None:
    arguments = ("--mute", "--checkpoint", str(run))
    with game(display, tmp_path, *arguments, introduced=False) as playing:
        playing.shows("The introduction")
        playing.press("space", "space", "space")
        playing.shows("Fake?")
        playing.end()
    with game(display, tmp_path, *arguments, introduced=False) as playing:
        playing.shows("Fake?")
        playing.press("Escape")
        assert playing.left() == (0, "")


def test_a_mode_opens_at_its_first_question_even_at_the_first_start(
    display: str, tmp_path: Path, run: Path
) -> None:
    arguments = ("--mode", "ladder", "--mute", "--checkpoint", str(run))
    with game(display, tmp_path, *arguments, introduced=False) as playing:
        playing.shows("Exhibit 1")
        assert playing.end() == (143, "")
