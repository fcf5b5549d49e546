"""The generate command draws the very digits that seeds name, and says no in one sentence."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from models.checkpoint import load
from models.generate import main
from models.sampling import forge_all, forge_many, noise_of
from tests.models.small_checkpoint import keep_tiny


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    return keep_tiny(tmp_path / "run" / "epoch-003.safetensors")


def test_an_array_holds_the_digits_of_the_seeds_asked_for(checkpoint: Path, tmp_path: Path) -> None:
    out = tmp_path / "digits.npy"
    assert main([str(checkpoint), "--seeds", "5,2147483647,5", "--out", str(out)]) == 0
    digits = np.load(out, allow_pickle=False)
    assert (digits.dtype, digits.shape) == (np.uint8, (3, 28, 28))
    expected = forge_many(load(checkpoint).generator, [5, 2**31 - 1, 5])
    assert np.array_equal(digits, expected)


def test_without_seeds_they_are_0_1_2_and_on(checkpoint: Path, tmp_path: Path) -> None:
    out = tmp_path / "digits.npy"
    assert main([str(checkpoint.parent), "--count", "4", "--out", str(out)]) == 0
    assert np.array_equal(np.load(out), forge_many(load(checkpoint).generator, range(4)))


def test_a_picture_shows_each_digit_at_a_whole_scale(checkpoint: Path, tmp_path: Path) -> None:
    out = tmp_path / "digits.png"
    assert main([str(checkpoint), "--count", "4", "--out", str(out)]) == 0
    with Image.open(out) as picture:
        pixels = np.asarray(picture)
    assert pixels.shape == (4 * 62, 4 * 62)
    last = pixels[4 * 32 : 4 * 60 : 4, 4 * 32 : 4 * 60 : 4]
    assert np.array_equal(last, forge_many(load(checkpoint).generator, [3])[0])


def test_an_interpolation_begins_and_ends_at_its_seeds_own_digits(
    checkpoint: Path, tmp_path: Path
) -> None:
    out = tmp_path / "walk.npy"
    assert main([str(checkpoint), "--interpolate", "1:2:12", "--out", str(out)]) == 0
    walk = np.load(out)
    ends = forge_many(load(checkpoint).generator, [1, 2])
    assert walk.shape == (12, 28, 28)
    assert np.array_equal(walk[[0, -1]], ends)
    assert not np.array_equal(walk[5], walk[0])


def test_an_interpolation_as_gif_has_a_frame_a_step(checkpoint: Path, tmp_path: Path) -> None:
    out = tmp_path / "walk.gif"
    assert main([str(checkpoint), "--interpolate", "1:2:6", "--out", str(out)]) == 0
    with Image.open(out) as animation:
        assert getattr(animation, "n_frames", 1) == 6


def test_a_difference_of_seeds_is_the_digit_of_their_noises_difference(
    checkpoint: Path, tmp_path: Path
) -> None:
    out = tmp_path / "difference.npy"
    assert main([str(checkpoint), "--expression", "1 - 2", "--out", str(out)]) == 0
    noise = (noise_of(1, 6) - noise_of(2, 6)) / torch.tensor(2.0).sqrt()
    assert np.array_equal(np.load(out), forge_all(load(checkpoint).generator, [noise]))


@pytest.mark.parametrize("option", [["--prompt", "248"], ["--label", "3"]])
def test_an_unconditional_checkpoint_takes_no_prompt_and_no_label(
    checkpoint: Path, option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(checkpoint), *option]) == 1
    said = capsys.readouterr().err
    assert "conditional" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "options",
    [
        ["--count", "0"],
        ["--seeds", "1,two"],
        ["--seeds", "2147483648"],
        ["--interpolate", "1:2"],
        ["--interpolate", "1:2:1"],
        ["--expression", "1 * 2"],
        ["--out", "digits.jpg"],
    ],
)
def test_wrong_usage_ends_with_two(checkpoint: Path, options: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([str(checkpoint), *options])
    assert ended.value.code == 2


def test_an_unknown_checkpoint_and_an_unwritable_place_end_with_one_and_a_sentence(
    checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["nobody"]) == 1
    assert "nobody: expected a checkpoint" in capsys.readouterr().err
    assert main([str(checkpoint), "--out", str(tmp_path / "absent" / "x.png")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
