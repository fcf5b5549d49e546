"""A digit is what its trial says, whatever was made before it; what cannot be made is said."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from torch import nn

import models.digits
import models.sampling
from game.orders import DigitOrder, ShowcaseOrder
from game.rules.news import DigitReady, ShowcaseReady, SupplyFailed
from game.rules.trials import PlannedTrial
from game.showcase import cut_picture
from game.workbench import Workbench
from models.checkpoint import load
from models.digits import PackError, load_pack
from models.greys import in_five_greys
from models.metadata import checkpoint_id
from models.pool import is_shown
from tests.supply.conftest import write_checkpoint
from tests.supply.trials import fake, real

ROOT = Path(__file__).resolve().parents[2]


def made(bench: Workbench, path: Path, trial: PlannedTrial) -> DigitReady:
    (news,) = bench.carry_out(DigitOrder(3, str(path), trial))
    assert isinstance(news, DigitReady), news
    assert news.ticket == 3
    return news


def refusal(bench: Workbench, path: Path, trial: PlannedTrial) -> str:
    (news,) = bench.carry_out(DigitOrder(3, str(path), trial))
    assert isinstance(news, SupplyFailed), news
    assert "\n" not in news.sentence
    return news.sentence


def test_a_fake_is_the_same_to_the_pixel_in_any_order_and_company(checkpoint: Path) -> None:
    identity = checkpoint_id(checkpoint)
    seeds = [0, 1, 2, 77, 2**31 - 1]
    bench = Workbench()
    first = {seed: made(bench, checkpoint, fake(identity, seed)) for seed in seeds}
    made(bench, checkpoint, real(identity, 5))
    again = {seed: made(bench, checkpoint, fake(identity, seed)) for seed in reversed(seeds)}
    alone = {seed: made(Workbench(), checkpoint, fake(identity, seed)) for seed in seeds}
    assert first == again == alone
    assert len({news.pixels for news in first.values()}) == len(seeds)


def test_a_fake_is_what_the_generator_makes_of_its_seed(checkpoint: Path) -> None:
    news = made(Workbench(), checkpoint, fake(checkpoint_id(checkpoint), 77))
    assert news.pixels == models.sampling.forge(load(checkpoint).generator, 77).tobytes()


def test_a_real_digit_is_the_packs_to_the_pixel_in_the_five_greys_of_fakes(
    checkpoint: Path,
) -> None:
    pack = load_pack()
    for index in (0, 1234, 4999):
        news = made(Workbench(), checkpoint, real(checkpoint_id(checkpoint), index))
        assert news.pixels == in_five_greys(pack.images[index]).tobytes()


def test_reals_and_fakes_get_the_discriminators_verdict(checkpoint: Path) -> None:
    identity = checkpoint_id(checkpoint)
    for trial in (fake(identity, 5), real(identity, 5)):
        news = made(Workbench(), checkpoint, trial)
        digit = np.frombuffer(news.pixels, np.uint8).reshape(1, 28, 28)
        assert news.validity == models.sampling.judge(load(checkpoint), digit)[0]
        assert news.validity is not None
        assert 0.0 < news.validity < 1.0


def test_a_conditional_discriminator_is_told_what_each_digit_is(tmp_path: Path) -> None:
    path = write_checkpoint(tmp_path / "epoch-001.safetensors", seed=1, classes=10)
    told = load(path)
    identity = checkpoint_id(path)
    a_seven = replace(fake(identity, 5), digit_label=7)
    for trial, label in [(a_seven, 7), (fake(identity, 5), 5), (real(identity, 1_700), 3)]:
        news = made(Workbench(), path, trial)
        digit = np.frombuffer(news.pixels, np.uint8).reshape(1, 28, 28)
        assert news.validity == models.sampling.judge(told, digit, [label])[0]
        if not trial.is_real:
            assert np.array_equal(digit[0], models.sampling.forge(told.generator, 5, label))


def test_a_real_digit_costs_the_work_of_a_fake(
    checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forged: list[int] = []
    forge = models.sampling.forge

    def counted(generator: nn.Module, seed: int, label: int | None = None) -> NDArray[np.uint8]:
        forged.append(seed)
        return forge(generator, seed, label)

    monkeypatch.setattr(models.sampling, "forge", counted)
    bench = Workbench()
    made(bench, checkpoint, real(checkpoint_id(checkpoint), 5))
    made(bench, checkpoint, fake(checkpoint_id(checkpoint), 5))
    assert len(forged) == 2


def test_a_checkpoint_that_has_vanished_is_said_and_the_bench_goes_on(tmp_path: Path) -> None:
    gone = write_checkpoint(tmp_path / "gone" / "epoch-001.safetensors", seed=1)
    kept = write_checkpoint(tmp_path / "kept" / "epoch-001.safetensors", seed=2)
    bench = Workbench()
    trial = fake(checkpoint_id(gone), 1)
    made(bench, gone, trial)
    gone.unlink()
    assert f"{gone}: expected the checkpoint in use, but it cannot be found" in refusal(
        bench, gone, trial
    )
    made(bench, kept, fake(checkpoint_id(kept), 1))


def test_a_checkpoint_that_was_replaced_is_not_taken_for_the_old_one(tmp_path: Path) -> None:
    path = write_checkpoint(tmp_path / "epoch-001.safetensors", seed=1)
    identity = checkpoint_id(path)
    bench = Workbench()
    made(bench, path, fake(identity, 1))
    write_checkpoint(path, seed=2)
    assert f"expected checkpoint {identity}, found {checkpoint_id(path)} in its place" in refusal(
        bench, path, fake(identity, 1)
    )
    made(bench, path, fake(checkpoint_id(path), 1))


def test_a_checkpoint_that_moved_back_is_taken_up_again(tmp_path: Path) -> None:
    path = write_checkpoint(tmp_path / "epoch-001.safetensors", seed=1)
    trial = fake(checkpoint_id(path), 1)
    bench = Workbench()
    before = made(bench, path, trial)
    path.rename(tmp_path / "away")
    refusal(bench, path, trial)
    shutil.copy(tmp_path / "away", path)
    assert made(bench, path, trial) == before


def test_a_broken_checkpoint_is_refused_by_its_name(tmp_path: Path) -> None:
    path = write_checkpoint(tmp_path / "epoch-001.safetensors", seed=1)
    path.write_bytes(path.read_bytes()[:-100])
    assert str(path) in refusal(Workbench(), path, fake(checkpoint_id(path), 1))


def test_a_damaged_pack_is_said(checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged() -> None:
        raise PackError("the pack: expected whole digits, found crumbs; restore it")

    monkeypatch.setattr(models.digits, "load_pack", damaged)
    trial = real(checkpoint_id(checkpoint), 1)
    assert refusal(Workbench(), checkpoint, trial).startswith("the pack: expected whole digits")


@pytest.mark.parametrize("index", [-1, 5000])
def test_a_real_digit_outside_the_pool_is_refused(checkpoint: Path, index: int) -> None:
    trial = real(checkpoint_id(checkpoint), index)
    assert f"found number {index}" in refusal(Workbench(), checkpoint, trial)


def test_a_real_digit_of_another_pool_is_refused(checkpoint: Path) -> None:
    trial = real(checkpoint_id(checkpoint), 1, pool="photographs")
    assert "found one of photographs" in refusal(Workbench(), checkpoint, trial)


def test_a_run_on_the_pack_is_never_shown_beside_its_training_digits(tmp_path: Path) -> None:
    path = write_checkpoint(tmp_path / "epoch-001.safetensors", seed=1, dataset="bundled")
    bench = Workbench()
    assert "never saw, found number 399" in refusal(bench, path, real(checkpoint_id(path), 399))
    made(bench, path, real(checkpoint_id(path), 400))
    (news, _) = bench.carry_out(ShowcaseOrder(str(path), checkpoint_id(path)))
    assert isinstance(news, ShowcaseReady)
    images = in_five_greys(load_pack().images)
    shown = {image.tobytes() for index, image in enumerate(images) if is_shown(index)}
    assert set(news.reals) <= shown


def test_a_seed_out_of_range_is_refused_in_a_sentence(checkpoint: Path) -> None:
    trial = fake(checkpoint_id(checkpoint), 2**31)
    assert "seed: expected 0 to 2147483647" in refusal(Workbench(), checkpoint, trial)


def test_the_title_shows_the_digits_of_the_fixed_noise_picture(tmp_path: Path) -> None:
    path = write_checkpoint(tmp_path / "epoch-001.safetensors", seed=1)
    cells = np.random.default_rng(7).integers(0, 256, (10, 10, 28, 28), np.uint8)
    sheet = np.zeros((302, 302), np.uint8)
    for row in range(10):
        for column in range(10):
            y, x = 2 + 30 * row, 2 + 30 * column
            sheet[y : y + 28, x : x + 28] = cells[row, column]
    (tmp_path / "fixed-noise").mkdir()
    Image.fromarray(sheet).save(tmp_path / "fixed-noise" / "epoch-001.png")
    (news,) = Workbench().carry_out(ShowcaseOrder(str(path), "the title's"))
    assert isinstance(news, ShowcaseReady)
    assert news.checkpoint_id == "the title's"
    assert news.fakes == tuple(cell.tobytes() for cell in cells.reshape(100, 28, 28))
    images = in_five_greys(load_pack().images)
    assert set(news.reals) <= {image.tobytes() for image in images}
    assert len(set(news.reals)) == 100


def test_without_a_picture_the_title_gets_reals_first_and_forged_digits_after(
    checkpoint: Path,
) -> None:
    identity = checkpoint_id(checkpoint)
    first, second = Workbench().carry_out(ShowcaseOrder(str(checkpoint), identity))
    assert isinstance(first, ShowcaseReady)
    assert isinstance(second, ShowcaseReady)
    assert first.fakes == ()
    assert len(first.reals) == 100
    assert second.reals == first.reals
    assert second.fakes[5] == models.sampling.forge(load(checkpoint).generator, 5).tobytes()


@pytest.mark.parametrize("content", [b"", b"no picture", None])
def test_a_picture_that_is_none_decorates_nothing(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "epoch-001.png"
    if content is None:
        Image.new("L", (100, 100)).save(path)
    else:
        path.write_bytes(content)
    assert cut_picture(path) == ()


@pytest.mark.slow
def test_the_title_needs_no_torch_and_the_first_digit_nothing_heavy_but_torch(
    checkpoint: Path,
) -> None:
    code = f"""
import sys
from game.orders import DigitOrder, ShowcaseOrder
from game.workbench import Workbench
from game.rules.trials import PlannedTrial
from models.metadata import checkpoint_id
from pathlib import Path
path = {str(checkpoint)!r}
identity = checkpoint_id(Path(path))
bench = Workbench()
print(type(next(bench.carry_out(ShowcaseOrder(path, identity)))).__name__)
print("torch" in sys.modules)
trial = PlannedTrial(1, 1, "main", False, identity, 7, None, None, None)
print(type(next(bench.carry_out(DigitOrder(1, path, trial)))).__name__)
print(sorted({{"torchvision", "sympy", "scipy", "matplotlib", "pygame"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.splitlines() == ["ShowcaseReady", "False", "DigitReady", "[]"], done.stderr
