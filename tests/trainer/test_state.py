"""A state comes back as it was kept; any other is refused in one sentence, whatever is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from tests.trainer.tiny import begin_tiny
from trainer import resuming
from trainer import run as running
from trainer.data import bundled_digits
from trainer.resuming import resume_run
from trainer.run import Run
from trainer.state import StateError, load_state, save_state, state_tensors
from trainer.world import World

Tensors = dict[str, torch.Tensor]
MEMORY = "generator_optimizer.0.exp_avg"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run that Adam has moved once, with its state."""
    recipe = {"optimizer": "adam", "momentum": 0.5, "normalised": False}
    run = begin_tiny(tmp_path_factory.mktemp("runs") / "kept", **recipe)
    for network, optimizer in (
        (run.nets.generator, run.nets.generator_optimizer),
        (run.nets.discriminator, run.nets.discriminator_optimizer),
    ):
        for number, weight in enumerate(network.parameters(), 1):
            weight.grad = torch.full_like(weight, number)
        optimizer.step()
    save_state(run.folder.state, run.progress(1, 2.5), run.nets, run.chance)
    return run


@pytest.fixture
def digits_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    digits = bundled_digits()
    monkeypatch.setattr(running, "find_digits", lambda dataset, data_dir: digits)


pytestmark = pytest.mark.usefixtures("digits_at_hand")


def header_of(run: Run) -> dict[str, str]:
    with safe_open(run.folder.state, "np") as file:
        return dict(file.metadata())


def rewritten(run: Run, folder: Path, header: dict[str, str], tensors: Tensors) -> Path:
    """Write a state into a folder of its own, which else holds what a run's does."""
    save_file(tensors, folder / "resume.state", header)
    (folder / "metrics.jsonl").touch()
    return folder


def refused(folder: Path, words: str) -> None:
    with pytest.raises(StateError, match=words) as refusal:
        resume_run(folder)
    sentence = str(refusal.value)
    assert sentence.startswith(f"{folder / 'resume.state'}: expected ")
    assert "found" in sentence
    assert "start a new run with" in sentence
    assert "\n" not in sentence
    assert len(sentence) < 600


def test_a_state_comes_back_to_the_last_bit(kept: Run) -> None:
    resumed = resume_run(kept.folder.path)
    before, after = state_tensors(kept.nets), state_tensors(resumed.nets)
    assert before.keys() == after.keys()
    assert MEMORY in after
    for name, tensor in before.items():
        assert torch.equal(tensor, after[name]), name
    assert torch.equal(kept.chance.get_state(), resumed.chance.get_state())
    assert (resumed.step, resumed.seconds, resumed.rate_share) == (1, 2.5, 1.0)


def test_a_state_from_before_runs_went_back_is_of_a_run_at_its_full_rate(
    kept: Run, tmp_path: Path
) -> None:
    header = header_of(kept)
    progress = json.loads(header["progress"])
    del progress["rate_share"]
    header["progress"] = json.dumps(progress)
    folder = rewritten(kept, tmp_path, header, load_file(kept.folder.state))
    assert resume_run(folder).rate_share == 1.0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("step", -1),
        ("step", 1.5),
        ("step", True),
        ("step", 21),  # of a run of 20
        ("seconds", float("nan")),
        ("seconds", -1),
        ("seconds", 10**400),
        ("threads", 0),
        ("threads", 10**9),
        ("threads", "two"),
        ("bfloat16", 1),
        ("rate_share", 0),
        ("rate_share", 1.5),
        ("rate_share", float("nan")),
        ("rate_share", None),
        ("config", []),
        ("run", 7),
        ("run", "two\nlines"),
        ("run_started_at", "\ud800"),
        ("dataset", None),
        ("dataset", "imagenet"),
        ("seconds", "x" * 100_000),
        ("more", 1),
    ],
)
def test_a_field_that_no_run_can_have_is_refused(
    kept: Run, tmp_path: Path, field: str, value: Any
) -> None:
    header = header_of(kept)
    header["progress"] = json.dumps(json.loads(header["progress"]) | {field: value})
    refused(rewritten(kept, tmp_path, header, load_file(kept.folder.state)), "found")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("epochs", 10**400),
        ("epochs", 10**30),
        ("batch", 4_001),  # more digits than there are
        ("parts", 7),  # no divisor of the batch
        ("batch", 2),  # a norm over one digit
        ("momentum", False),
        ("batch", "many"),
        ("preset", 3),
        ("optimizer", "lion"),
        ("network", {"latent": 8}),
        ("family", "unheard-of"),
        ("family", ["small"]),
        ("save_epochs", 1),
        ("save_epochs", [1.5]),
        ("surprise", 1),
        ("learning_rate", None),
    ],
)
def test_a_config_that_no_run_can_have_is_refused(
    kept: Run, tmp_path: Path, field: str, value: Any
) -> None:
    header = header_of(kept)
    progress = json.loads(header["progress"])
    progress["config"][field] = value
    header["progress"] = json.dumps(progress)
    refused(rewritten(kept, tmp_path, header, load_file(kept.folder.state)), "found")


