"""A real run on the bundled digits leaves what it promises, and goes on where it was stopped."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from models.checkpoint import load
from models.digits import content_hash, load_pack
from models.families.conditional import ConditionalConfig
from models.families.small import SmallConfig
from models.greys import in_five_greys
from models.sampling import to_pixels
from models.shelf import find
from tests.trainer.stops import after, kill_at, never
from tests.trainer.tiny import TINY, Silence, begin_tiny
from trainer import loop
from trainer.folder import FolderError
from trainer.loop import DivergedError, has_ended, train
from trainer.run import Run, resume_run
from trainer.state import StateError


@pytest.fixture
def unillustrated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the pictures at a run's end, which take longer than a tiny run."""
    monkeypatch.setattr(loop, "keep_ending", lambda run, finished: None)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Run:
    run = begin_tiny(tmp_path_factory.mktemp("runs") / "whole")
    audience = Silence()
    assert train(run, audience, never)
    assert (audience.windows, audience.epochs) == (6, 2)
    return run


def test_a_run_leaves_the_files_that_are_promised(finished: Run) -> None:
    folder = finished.folder.path
    assert {entry.name for entry in folder.iterdir()} == {
        "config.json",
        "epoch-001.safetensors",
        "epoch-002.safetensors",
        "fixed-noise",
        "losses.png",
        "metrics.jsonl",
        "progress.gif",
        "resume.state",
        "samples.png",
    }


def test_the_fixed_noise_is_drawn_at_the_start_within_the_first_epoch_and_after_each(
    finished: Run,
) -> None:
    names = sorted(path.stem for path in finished.folder.pictures.glob("*.png"))
    assert [name for name in names if "step" not in name] == [
        "epoch-000",
        "epoch-001",
        "epoch-002",
    ]
    assert len([name for name in names if "step" in name]) >= 3


def test_a_fixed_noise_picture_is_ten_by_ten_digits_of_the_runs_noise(finished: Run) -> None:
    checkpoint = load(finished.folder.checkpoint(2))
    with Image.open(finished.folder.picture(2)) as picture:
        assert (picture.mode, picture.size) == ("L", (302, 302))
        shown = np.asarray(picture)[32 : 32 + 28, 62 : 62 + 28]  # second row, third column
    with torch.inference_mode():
        # The columns are 0 to 9, where the networks are told which digit it is to be.
        signal = checkpoint.generator(finished.fixed_noise[12:13], torch.tensor([2]))
    # The picture is drawn before the weights are stored in half precision, which may tip a pixel
    # that lies between two greys.
    assert (shown == in_five_greys(to_pixels(signal))[0]).mean() > 0.98


def test_the_animation_has_a_frame_for_each_picture(finished: Run) -> None:
    with Image.open(finished.folder.progress) as animation:
        assert getattr(animation, "n_frames", 1) == len(
            list(finished.folder.pictures.glob("*.png"))
        )


def test_the_checkpoint_says_what_it_was_trained_on_and_what_was_held_out(finished: Run) -> None:
    pack = load_pack()
    metadata = load(finished.folder.checkpoint(2)).metadata
    assert metadata.dataset == "bundled"
    assert metadata.dataset_hash == content_hash(pack.images[pack.train])
    assert metadata.held_out_hash == content_hash(pack.images[pack.show])
    assert (metadata.epoch, metadata.step, metadata.images_seen) == (2, 20, 8_000)
    assert metadata.run == "whole"
    assert metadata.seed == TINY.seed


def test_the_checkpoint_is_the_averaged_generator(finished: Run) -> None:
    kept = load(finished.folder.checkpoint(2)).generator.state_dict()
    average = finished.nets.average.state_dict()
    latest = finished.nets.generator.state_dict()
    for name, weight in kept.items():
        if weight.is_floating_point():
            assert torch.allclose(weight, average[name], rtol=1e-3, atol=1e-4), name
    assert not torch.allclose(kept["body.0.weight"], latest["body.0.weight"], atol=1e-4)


def test_the_checkpoints_of_a_run_are_what_its_folder_stands_for(finished: Run) -> None:
    assert [entry.metadata.epoch for entry in find(str(finished.folder.path))] == [1, 2]


