"""Where digits come from, in the real program: a stock from before, or somebody's images."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.contestant import identity
from game.stock import Stock, unpacked
from tests.models.small_checkpoint import keep_tiny
from tests.supply.pictures import array_of, folder_of, squares
from tests.window.desktop import Game, game, needs_a_screen, screen, until

pytestmark = [pytest.mark.slow, needs_a_screen()]

SHOWN = "select is_real, checkpoint_id, digit_seed, real_pool, real_index from trial order by id"


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with screen() as name:
        yield name


def answer(playing: Game, count: int) -> None:
    for number in range(1, count + 1):
        playing.shows(f"Exhibit {number}")
        playing.press("Right")
        until(lambda number=number: len(playing.answers()) >= number, "the answer's row")  # type: ignore[misc]
        playing.press("space")


def stock_in(folder: Path) -> Stock | None:
    """What is kept for the next start."""
    files = [*(folder / "data" / "real-or-fake" / "stock").glob("*.stock")]
    return unpacked(files[0].read_bytes()) if files else None


def test_the_second_start_plays_the_seed_that_the_first_has_laid_in_and_no_other_does(
    display: str, tmp_path: Path
) -> None:
    tiny = keep_tiny(tmp_path / "tiny" / "epoch-003.safetensors")
    arguments = ("--mode", "arcade", "--mute", "--checkpoint", str(tiny))
    with game(display, tmp_path, *arguments) as playing:
        playing.shows("Exhibit 1")
        until(lambda: stock_in(tmp_path) is not None, "a stock for the next start")
        assert playing.end()[0] == 143
    laid_in = stock_in(tmp_path)
    assert laid_in is not None
    with game(display, tmp_path, *arguments) as playing:
        answer(playing, 1)
        (shown,) = playing.rows(SHOWN)
        name = next(iter(laid_in.digits))
        assert shown[1:] == (name[0], name[1], name[3], name[4])
        assert playing.rows("select seed from session order by id desc limit 1") == [
            (laid_in.seed,)
        ]
        assert playing.end()[0] == 143
    after = stock_in(tmp_path)
    assert after is None or after.seed != laid_in.seed


def test_a_seed_that_is_asked_for_neither_takes_a_stock_nor_leaves_one(
    display: str, tmp_path: Path
) -> None:
    tiny = keep_tiny(tmp_path / "tiny" / "epoch-003.safetensors")
    arguments = ("--mode", "arcade", "--mute", "--seed", "7", "--checkpoint", str(tiny))
    with game(display, tmp_path, *arguments) as playing:
        answer(playing, 2)
        assert playing.end()[0] == 143
    assert stock_in(tmp_path) is None


def test_somebodys_images_are_played_against_and_recorded_by_their_content_and_place(
    display: str, tmp_path: Path
) -> None:
    fakes, reals = squares(12, side=40), squares(9, side=40, seed=3)
    folder = folder_of(fakes, tmp_path / "fakes")
    array = array_of(reals, tmp_path / "reals.npy")
    arguments = ("--mode", "arcade", "--mute", "--seed", "7")
    entered = ("--fakes", f"GAN of Ben={folder}", "--reals", str(array))
    with game(display, tmp_path, *arguments, *entered) as playing:
        answer(playing, 3)
        rows = playing.rows(SHOWN)
        assert {is_real for is_real, *_ in rows} == {0, 1}
        for is_real, checkpoint, seed, pool, index in rows:
            assert checkpoint == identity(fakes)
            assert pool == (f"reals-{identity(reals)}" if is_real else None)
            assert (index if is_real else seed) in range(9 if is_real else 12)
        kept = playing.rows("select id, name, path, epoch from checkpoint")
        assert kept == [(identity(fakes), "GAN of Ben", str(folder), None)]
        assert playing.end()[0] == 143
