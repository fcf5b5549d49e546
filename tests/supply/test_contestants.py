"""Contestants: images from outside go the way of a checkpoint's digits, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game.contestant import entered, forger_of, own_pool
from game.orders import ClassesOrder, DigitOrder, OwnReals, ShowcaseOrder
from game.records.cards import card_of
from game.rules.forgers import Forger, RealPool
from game.rules.news import (
    ClassesRead,
    DigitReady,
    ForgersChosen,
    ForgersReady,
    ShowcaseReady,
    SupplyFailed,
)
from game.shelf import Librarian
from game.workbench import Workbench
from models import shelf
from models.classifier import load_classifier
from models.digits import load_pack
from models.greys import in_five_greys
from run_game import main
from tests.models.small_checkpoint import keep_tiny
from tests.supply.pictures import array_of, folder_of, squares
from tests.supply.trials import fake, real

ROOT = Path(__file__).resolve().parents[2]
PACK = RealPool("mnist-5000", ((),) * 10)
FAKES = squares(20)


@pytest.fixture
def vae(tmp_path: Path) -> Forger:
    """A contestant of twenty digits in a folder."""
    path = folder_of(FAKES, tmp_path / "vae")
    return forger_of(entered([("VAE", path)], None)[0], PACK)


@pytest.fixture
def faces(tmp_path: Path) -> Forger:
    """A contestant of larger images, beside real ones of its own."""
    path = array_of(squares(9, side=64), tmp_path / "faces.npy")
    reals = array_of(squares(7, side=64, seed=3), tmp_path / "reals.npy")
    (entry,) = entered([("faces", path)], reals)
    assert entry.reals is not None
    return forger_of(entry, own_pool(entry.reals))


def own(forger: Forger) -> OwnReals:
    assert forger.reals.path is not None
    return OwnReals(forger.reals.name, forger.reals.path)


def told(order: DigitOrder) -> DigitReady:
    (news,) = Workbench().carry_out(order)
    assert isinstance(news, DigitReady), news
    return news


def refused(order: DigitOrder) -> str:
    (news,) = Workbench().carry_out(order)
    assert isinstance(news, SupplyFailed)
    assert news.tickets == (order.ticket,)
    return news.sentence


def test_an_image_from_outside_is_shown_in_the_greys_of_real_digits_and_by_no_discriminator(
    vae: Forger,
) -> None:
    forged = told(DigitOrder(1, vae.path, fake(vae.id, 13)))
    assert forged.pixels == in_five_greys(FAKES[13]).tobytes()
    beside = told(DigitOrder(1, vae.path, real(vae.id, 1234)))
    assert beside.pixels == in_five_greys(load_pack().images[1234]).tobytes()
    assert forged.validity is beside.validity is None


def test_real_images_from_outside_are_rounded_like_the_forged_ones(faces: Forger) -> None:
    forged = told(DigitOrder(1, faces.path, fake(faces.id, 8), own(faces)))
    trial = real(faces.id, 6, pool=faces.reals.name)
    beside = told(DigitOrder(2, faces.path, trial, own(faces)))
    assert len(forged.pixels) == len(beside.pixels) == 64 * 64
    greys = [set(np.frombuffer(each.pixels, np.uint8)) for each in (forged, beside)]
    assert len(greys[0] | greys[1]) == 32
    assert beside.validity is None


@pytest.mark.parametrize("index", [-1, 20, 2**31 - 1])
def test_an_image_that_is_not_there_is_refused(vae: Forger, index: int) -> None:
    assert f"expected an image of 0 to 19, found number {index}" in refused(
        DigitOrder(1, vae.path, fake(vae.id, index))
    )


def test_a_real_of_another_pool_is_refused(vae: Forger, faces: Forger) -> None:
    assert "expected a real image of the pool mnist-5000, found one of photographs" in refused(
        DigitOrder(1, vae.path, real(vae.id, 1, pool="photographs"))
    )
    assert f"of the pool {faces.reals.name}, found one of mnist-5000" in refused(
        DigitOrder(1, faces.path, real(faces.id, 1), own(faces))
    )


def test_images_that_were_changed_meanwhile_are_refused(vae: Forger) -> None:
    folder_of(FAKES[:1] // 2, Path(vae.path))
    assert f"expected the images {vae.id}, found " in refused(
        DigitOrder(1, vae.path, fake(vae.id, 1))
    )


def test_images_that_have_vanished_are_refused(faces: Forger) -> None:
    Path(faces.path).unlink()
    assert faces.path in refused(DigitOrder(1, faces.path, fake(faces.id, 1), own(faces)))


def test_images_are_read_once(vae: Forger) -> None:
    bench = Workbench()
    list(bench.carry_out(DigitOrder(1, vae.path, fake(vae.id, 1))))
    for file in Path(vae.path).iterdir():
        file.write_bytes(b"")
    (news,) = bench.carry_out(DigitOrder(2, vae.path, fake(vae.id, 2)))
    assert isinstance(news, DigitReady)


def test_the_title_is_decorated_with_both_sides(vae: Forger, faces: Forger) -> None:
    for forger, reals, count in ((vae, None, 100), (faces, own(faces), 7)):
        (news,) = Workbench().carry_out(ShowcaseOrder(forger.path, forger.id, reals))
        assert isinstance(news, ShowcaseReady)
        assert news.checkpoint_id == forger.id
        assert len(set(news.reals)) == count
        assert len(set(news.fakes)) == forger.count


def test_digits_from_outside_are_read_by_the_classifier_as_they_are_shown(tmp_path: Path) -> None:
    pack = load_pack()
    digits = pack.images[::250]
    forger = forger_of(entered([("copies", array_of(digits, tmp_path / "a.npy"))], None)[0], PACK)
    order = ClassesOrder(((forger.id, forger.path),), ((forger.id, 19), (forger.id, 3)))
    (news,) = Workbench().carry_out(order)
    assert isinstance(news, ClassesRead)
    shown = in_five_greys(digits)
    read = {seed: int(load_classifier().classify(shown[seed][None]).argmax()) for seed in (19, 3)}
    assert dict(news.classes) == {(forger.id, seed): digit for seed, digit in read.items()}
    assert news.unmistakable


def test_no_real_from_outside_is_said_to_be_unmistakable(faces: Forger) -> None:
    order = ClassesOrder(((faces.id, faces.path),), (), bundled=False)
    assert list(Workbench().carry_out(order)) == [ClassesRead((faces.id,), (), ())]


def test_of_a_contestant_no_schooling_is_kept(vae: Forger) -> None:
    card = card_of(vae)
    assert (card.id, card.name, card.path) == (vae.id, "VAE", vae.path)
    schooling = (card.run, card.preset, card.epoch, card.images_seen, card.family, card.dataset)
    assert set(schooling) == {None}


def looked_through(librarian: Librarian) -> tuple[tuple[Forger, ...], tuple[Forger, ...]]:
    librarian.look()
    deadline = time.monotonic() + 60.0
    chosen: tuple[Forger, ...] | None = None
    while time.monotonic() < deadline:
        for news in librarian.poll():
            if isinstance(news, ForgersChosen):
                chosen = news.forgers
            elif isinstance(news, ForgersReady):
                assert chosen is not None
                return chosen, news.forgers
        time.sleep(0.01)
    raise AssertionError("the shelf did not answer")


def test_contestants_are_played_against_and_stand_on_the_shelf_beside_the_checkpoints(
    tmp_path: Path,
) -> None:
    entries = entered([("VAE", array_of(FAKES, tmp_path / "vae.npy"))], None)
    chosen, offered = looked_through(Librarian((), entries))
    assert [forger.name for forger in chosen] == ["VAE"]
    assert len(offered) == len(shelf.shelved()) + 1
    assert offered[-1] == chosen[0]
    shipped = shelf.default()
    chosen, _ = looked_through(Librarian((shipped,), entries))
    assert [forger.id for forger in chosen] == [shipped.id, entries[0].images.id]
    assert chosen[0].reals is chosen[1].reals


def test_a_checkpoint_that_lies_there_twice_is_offered_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [
        keep_tiny(tmp_path / "tiny" / f"epoch-00{epoch}.safetensors", epoch=epoch)
        for epoch in (1, 3)
    ]
    copy = tmp_path / "copy" / "epoch-001.safetensors"
    copy.parent.mkdir()
    copy.write_bytes(files[0].read_bytes())
    entries = tuple(map(shelf.find, map(str, (*files, copy))))
    monkeypatch.setattr(shelf, "shelved", lambda: tuple(entry for (entry,) in entries))
    _, offered = looked_through(Librarian(entries[0]))
    assert [forger.id for forger in offered] == [entries[0][0].id, entries[1][0].id]


def test_beside_reals_of_their_own_contestants_stand_alone(tmp_path: Path) -> None:
    reals = array_of(squares(5, seed=1), tmp_path / "reals.npy")
    named = [(name, array_of(squares(6, seed=ord(name)), tmp_path / name)) for name in "ab"]
    named = [(name, Path(f"{path}.npy")) for name, path in named]
    chosen, offered = looked_through(Librarian((), entered(named, reals)))
    assert [forger.name for forger in offered] == ["a", "b"]
    assert offered == chosen
    assert offered[0].reals is offered[1].reals


def test_contestants_need_no_torch(vae: Forger) -> None:
    code = f"""