def test_a_batch_that_only_the_processes_that_began_the_run_can_divide_is_divided_by_them(
    kept: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = header_of(kept)
    progress = json.loads(header["progress"])
    progress["config"] |= {"batch": 63, "parts": 2}
    header["progress"] = json.dumps(progress)
    folder = rewritten(kept, tmp_path, header, load_file(kept.folder.state))
    refused(folder, "expected as many processes as the run was begun with, found one")

    def arrived(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(resuming, "digits_for", arrived)
    with pytest.raises(KeyboardInterrupt):
        resume_run(folder, world=World(0, 3, 0))


def test_a_config_of_networks_that_the_file_cannot_hold_is_refused_before_memory_is_taken(
    kept: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = header_of(kept)
    progress = json.loads(header["progress"])
    progress["config"]["network"] |= {"latent": 500, "generator_width": 500}  # 140 MB
    header["progress"] = json.dumps(progress)
    monkeypatch.setattr(resuming, "networks_of", lambda *_, **__: pytest.fail("it built them"))
    folder = rewritten(kept, tmp_path, header, load_file(kept.folder.state))
    refused(folder, "found a fault in it .sizes of 35,266,350 weights, where the file has")
    progress["config"]["network"] |= {"latent": 4_096, "generator_width": 4_096}
    header["progress"] = json.dumps(progress)
    folder = rewritten(kept, tmp_path, header, load_file(kept.folder.state))
    refused(folder, "at most 500,000,000 weights")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000])
def test_what_is_no_progress_is_refused(kept: Run, tmp_path: Path, text: str) -> None:
    header = header_of(kept) | {"progress": text}
    refused(rewritten(kept, tmp_path, header, load_file(kept.folder.state)), "a fault in it")


def without(name: str) -> Callable[[Tensors], None]:
    def change(tensors: Tensors) -> None:
        del tensors[name]

    return change


def changed(name: str, by: Callable[[torch.Tensor], torch.Tensor]) -> Callable[[Tensors], None]:
    def change(tensors: Tensors) -> None:
        tensors[name] = by(tensors[name])

    return change


def added(name: str) -> Callable[[Tensors], None]:
    def change(tensors: Tensors) -> None:
        tensors[name] = torch.zeros(2)

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without("chance"), "chance"),
        (without("generator.body.0.weight"), "no body.0.weight"),
        (without("average.body.2.num_batches_tracked"), "no body.2.num_batches_tracked"),
        (without(MEMORY), "no exp_avg"),
        (changed("discriminator.to_logit.bias", lambda bias: bias.repeat(2)), r"\(2,\)"),
        (changed("discriminator.to_logit.bias", lambda bias: bias.double()), "float64"),
        (changed("average.to_grey.bias", lambda bias: bias * float("nan")), "NaN or infinity"),
        (changed(MEMORY, lambda memory: memory + float("inf")), "NaN or infinity in exp_avg"),
        (changed(MEMORY, lambda memory: memory[:1]), "exp_avg as"),
        (changed("chance", torch.zeros_like), "fit its own config"),
        (added("stray"), "'stray', which belongs to nothing"),
        (added("generator.stray"), "'stray', which belongs to nothing"),
        (added("generator_optimizer.99.exp_avg"), "belongs to no weight"),
        (added("generator_optimizer.first.exp_avg"), "belongs to no weight"),
        (added("generator_optimizer.0.momentum_buffer"), "belongs to nothing"),
    ],
)
def test_weights_and_memory_that_do_not_fit_are_refused(
    kept: Run, tmp_path: Path, change: Callable[[Tensors], None], words: str
) -> None:
    tensors = load_file(kept.folder.state)
    change(tensors)
    refused(rewritten(kept, tmp_path, header_of(kept), tensors), words)


def test_loading_a_state_forgets_what_an_optimiser_remembered_of_steps_after_it(
    kept: Run, tmp_path: Path
) -> None:
    begun = begin_tiny(tmp_path / "begun", optimizer="adam", momentum=0.5, normalised=False)
    save_state(begun.folder.state, begun.progress(0, 0.0), begun.nets, begun.chance)
    optimizer = begun.nets.generator_optimizer
    for weight in begun.nets.generator.parameters():
        weight.grad = torch.ones_like(weight)
    optimizer.step()
    load_state(begun.folder.state, begun.nets, begun.chance)
    assert not any(optimizer.state.values())