def test_metrics_hold_one_line_a_window_with_finite_numbers(finished: Run) -> None:
    lines = finished.folder.lines()
    assert [line["step"] for line in lines] == [4, 8, 10, 14, 18, 20]
    for line in lines:
        assert np.isfinite(list(line.values())).all()
        assert 0 < line["real"] < 1
        assert 0 < line["fake"] < 1


def test_the_last_line_of_an_epoch_says_what_the_watcher_saw(finished: Run) -> None:
    lines = finished.folder.lines()
    ends = [line for line in lines if line["step"] in (10, 20)]
    for line in ends:
        # A network as small as this one may draw twins.
        assert 0 <= line["spread"] < 2_000
        assert 0 <= line["class_entropy"] <= np.log2(10)
        assert {line[name] for name in ("discriminator_won", "went_back")} == {0}
        assert line["collapsed"] in (0, 1)
    assert not [line for line in lines if line not in ends and "spread" in line]
    assert load(finished.folder.checkpoint(2)).metadata.metrics == ends[1]


def test_training_teaches_the_generator_where_ink_belongs(finished: Run, tmp_path: Path) -> None:
    untrained = begin_tiny(tmp_path / "untrained").nets.average
    trained = load(finished.folder.checkpoint(2)).generator
    shape = load_pack().images.mean(axis=0).ravel()
    noise = torch.randn(100, 8, generator=torch.Generator().manual_seed(1))
    labels = torch.arange(100) % 10
    alike = []
    for generator in (untrained, trained):
        with torch.inference_mode():
            mean = generator(noise, labels).mean(dim=0).numpy().ravel()
        alike.append(np.corrcoef(mean, shape)[0, 1])

    assert alike[1] > alike[0] + 0.5


@pytest.mark.usefixtures("unillustrated")
def test_the_same_seed_gives_the_same_weights(finished: Run, tmp_path: Path) -> None:
    again = begin_tiny(tmp_path / "again")
    train(again, Silence(), never)
    assert same_weights(finished, again)
    other = begin_tiny(tmp_path / "other", seed=1)
    assert not same_weights(finished, other)


@pytest.mark.parametrize("steps", [0, 3, 17])
def test_a_stopped_run_goes_on_to_the_very_weights_of_one_that_was_not(
    finished: Run, tmp_path: Path, steps: int
) -> None:
    stopped = begin_tiny(tmp_path / "stopped")
    assert not train(stopped, Silence(), after(steps))
    assert stopped.folder.progress.exists()
    assert stopped.folder.losses.exists()
    resumed = resume_run(stopped.folder.path)
    assert resumed.step == steps
    assert train(resumed, Silence(), never)
    assert same_weights(finished, resumed)
    lines = [line["step"] for line in resumed.folder.lines()]
    assert lines == sorted(set(lines))
    assert lines[-1] == 20


@pytest.mark.usefixtures("unillustrated")
@pytest.mark.parametrize(
    "recipe",
    [
        {"optimizer": "adam", "momentum": 0.5, "beta2": 0.9, "normalised": False},
        {"momentum": 0.5, "objective": "relativistic", "r2_gamma": 1.0, "translate": 2},
        {"network": SmallConfig(8, 0, 4, discriminator_width=4), "ema": 0.0},
        {"network": ConditionalConfig(latent=8), "parts": 1},
    ],
    ids=["Adam", "momentum and translation", "unconditional", "dropout"],
)
def test_every_recipe_goes_on_as_if_it_had_not_been_stopped(
    tmp_path: Path, recipe: dict[str, object]
) -> None:
    whole = begin_tiny(tmp_path / "whole", epochs=1, batch=500, **recipe)
    train(whole, Silence(), never)
    stopped = begin_tiny(tmp_path / "stopped", epochs=1, batch=500, **recipe)
    train(stopped, Silence(), after(3))
    resumed = resume_run(stopped.folder.path)
    train(resumed, Silence(), never)
    assert same_weights(whole, resumed)
    memory = whole.nets.generator_optimizer.state_dict()["state"]
    again = resumed.nets.generator_optimizer.state_dict()["state"]
    assert memory.keys() == again.keys()
    for weight, remembered in memory.items():
        assert remembered.keys() == again[weight].keys()
        for name, value in remembered.items():
            same = value is None or torch.equal(value, again[weight][name])
            assert same, (weight, name)


