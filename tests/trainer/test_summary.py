"""The summary counts every weight, and says what leaves every layer."""

from pathlib import Path

import pytest
from PIL import Image
from torch import nn

from models.configs.classic_dcgan import ClassicDcganConfig
from models.configs.per_digit import PerDigitConfig
from models.families.catalogue import FAMILIES, build
from trainer.__main__ import main
from trainer.presets import PRESETS
from trainer.summary import Row, summarise
from trainer.summary_picture import draw_summary

WEIGHTS = {  # of the generator and of the discriminator; of ten pairs, those of one
    "sgd": (476_161, 115_425),
    "reference": (5_379_520, 1_207_553),
    "gan-1": (1_164_289, 40_705),
    "gan-1-layernorm": (1_165_057, 40_833),
    "gan-1-batchnorm": (1_165_057, 40_833),
    "gan-1-deep": (6_247_297, 550_401),
    "gan-1-digit": (463_073, 18_657),
    "vanilla": (1_985_296, 267_009),
    "conditional": (1_496_180, 1_470_565),
    "deep-conv": (311_949, 10_818_113),
    "conditional-deep-conv": (405_841, 10_827_861),
    "cgan": (766_017, 138_817),
    "cgan-dense": (1_489_936, 534_017),
    "classic-dcgan": (837_504, 431_872),
}


def weights_of(network: nn.Module) -> int:
    return sum(weight.numel() for weight in network.parameters())


def test_the_classic_dcgans_rows_are_its_layers_with_shapes_and_counts() -> None:
    summary = summarise(ClassicDcganConfig())
    assert summary.generator.rows[:3] == (
        Row("ConvTranspose2d", "100→256, 4×4, stride 1, padding 0", (256, 4, 4), 409_600),
        Row("BatchNorm2d", "", (256, 4, 4), 512),
        Row("ReLU", "", (256, 4, 4), 0),
    )
    assert summary.generator.rows[-1] == Row("digit", "−1 to 1", (1, 28, 28), 0)
    assert summary.discriminator.rows[1] == Row("LeakyReLU", "slope 0.2", (64, 14, 14), 0)
    assert summary.discriminator.weights == 431_872
    assert summary.composite.rows == (
        Row("noise", "standard normal", (100,), 0),
        Row("generator", "learns", (1, 28, 28), 837_504),
        Row("discriminator", "is held still", (1,), 431_872),
    )
    assert summary.composite.note == "1,269,376 weights; 837,504 learn in the generator's step"


def test_every_preset_has_the_weights_that_its_layers_come_to_by_hand() -> None:
    found = {
        name: (summary.generator.weights, summary.discriminator.weights)
        for name, summary in (
            (name, summarise(preset.config.network)) for name, preset in PRESETS.items()
        )
    }
    assert found == WEIGHTS


def test_gan_1s_rows_are_those_of_its_source() -> None:
    summary = summarise(PRESETS["gan-1"].config.network)
    layers = [(row.detail, row.shape, row.weights) for row in summary.generator.rows if row.weights]
    assert layers == [
        ("100→6272", (6272,), 633_472),
        ("128→128, 4×4, stride 2, padding 1", (128, 14, 14), 262_272),
        ("128→128, 4×4, stride 2, padding 1", (128, 28, 28), 262_272),
        ("128→1, 7×7, stride 1, padding 3", (1, 28, 28), 6_273),
    ]
    layers = [
        (row.detail, row.shape, row.weights) for row in summary.discriminator.rows if row.weights
    ]
    assert layers == [
        ("1→64, 3×3, stride 2, padding 0", (64, 14, 14), 640),
        ("64→64, 3×3, stride 2, padding 0", (64, 7, 7), 36_928),
        ("3136→1", (1,), 3_137),
    ]
    assert [row.detail for row in summary.discriminator.rows].count("40%") == 2


@pytest.mark.parametrize("name", FAMILIES)
def test_no_weight_of_any_family_is_left_out(name: str) -> None:
    config = FAMILIES[name].config(**({"digit": 3} if name == "per-digit" else {}))
    summary = summarise(config)
    generator, discriminator = build(name, vars(config))
    assert summary.generator.weights == weights_of(generator)
    assert summary.discriminator.weights == weights_of(discriminator)
    assert summary.composite.weights == weights_of(generator) + weights_of(discriminator)


def test_ten_pairs_are_shown_as_one_of_them_with_the_sum_of_all() -> None:
    summary = summarise(PerDigitConfig())
    assert summary.generator.weights == 463_073
    assert summary.generator.note == "463,073 weights for one digit, 4,630,730 for all 10"
    assert "label" in [row.name for row in summary.composite.rows]


def test_the_picture_has_room_for_the_longest_network() -> None:
    summary = summarise(ClassicDcganConfig())
    small = draw_summary("classic-dcgan", summary)
    taller = draw_summary("per-digit", summarise(PerDigitConfig()))
    assert small.width == taller.width == 2 * 56 + 3 * 620 + 2 * 48
    assert taller.height > small.height
    assert small.getpixel((2, 2)) == (0xF6, 0xF0, 0xE4)


def test_the_command_prints_all_three_and_draws_them_where_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "run"
    assert main(["--preset", "classic-dcgan", "--summary", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    for words in ("generator", "discriminator", "composite", "256×4×4", "409,600", "837,504"):
        assert words in said
    with Image.open(out / "summary.png") as picture:
        assert picture.width > 1_000
    assert [entry.name for entry in out.iterdir()] == ["summary.png"]


def test_a_summary_without_a_folder_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--preset", "vanilla", "--summary"]) == 0
    assert "1,985,296 weights" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())


def test_a_summary_that_cannot_be_written_ends_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["--preset", "vanilla", "--summary", "--out", str(tmp_path / "file")]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "file" in error


@pytest.mark.parametrize("preset", ["sgd", "vanilla"])
def test_a_digit_asked_of_a_preset_without_pairs_is_refused_in_one_sentence(
    preset: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--preset", preset, "--digit", "3"]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "--digit: expected with preset gan-1-digit" in error
    assert f"found with preset {preset}" in error


@pytest.mark.parametrize(("digit", "total"), [("3", "463,073 weights\n"), ("all", "4,630,730")])
def test_the_digit_of_the_command_line_chooses_the_pairs(
    digit: str, total: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--preset=gan-1-digit", f"--digit={digit}", "--summary"]) == 0
    assert total in capsys.readouterr().out
