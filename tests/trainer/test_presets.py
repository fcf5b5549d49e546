"""Every preset trains a little, and what it keeps is loaded, drawn from, judged and resumed."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import torch

from models.checkpoint import load
from models.configs.catalogue import family_of
from models.configs.per_digit import PerDigitConfig
from models.digits import load_pack
from models.prompt import PRESETS as PROMPTED
from models.sampling import forge_many, judge, label_of
from tests.trainer.tiny import Silence
from trainer import pictures
from trainer import run as running
from trainer.data import Digits
from trainer.loop import train
from trainer.mnist import Labelled
from trainer.preset_list import preset_lines
from trainer.presets import PRESETS, config_of
from trainer.resuming import resume_run
from trainer.run import Run, begin_run

START = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
FACTS = {  # family, epochs, digits a step (real and fake each), latent: from the sources
    "reference": ("reference", 50, 64, 128),
    "gan-1": ("gan-1", 100, 128, 100),
    "gan-1-layernorm": ("gan-1", 85, 128, 100),
    "gan-1-batchnorm": ("gan-1", 150, 128, 100),
    "gan-1-deep": ("gan-1", 50, 128, 100),
    "gan-1-digit": ("per-digit", 150, 1280, 100),
    "vanilla": ("vanilla", 100, 60, 128),
    "conditional": ("conditional", 100, 60, 128),
    "deep-conv": ("deep-conv", 100, 60, 128),
    "conditional-deep-conv": ("conditional-deep-conv", 100, 60, 128),
    "cgan": ("cgan", 50, 128, 100),
    "cgan-dense": ("cgan-dense", 50, 128, 100),
    "classic-dcgan": ("classic-dcgan", 100, 128, 100),
}


def test_each_preset_has_the_facts_of_its_source() -> None:
    assert ["sgd", *FACTS] == list(PRESETS)
    for name, facts in FACTS.items():
        config = PRESETS[name].config
        assert config.preset == name
        found = (family_of(config.network), config.epochs, config.batch, config.network.latent)
        assert found == facts, name


@pytest.mark.parametrize("name", [name for name in FACTS if name != "reference"])
def test_the_small_projects_train_with_adam_as_dcgan_does_and_nothing_of_ours(name: str) -> None:
    config = PRESETS[name].config
    assert (config.optimizer, config.learning_rate, config.momentum) == ("adam", 2e-4, 0.5)
    assert (config.objective, config.schedule, config.precision) == (
        "standard",
        "constant",
        "float32",
    )
    assert not config.normalised
    ours = (config.r1_gamma, config.r2_gamma, config.translate, config.ema)
    assert ours == (0.0, 0.0, 0, 0.0)


def test_the_classic_dcgan_is_kept_at_epochs_10_50_and_100() -> None:
    assert {10, 50, 100} <= set(PRESETS["classic-dcgan"].config.save_epochs)


def test_one_digit_alone_takes_the_tenth_of_a_step_that_is_its_own() -> None:
    assert config_of("gan-1-digit", one_digit=True).batch == 128
    assert config_of("gan-1-digit").batch == 1280
    assert config_of("gan-1", one_digit=True) == PRESETS["gan-1"].config


def test_a_prompt_names_the_presets_that_are_told_a_label() -> None:
    told = [name for name, preset in PRESETS.items() if preset.config.network.conditional]
    assert list(PROMPTED) == told


def test_the_list_says_name_family_optimiser_epochs_and_origin() -> None:
    lines = dict(zip(PRESETS, preset_lines(), strict=True))
    for name, line in lines.items():
        assert line.startswith(f"{name} ")
        assert PRESETS[name].origin in line
    for words in ("per-digit", "Adam 0.0002, β1 0.5", "150 epochs", "Petaloptyon"):
        assert words in lines["gan-1-digit"]
    assert "SGD 0.003 " in lines["reference"]
    assert "on normalised gradients" in lines["sgd"]
    starts = {line.index("epochs") for line in lines.values()}
    assert len(starts) == 1


@pytest.fixture
def handful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let runs train on 40 of the bundled digits and be judged on 500 others at most."""
    pack = load_pack()
    digits = Labelled(pack.images, pack.labels)
    few = Digits("bundled", digits[pack.train[::100]], digits[pack.show[::2]])
    monkeypatch.setattr(running, "find_digits", lambda dataset, data_dir: few)
    monkeypatch.setattr(pictures, "COUNT", 10)
    monkeypatch.setattr("trainer.loop.FIRST_EPOCH_PICTURES", ())
    monkeypatch.setattr("trainer.keeping.CALIBRATION_DIGITS", 10)
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def a_little(name: str, out: Path, **changes: object) -> Run:
    """Make a run of two steps ready."""
    config = dataclasses.replace(
        PRESETS[name].config,
        **{"epochs": 1, "batch": 20, "device": "cpu", "out": out} | changes,  # type: ignore[arg-type]
    )
    return begin_run(config, START)


@pytest.mark.slow
@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_trains_and_what_it_keeps_can_be_played(
    name: str, tmp_path: Path, handful: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The plots of an ending are the same for all, and take longer than the training here.
    monkeypatch.setattr("trainer.loop.keep_ending", lambda run, *, finished: None)
    run = a_little(name, tmp_path / "run")
    before = {key: value.clone() for key, value in run.nets.generator.state_dict().items()}
    assert train(run, Silence(), lambda: False)
    weights = dict(run.nets.generator.named_parameters())
    assert any(not torch.equal(before[key], value) for key, value in weights.items())
    checkpoint = load(run.folder.checkpoint(1))
    assert checkpoint.metadata.preset == name
    seeds = range(4)
    digits = forge_many(checkpoint.generator, seeds)
    assert digits.shape == (4, 28, 28)
    validity = judge(checkpoint, digits, [label_of(seed) for seed in seeds])
    assert ((validity >= 0) & (validity <= 1)).all()
    assert resume_run(run.folder.path).step == run.steps == 2


@pytest.mark.slow
def test_a_run_on_one_digit_sees_that_digit_alone_and_is_told_no_label(
    tmp_path: Path, handful: None
) -> None:
    run = a_little("gan-1-digit", tmp_path / "run", network=PerDigitConfig(digit=3), batch=4)
    assert run.digits.training.labels.tolist() == [3] * 4
    assert np.unique(run.digits.held_out.labels).tolist() == [3]
    assert train(run, Silence(), lambda: False)
    checkpoint = load(run.folder.checkpoint(1))
    assert not checkpoint.metadata.conditional
    assert checkpoint.metadata.network["digit"] == 3
    assert (run.folder.path / "samples.png").exists()
    assert resume_run(run.folder.path).digits.training.labels.tolist() == [3] * 4
