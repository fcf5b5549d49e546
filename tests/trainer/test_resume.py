"""A run goes on where it was stopped, to the very weights of one that was not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from models.configs.conditional import ConditionalConfig
from models.configs.small import SmallConfig
from models.shelf import find
from tests.trainer.stops import after, kill_at, never
from tests.trainer.tiny import Silence, begin_tiny, same_weights
from trainer import loop
from trainer.loop import has_ended, train
from trainer.resuming import resume_run
from trainer.run import Run
from trainer.state import StateError


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
