"""The generate command draws the digits that seeds and labels name, or says why in a sentence."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import nn

from models.checkpoint import load
from models.configs.per_digit import PerDigitConfig
from models.generate import main
from models.greys import in_five_greys
from models.sampling import forge, forge_all, forge_many, noise_of, to_pixels
from models.walks import combine, walk
from tests.models.small_checkpoint import TINY_CONDITIONAL, keep_tiny

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    return keep_tiny(tmp_path / "run" / "epoch-003.safetensors", preset="reference")


@pytest.fixture
def conditional(tmp_path: Path) -> Path:
    return keep_tiny(tmp_path / "told" / "epoch-003.safetensors", network=TINY_CONDITIONAL)


def drawn(checkpoint: Path, *options: str) -> NDArray[np.uint8]:
    out = checkpoint.parent / "digits.npy"
    assert main([str(checkpoint), *options, "--out", str(out)]) == 0
    digits: NDArray[np.uint8] = np.load(out, allow_pickle=False)
    assert digits.dtype == np.uint8
    assert digits.shape[1:] == (28, 28)
    return digits


def generator_of(checkpoint: Path) -> nn.Module:
    return load(checkpoint).generator


def size_of(checkpoint: Path, *options: str) -> tuple[float, float]:
    """Draw a picture; return how many digits wide and high it is."""
    out = checkpoint.parent / "digits.png"
    assert main([str(checkpoint), *options, "--out", str(out)]) == 0
    with Image.open(out) as picture:
        return (picture.width / 4 - 2) / 30, (picture.height / 4 - 2) / 30


def refusal(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(options) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    return said


def test_an_array_holds_the_digits_of_the_seeds_asked_for(checkpoint: Path) -> None:
    digits = drawn(checkpoint, "--seeds", "5,2147483647,5")
    assert np.array_equal(digits, forge_many(generator_of(checkpoint), [5, 2**31 - 1, 5]))


def test_without_seeds_they_are_0_1_2_and_on(checkpoint: Path, conditional: Path) -> None:
    for each in (checkpoint, conditional):
        digits = drawn(each, "--count", "12")
        assert np.array_equal(digits, forge_many(generator_of(each), range(12)))


def test_a_run_stands_for_its_last_epoch(checkpoint: Path) -> None:
    keep_tiny(checkpoint.with_name("epoch-001.safetensors"), epoch=1, network=TINY_CONDITIONAL)
    out = checkpoint.with_name("digits.npy")
    assert main([str(checkpoint.parent), "--seeds", "4", "--out", str(out)]) == 0
    assert np.array_equal(np.load(out)[0], forge(generator_of(checkpoint), 4))


def test_a_picture_shows_the_digits_themselves(checkpoint: Path, tmp_path: Path) -> None:
    out = tmp_path / "digits.png"
    assert main([str(checkpoint), "--count", "4", "--out", str(out)]) == 0
    with Image.open(out) as picture:
        pixels = np.asarray(picture.convert("L"))
    last = pixels[4 * 32 : 4 * 60 : 4, 4 * 32 : 4 * 60 : 4]
    assert np.array_equal(last, forge(generator_of(checkpoint), 3))


def test_a_label_says_which_digit_every_seed_draws(conditional: Path) -> None:
    digits = drawn(conditional, "--count", "3", "--label", "7")
    assert np.array_equal(digits, forge_many(generator_of(conditional), range(3), [7, 7, 7]))
    alone = drawn(conditional, "--seeds", "31", "--label", "0")
    assert np.array_equal(alone, [forge(generator_of(conditional), 31, 0)])


def test_a_prompt_is_written_with_the_seeds_0_1_2_and_on(conditional: Path) -> None:
    expected = forge_many(generator_of(conditional), range(4), [2, 4, 4, 0])
    for text in ("2440", "two four 40"):
        assert np.array_equal(drawn(conditional, "--prompt", text), expected)


def test_a_prompt_is_written_with_the_seeds_that_are_given(conditional: Path) -> None:
    digits = drawn(conditional, "--prompt", "24", "--seeds", "77,5")
    assert np.array_equal(digits, forge_many(generator_of(conditional), [77, 5], [2, 4]))


def test_each_digit_of_a_prompt_is_drawn_by_the_network_of_its_class(tmp_path: Path) -> None:
    ten = keep_tiny(tmp_path / "ten" / "epoch-003.safetensors", network=PerDigitConfig(latent=6))
    digits = drawn(ten, "--prompt", "two 4 2", "--seeds", "8,8,8")
    each = generator_of(ten).each
    assert isinstance(each, nn.ModuleDict)
    for digit, label in zip(digits, "242", strict=True):
        alone = to_pixels(each[label](noise_of(8, 6)[None]))[0]
        assert np.array_equal(digit, in_five_greys(alone))


def test_an_interpolation_begins_and_ends_at_its_seeds_own_digits(
    checkpoint: Path, conditional: Path
) -> None:
    for each in (checkpoint, conditional):
        digits = drawn(each, "--interpolate", "1:2:12")
        assert len(digits) == 12
        assert np.array_equal(digits[[0, -1]], forge_many(generator_of(each), [1, 2]))
        assert not np.array_equal(digits[5], digits[0])


def test_the_label_changes_with_the_noise_unless_one_is_asked_for(conditional: Path) -> None:
    generator, way = generator_of(conditional), [*walk(noise_of(13, 6), noise_of(28, 6), 5)]
    own = drawn(conditional, "--interpolate", "13:28:5")
    half = torch.zeros(10)
    half[[3, 8]] = 0.5
    assert np.array_equal(own[[0, 4]], forge_all(generator, [way[0], way[4]], [3, 8]))
    assert np.array_equal(own[2:3], forge_all(generator, [way[2]], [half]))
    asked = drawn(conditional, "--interpolate", "13:28:5", "--label", "6")
    assert np.array_equal(asked, forge_all(generator, way, [6] * 5))


def test_networks_of_a_digits_own_draw_each_step_as_the_nearer_end(tmp_path: Path) -> None:
    ten = keep_tiny(tmp_path / "ten" / "epoch-003.safetensors", network=PerDigitConfig(latent=6))
    way = [*walk(noise_of(13, 6), noise_of(28, 6), 5)]
    own = drawn(ten, "--interpolate", "13:28:5")
    assert np.array_equal(own, forge_all(generator_of(ten), way, [3, 3, 3, 8, 8]))


def test_an_expression_is_the_digit_of_its_noise(checkpoint: Path) -> None:
    digits = drawn(checkpoint, "--expression", "1 - 2")
    noise = combine([(1, 1), (-1, 2)], 6)
    assert np.array_equal(digits, forge_all(generator_of(checkpoint), [noise]))


def test_an_expression_has_the_label_of_its_value_or_the_one_asked_for(conditional: Path) -> None:
    generator = generator_of(conditional)
    for text, terms, label in [("17 + 5", [(1, 17), (1, 5)], 2), ("1 - 2", [(1, 1), (-1, 2)], 9)]:
        own = drawn(conditional, "--expression", text)
        assert np.array_equal(own, forge_all(generator, [combine(terms, 6)], [label]))
        asked = drawn(conditional, "--expression", text, "--label", "4")
        assert np.array_equal(asked, forge_all(generator, [combine(terms, 6)], [4]))


def test_an_interpolation_as_gif_has_a_frame_a_step(checkpoint: Path, tmp_path: Path) -> None:
    out = tmp_path / "walk.gif"
    assert main([str(checkpoint), "--interpolate", "1:2:6", "--out", str(out)]) == 0
    with Image.open(out) as animation:
        assert getattr(animation, "n_frames", 1) == 6


def test_several_digits_as_gif_stay_long_enough_to_be_read(
    conditional: Path, tmp_path: Path
) -> None:
    out = tmp_path / "number.gif"
    assert main([str(conditional), "--prompt", "248", "--out", str(out)]) == 0
    with Image.open(out) as animation:
        animation.seek(1)
        assert animation.info["duration"] == 480


def test_strips_are_one_row_and_a_long_prompt_is_broken_evenly(conditional: Path) -> None:
    assert size_of(conditional, "--interpolate", "1:2:40") == (40, 1)
    assert size_of(conditional, "--prompt", "248112985160145349571385") == (24, 1)
    assert size_of(conditional, "--prompt", "7" * 33) == (17, 2)


def test_a_grid_is_square_unless_each_class_can_have_its_column(
    checkpoint: Path, conditional: Path
) -> None:
    assert size_of(checkpoint, "--count", "20") == (5, 4)
    assert size_of(conditional, "--count", "20") == (10, 2)
    assert size_of(conditional, "--count", "20", "--label", "3") == (5, 4)
    assert size_of(conditional, "--seeds", "1,2,3") == (2, 2)


@pytest.mark.parametrize(
    "options", [["--prompt", "248"], ["--label", "3"], ["--interpolate", "1:2:3", "--label", "3"]]
)
def test_an_unconditional_checkpoint_is_told_nothing_and_the_presets_that_are_are_named(
    checkpoint: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    said = refusal(capsys, str(checkpoint), *options)
    option = "--prompt" if "--prompt" in options else "--label"
    assert f"{checkpoint}: expected for {option} a conditional checkpoint" in said
    assert "found one of preset reference that is told none" in said
    assert "sgd, gan-1-digit, conditional or conditional-deep-conv" in said


def test_a_checkpoint_of_one_digit_says_which_it_draws(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    network = PerDigitConfig(latent=4, digit=3)
    one = keep_tiny(tmp_path / "epoch-001.safetensors", network=network, preset="gan-1-digit")
    said = refusal(capsys, str(one), "--prompt", "248")
    assert "found one of preset gan-1-digit that draws 3 alone" in said
    assert "a checkpoint that draws all digits, of preset sgd" in said


def test_an_unknown_checkpoint_and_an_unwritable_place_are_said_in_a_sentence(
    checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "nobody: expected a checkpoint" in refusal(capsys, "nobody")
    absent = tmp_path / "absent" / "x.png"
    assert f"found no folder {absent.parent}" in refusal(
        capsys, str(checkpoint), "--out", str(absent)
    )
    folder = tmp_path / "folder.png"
    folder.mkdir()
    said = refusal(capsys, str(checkpoint), "--count", "1", "--out", str(folder))
    assert f"{folder}: expected a place to write to" in said


def test_what_was_written_is_said(checkpoint: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn(checkpoint, "--expression", "1 + 2")
    assert "digits.npy: 1 digit of " in capsys.readouterr().out


def test_help_comes_without_waiting_for_torch() -> None:
    code = (
        "import sys; from models.generate import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "False", done.stderr