@pytest.mark.usefixtures("unillustrated")
def test_a_run_killed_between_states_goes_on_from_the_last_one(
    finished: Run, tmp_path: Path
) -> None:
    run = begin_tiny(tmp_path / "killed")
    with pytest.raises(KeyboardInterrupt):
        train(run, Silence(), kill_at(15))
    with run.folder.metrics.open("a") as metrics:
        metrics.write('{"step": 14, "epo')  # a line that was cut off
    resumed = resume_run(run.folder.path)
    assert resumed.step == 10
    assert train(resumed, Silence(), never)
    assert same_weights(finished, resumed)
    assert [line["step"] for line in resumed.folder.lines()] == [4, 8, 10, 14, 18, 20]


def same_weights(one: Run, other: Run) -> bool:
    pairs = [
        (one.nets.average, other.nets.average),
        (one.nets.discriminator, other.nets.discriminator),
    ]
    return all(
        torch.equal(weight, twin)
        for network, copy in pairs
        for weight, twin in zip(
            network.state_dict().values(), copy.state_dict().values(), strict=True
        )
    )


@pytest.mark.usefixtures("impatient")
def test_a_run_out_of_patience_ends_as_after_its_last_epoch(tmp_path: Path) -> None:
    run, audience = begin_tiny(tmp_path / "tired", epochs=9, patience=1), Silence()
    assert train(run, audience, never)
    assert "no lower for 1 epochs" in audience.notices[-1]
    assert [entry.metadata.epoch for entry in find(str(run.folder.path))] == [1, 2]
    assert run.folder.samples.exists()
    again = resume_run(run.folder.path)
    assert (again.step, again.steps) == (20, 90)
    assert has_ended(again)


@pytest.mark.usefixtures("impatient", "unillustrated")
def test_a_run_is_as_patient_resumed_as_it_was_before(tmp_path: Path) -> None:
    run = begin_tiny(tmp_path / "stopped", epochs=9, patience=1)
    assert not train(run, Silence(), after(15))
    resumed = resume_run(run.folder.path)
    assert not has_ended(resumed)
    assert train(resumed, Silence(), never)
    assert resumed.folder.lines()[-1]["step"] == 20


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no epoch's losses be lower than those before it."""
    line = loop._line

    def rising(run: Run, step: int, *rest: Any) -> dict[str, float]:
        return line(run, step, *rest) | {"loss_d": step / run.steps_an_epoch}

    monkeypatch.setattr(loop, "_line", rising)


def test_a_folder_that_holds_a_run_is_not_written_over(finished: Run) -> None:
    before = finished.folder.checkpoint(2).read_bytes()
    with pytest.raises(FolderError, match="--resume"):
        begin_tiny(finished.folder.path)
    assert finished.folder.checkpoint(2).read_bytes() == before


def test_losses_that_leave_the_numbers_end_the_run_in_a_sentence(tmp_path: Path) -> None:
    run = begin_tiny(tmp_path / "wild", learning_rate=1e30, normalised=False)
    with pytest.raises(DivergedError, match="lower --learning-rate"):
        train(run, Silence(), never)


def test_a_folder_without_a_state_cannot_be_resumed(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="found none"):
        resume_run(tmp_path)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.999])
def test_a_truncated_state_is_refused_and_the_checkpoints_stay(
    finished: Run, tmp_path: Path, share: float
) -> None:
    state = finished.folder.state.read_bytes()
    (tmp_path / "resume.state").write_bytes(state[: int(len(state) * share)])
    with pytest.raises(StateError, match="cannot be read"):
        resume_run(tmp_path)


def test_a_checkpoint_is_no_state(finished: Run, tmp_path: Path) -> None:
    (tmp_path / "resume.state").write_bytes(finished.folder.checkpoint(1).read_bytes())
    with pytest.raises(StateError, match="another kind"):
        resume_run(tmp_path)


def test_the_config_is_kept_beside_the_run(finished: Run) -> None:
    values = json.loads((finished.folder.path / "config.json").read_text())
    assert values["preset"] == "sgd"
    assert values["save_epochs"] == [1]
    assert values["network"] == dataclasses.asdict(TINY.network)
    assert values["network"]["latent"] == 8
