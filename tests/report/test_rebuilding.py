"""Digits made again for the report: to the pixel, and said in words where they cannot be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game.contestant import entered, forger_of
from game.records.cards import CheckpointCard, card_of
from game.records.records import Records
from game.report.answers import Contestant
from game.report.finding import GONE, Files, Found, Maker, find_files, maker_of
from game.report.mistaken import Mistaken
from game.report.reading import looking
from game.report.rebuilding import rebuild
from game.rules.forgers import RealPool
from models import shelf
from models.checkpoint import load
from models.digits import load_pack
from models.greys import in_five_greys
from models.sampling import forge
from tests.report.samples import Sat, Shown, database

FAKE = Mistaken(Contestant("", "sgd", None, None, None), False, 2481, 1, None, None, 3, 4, 0.3)
REAL = replace(FAKE, is_real=True, digit_seed=None, digit_label=None, real_index=4_321)


def of(digit: Mistaken, identity: str, pool: str | None = None) -> Mistaken:
    return replace(digit, contestant=replace(digit.contestant, id=identity), real_pool=pool)


@pytest.mark.slow
def test_pictures_are_what_was_shown_and_what_cannot_be_made_is_said_of_each() -> None:
    shipped = shelf.default()
    fake, real = of(FAKE, shipped.id), of(REAL, "gone00000000", "mnist-5000")
    unseen, beyond = of(FAKE, "gone00000000"), of(REAL, shipped.id, "another pool")
    asked = (fake, real, unseen, beyond)
    files = Files({shipped.id: Found(shipped.path)}, bundled=Maker(shipped.id, shipped.path))
    found = rebuild(asked, (shipped.id, "gone00000000"), files)
    assert found.pixels.keys() == {fake, real}
    forged = forge(load(shipped.path).generator, 2481, 1)
    assert found.pixels[fake] == forged.tobytes()
    assert found.pixels[real] == np.asarray(in_five_greys(load_pack().images)[4_321]).tobytes()
    assert found.failures[unseen] == GONE
    assert "found one of another pool" in found.failures[beyond]
    assert found.two_samples.keys() == {shipped.id}
    low = found.two_samples[shipped.id].low
    assert low is not None
    assert low < 0.6


def card(identity: str, path: Path | str | None) -> CheckpointCard:
    where = None if path is None else str(path)
    return CheckpointCard(identity, "a name", where, None, None, None, None, None, None)


def test_a_bundled_digit_is_made_by_any_checkpoint_that_is_judged_beside_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = shelf.default()
    copy = tmp_path / "moved.safetensors"
    copy.write_bytes(shipped.path.read_bytes())
    monkeypatch.setattr(shelf, "shelved", lambda: ())
    url = f"sqlite:///{tmp_path / 'guesses.sqlite3'}"
    records = Records.open(url)
    records.keep_checkpoint(card(shipped.id, copy))
    records.close()
    gone = of(REAL, "gone00000000", "mnist-5000")
    with looking(url) as connection:
        assert maker_of(gone, find_files(connection, (shipped.id,))) == Maker(shipped.id, copy)
        assert maker_of(gone, find_files(connection, ())) == GONE


def test_a_file_counts_only_if_it_is_the_very_one(tmp_path: Path) -> None:
    shipped = shelf.default()
    copy = tmp_path / "moved.safetensors"
    copy.write_bytes(shipped.path.read_bytes())
    other = tmp_path / "other.safetensors"
    other.write_bytes(b"nothing of the kind")
    url = f"sqlite:///{tmp_path / 'guesses.sqlite3'}"
    records = Records.open(url)
    for each in (
        card(shipped.id, copy),
        card("b" * 12, other),
        card("c" * 12, copy),
        card("d" * 12, "/dev/zero"),
        card("f" * 12, None),
    ):
        records.keep_checkpoint(each)
    records.close()
    wanted = (shipped.id, *(letter * 12 for letter in "bcdfg"))
    with looking(url) as connection:
        assert find_files(connection, wanted).makers == {shipped.id: Found(copy)}


def test_a_file_that_moved_is_found_by_its_id_among_all_checkpoints(tmp_path: Path) -> None:
    shipped = shelf.default()
    url = f"sqlite:///{tmp_path / 'guesses.sqlite3'}"
    records = Records.open(url)
    records.keep_checkpoint(card(shipped.id, tmp_path / "elsewhere.safetensors"))
    records.close()
    with looking(url) as connection:
        assert find_files(connection, (shipped.id,)).makers == {shipped.id: Found(shipped.path)}


@pytest.mark.slow
def test_images_from_outside_are_shown_and_tested_beside_the_reals_they_were_judged_with(
    tmp_path: Path,
) -> None:
    images = np.random.default_rng(1).integers(0, 200, (60, 28, 28), dtype=np.uint8)
    path = tmp_path / "samples.npy"
    np.save(path, images)
    (entry,) = entered((("mine", path),), None)
    beside_bundled = Shown(1, True, True, entry.images.id)
    url = database(tmp_path / "guesses.sqlite3", [Sat("Ada", (beside_bundled,))])
    records = Records.open(url)
    records.keep_checkpoint(card_of(forger_of(entry, RealPool("mnist-5000", ()))))
    records.close()
    with looking(url) as connection:
        files = find_files(connection, (entry.images.id,))
    fake = replace(of(FAKE, entry.images.id), digit_seed=7, digit_label=None)
    found = rebuild((fake,), (entry.images.id,), files)
    assert len(found.pixels[fake]) == 28 * 28
    assert found.two_samples[entry.images.id].estimate == pytest.approx(1, abs=0.05)
    others = {entry.images.id: replace(files.makers[entry.images.id], beside_bundled=False)}
    assert rebuild((), (entry.images.id,), Files(others)).two_samples == {}


def test_without_digits_no_process_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.report.rebuilding.Worker", None)
    found = rebuild((of(FAKE, "gone00000000"),), (), Files())
    assert list(found.failures.values()) == [GONE]
