"""The classifier learns from moved digits, always the same from one seed, never from the pack."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from models.classifier import DigitNetwork
from models.digits import DigitPack
from trainer import train_classifier
from trainer.evaluation.learning import Recipe, learn, move
from trainer.mnist import Labelled
from trainer.train_classifier import main

STILL = Recipe(degrees=0.0, stretch=0.0, shift=0.0)


def a_digit(pack: DigitPack, index: int = 2_345) -> torch.Tensor:
    return torch.from_numpy(pack.images[index : index + 1].copy()).unsqueeze(1) / 127.5 - 1.0


def some_digits(pack: DigitPack, count: int = 500) -> Labelled:
    mixed = np.random.default_rng(0).permutation(5000)[:count]
    return Labelled(pack.images[mixed], pack.labels[mixed])


def test_the_packs_digits_are_never_learnt_from(
    pack: DigitPack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = np.arange(3 * 784, dtype=np.uint16).reshape(3, 28, 28).astype(np.uint8)
    others[:, 0, 0] = (1, 2, 3)
    images = np.concatenate([pack.images[9:10], others[:2], pack.images[70:72], others[2:]])
    labels = np.array([1, 4, 5, 2, 3, 6], np.uint8)
    learnt: list[Labelled] = []

    def remember(digits: Labelled, recipe: Recipe, after_epoch: object) -> DigitNetwork:
        learnt.append(digits)
        return DigitNetwork().eval()

    monkeypatch.setattr(train_classifier, "read_mnist", lambda *_, **__: Labelled(images, labels))
    monkeypatch.setattr(train_classifier, "learn", remember)
    assert train_classifier.main(["--out", str(tmp_path / "c.safetensors")]) == 0
    assert np.array_equal(learnt[0].images, others)
    assert learnt[0].labels.tolist() == [4, 5, 6]


def test_a_recipe_without_movement_leaves_digits_as_they_are(pack: DigitPack) -> None:
    digit = a_digit(pack)
    moved = move(digit, STILL, torch.Generator().manual_seed(0))
    torch.testing.assert_close(moved, digit, rtol=0, atol=1e-4)


def test_what_comes_in_from_outside_is_background() -> None:
    black = torch.full((4, 1, 28, 28), -1.0)
    moved = move(black, replace(STILL, shift=9.0), torch.Generator().manual_seed(0))
    torch.testing.assert_close(moved, black)


def test_a_shift_moves_by_no_more_pixels_than_it_says() -> None:
    dot = torch.full((64, 1, 28, 28), -1.0)
    dot[:, :, 14, 14] = 1.0
    moved = move(dot, replace(STILL, shift=2.0), torch.Generator().manual_seed(0))
    lit = (moved > -0.999).nonzero()[:, 2:] - 14
    assert lit.abs().max() in (2, 3)  # a dot between two pixels lights both


def test_a_turn_keeps_the_ink(pack: DigitPack) -> None:
    digit = a_digit(pack)
    turned = move(digit, replace(STILL, degrees=10.0), torch.Generator().manual_seed(1))
    assert not torch.allclose(turned, digit, atol=0.1)
    assert math.isclose(float((turned + 1).sum()), float((digit + 1).sum()), rel_tol=0.05)


def test_every_digit_of_a_batch_is_moved_by_its_own(pack: DigitPack) -> None:
    moved = move(a_digit(pack).repeat(2, 1, 1, 1), Recipe(), torch.Generator().manual_seed(0))
    assert not torch.allclose(moved[0], moved[1], atol=0.1)


def test_learning_lowers_the_loss_and_one_seed_gives_one_classifier(pack: DigitPack) -> None:
    digits = some_digits(pack)
    losses: list[float] = []
    recipe = Recipe(epochs=3, batch=25, ema=0.5)
    first = learn(digits, recipe, lambda epoch, loss: losses.append(loss))
    assert losses[-1] < 0.7 * losses[0]
    second = learn(digits, recipe, lambda epoch, loss: None)
    for name, tensor in first.state_dict().items():
        assert torch.equal(tensor, second.state_dict()[name]), name


def test_a_finished_classifier_no_longer_drops_features(pack: DigitPack) -> None:
    network = learn(some_digits(pack, 50), Recipe(epochs=1, batch=25), lambda epoch, loss: None)
    assert not any(module.training for module in network.modules())


@pytest.mark.parametrize("option", [["--epochs", "0"], ["--seed", "-1"], ["--threads", "-1"]])
def test_impossible_values_are_wrong_usage(
    option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(option) == 2
    assert option[0] in capsys.readouterr().err


def test_broken_mnist_files_are_refused_before_anything_is_trained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = tmp_path / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for part in ("train", "t10k"):
        for kind in ("images-idx3", "labels-idx1"):
            (raw / f"{part}-{kind}-ubyte").write_bytes(b"not MNIST")
    assert main(["--data-dir", str(tmp_path), "--out", str(tmp_path / "c.safetensors")]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert str(raw) in said
    assert not (tmp_path / "c.safetensors").exists()
