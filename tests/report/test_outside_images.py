"""Images from outside in the report: rebuilt from where they were, or said why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from game.contestant import Contestant, entered, forger_of, own_pool
from game.images import as_shown
from game.records.cards import card_of
from game.records.records import Records
from game.report.__main__ import main
from game.report.finding import UNKNOWN, Files, Maker, find_files, maker_of
from game.report.mistaken import Mistaken
from game.report.reading import looking
from game.report.rebuilding import rebuild
from game.report.verdict import reach_verdict
from tests.records.server import Server
from tests.report.samples import Sat, Shown, database

Greys = NDArray[np.uint8]


def noise(seed: int) -> Greys:
    return np.random.default_rng(seed).integers(0, 256, (12, 40, 40), dtype=np.uint8)


def folder_of(images: Greys, folder: Path) -> Path:
    folder.mkdir()
    for number, image in enumerate(images):
        Image.fromarray(image).save(folder / f"{number:02}.png")
    return folder


@pytest.fixture
def entry(tmp_path: Path) -> Contestant:
    np.save(tmp_path / "forged.npy", noise(1))
    reals = folder_of(noise(2), tmp_path / "genuine")
    (entry,) = entered((("mine", tmp_path / "forged.npy"),), reals)
    return entry


@pytest.fixture
def url(tmp_path: Path, entry: Contestant) -> str:
    """What the game itself keeps of a session with these images, and what was answered in it."""
    assert entry.reals is not None
    of, pool = entry.images.id, own_pool(entry.reals)
    shown = (
        Shown(3, True, False, of, pool=pool.name),
        Shown(1, True, True, of, pool=pool.name),
        Shown(3, False, True, of),
        Shown(3, True, False, of),
    )
    url = database(tmp_path / "guesses.sqlite3", [Sat("Ada", shown)])
    keep(url, entry)
    return url


def keep(url: str, entry: Contestant) -> None:
    assert entry.reals is not None
    records = Records.open(url)
    records.keep_checkpoint(card_of(forger_of(entry, own_pool(entry.reals))))
    records.close()


def doubted(url: str) -> tuple[dict[tuple[str | None, int | None], Mistaken], Files]:
    """The reals that were doubted, by pool and place, and where their makers are."""
    with looking(url) as connection:
        verdict = reach_verdict(connection, ("lab",))
        files = find_files(connection, [each.contestant.id for each in verdict.checkpoints])
    return {(one.real_pool, one.real_index): one for one in verdict.doubted.digits}, files


def test_one_place_in_two_pools_is_two_digits(url: str, entry: Contestant) -> None:
    assert entry.reals is not None
    found, _ = doubted(url)
    pool = own_pool(entry.reals).name
    assert found.keys() == {
        *((pool, 1), (pool, 2), (pool, 3)),
        *(("mnist-5000", 8), ("mnist-5000", 9), ("mnist-5000", 10)),
    }


def test_where_real_images_were_is_kept_when_a_session_begins(url: str, entry: Contestant) -> None:
    assert entry.reals is not None
    found, files = doubted(url)
    name, path = own_pool(entry.reals).name, entry.reals.path
    assert files.pools == {name: path}
    assert maker_of(found[name, 1], files) == Maker(entry.reals.id, path, name)


def test_images_that_have_moved_are_looked_for_where_they_were_last(
    tmp_path: Path, url: str, entry: Contestant
) -> None:
    assert entry.reals is not None
    moved = replace(entry, reals=replace(entry.reals, path=tmp_path / "elsewhere"))
    keep(url, moved)
    _, files = doubted(url)
    assert list(files.pools.values()) == [tmp_path / "elsewhere"]


def test_reals_that_are_gone_or_of_an_older_database_are_said_to_be(
    tmp_path: Path, url: str, entry: Contestant
) -> None:
    assert entry.reals is not None
    found, files = doubted(url)
    digit = found[own_pool(entry.reals).name, 1]
    entry.reals.path.rename(tmp_path / "another place")
    said = maker_of(digit, files)
    assert said == f"its real images are not at {entry.reals.path} any more"
    assert maker_of(digit, replace(files, pools={})) == UNKNOWN


def test_merging_carries_over_where_images_were(tmp_path: Path, url: str) -> None:
    into = tmp_path / "all.sqlite3"
    for _ in range(2):
        assert main(["merge", str(into), url]) == 0
        assert doubted(f"sqlite:///{into}")[1].pools == doubted(url)[1].pools


def test_a_server_keeps_where_images_were_as_a_file_does(
    tmp_path: Path, url: str, server: Server, entry: Contestant
) -> None:
    elsewhere = server.make_database()
    assert main(["merge", elsewhere, url]) == 0
    there, here = doubted(elsewhere), doubted(url)
    assert there[0].keys() == here[0].keys()
    assert there[1] == here[1]
    assert entry.reals is not None
    keep(elsewhere, replace(entry, reals=replace(entry.reals, path=tmp_path / "elsewhere")))
    assert list(doubted(elsewhere)[1].pools.values()) == [tmp_path / "elsewhere"]


@pytest.mark.slow
def test_reals_from_outside_are_rebuilt_to_the_pixel_without_their_forger(
    tmp_path: Path, url: str, entry: Contestant
) -> None:
    assert entry.reals is not None
    entry.images.path.unlink()
    found, files = doubted(url)
    own = [each for (pool, _), each in found.items() if pool != "mnist-5000"]
    made = rebuild(own, (), files)
    assert made.failures == {}
    for digit in own:
        assert digit.real_index is not None
        assert made.pixels[digit] == as_shown(noise(2))[digit.real_index].tobytes()
    folder_of(noise(3)[:1], tmp_path / "new")
    (tmp_path / "new" / "00.png").replace(entry.reals.path / "00.png")
    changed = rebuild(own, (), files)
    assert changed.pixels == {}
    for why in changed.failures.values():
        assert f"expected the images {entry.reals.id}, found" in why