import sys
from game.orders import DigitOrder
from game.workbench import Workbench
from game.rules.trials import PlannedTrial
trials = [
    PlannedTrial(1, 1, "main", False, {vae.id!r}, 7, None, None, None),
    PlannedTrial(1, 1, "main", True, {vae.id!r}, None, None, "mnist-5000", 7),
]
for trial in trials:
    print(type(next(Workbench().carry_out(DigitOrder(1, {vae.path!r}, trial)))).__name__)
print("torch" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split() == ["DigitReady", "DigitReady", "False"], done.stderr


def test_unfit_images_end_the_program_before_the_window_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--fakes", f"VAE={tmp_path / 'none'}"]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"{tmp_path / 'none'}: expected a folder of PNGs")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--fakes", "folder"],
        ["--fakes", "VAE="],
        ["--fakes", "=folder"],
        ["--fakes", "雨=folder"],
        ["--reals", "folder"],
        ["--fakes", "VAE=folder", "--reals", "folder", "--checkpoint", "sgd"],
    ],
)
def test_wrong_usage_is_refused_as_such(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ending:
        main(arguments)
    assert ending.value.code == 2
    assert "expected" in capsys.readouterr().err


def test_a_path_may_hold_an_equals_sign(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--fakes", f"VAE={tmp_path / 'a=b'}"]) == 1
    assert f"{tmp_path / 'a=b'}: expected" in capsys.readouterr().err


def test_a_contestant_is_told_by_its_images_wherever_they_lie(vae: Forger, tmp_path: Path) -> None:
    moved = Path(vae.path).rename(tmp_path / "moved")
    again = forger_of(entered([("other", moved)], None)[0], PACK)
    assert replace(again, name=vae.name, run=vae.run, path=vae.path) == vae
