"""A run that diverges goes back once, to its last good state and at a lower rate, then gives up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from tests.trainer.stops import after, kill_at, never
from tests.trainer.tiny import Silence, begin_tiny
from trainer import loop
from trainer.loop import DivergedError, train
from trainer.recovery import is_sound
from trainer.resuming import resume_run
from trainer.run import Run
from trainer.state import read_progress
from trainer.stepper import Stepper

Step = Callable[[Run, Stepper, int], torch.Tensor]


@pytest.fixture(autouse=True)
def unillustrated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the pictures at a run's end, which take longer than a tiny run."""
    monkeypatch.setattr(loop, "keep_ending", lambda run, finished: None)


def said(audience: Silence) -> list[str]:
    """Return what was said of going back: so short a run may hear of shapeless fakes too."""
    return [words for words in audience.notices if words.startswith("diverged")]


def poison(run: Run) -> None:
    weight = next(run.nets.generator.parameters())
    weight.data.flatten()[0] = float("nan")


@pytest.fixture
def diverging(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return what makes step number `at`, counted from 1, the one from which on all is NaN."""
    honest: Step = loop.take_step

    def diverge(at: int, *, always: bool = False, weights_only: bool = False) -> None:
        def step(run: Run, stepper: Stepper, number: int) -> torch.Tensor:
            measures = honest(run, stepper, number)
            if number + 1 == at and (always or run.rate_share == 1):
                poison(run)
                return measures if weights_only else measures * float("nan")
            return measures

        monkeypatch.setattr(loop, "take_step", step)

    return diverge


def test_a_run_that_diverges_goes_back_and_on_at_half_the_rate(
    tmp_path: Path, diverging: Callable[..., None]
) -> None:
    run, audience = begin_tiny(tmp_path / "run", schedule="constant"), Silence()
    diverging(13)
    assert train(run, audience, never)
    assert is_sound(run)
    lines = run.folder.lines()
    assert [line["step"] for line in lines] == [4, 8, 10, 14, 18, 20]
    full = run.config.learning_rate
    assert [line["learning_rate"] for line in lines] == [full] * 3 + [full / 2] * 3
    assert [line["went_back"] for line in lines if "went_back" in line] == [0, 1]
    (words,) = said(audience)
    assert "NaN or infinity at step 14; back to step 10" in words
    assert "0.5 of the learning rate" in words


def test_what_follows_is_what_the_last_good_state_leads_to_at_that_rate(
    tmp_path: Path, diverging: Callable[..., None]
) -> None:
    recipe = {"optimizer": "adam", "momentum": 0.5, "schedule": "constant", "normalised": False}
    stopped = begin_tiny(tmp_path / "stopped", learning_rate=2e-4, **recipe)
    train(stopped, Silence(), after(10))
    slower = resume_run(stopped.folder.path)
    object.__setattr__(slower, "rate_share", 0.5)
    train(slower, Silence(), never)
    run = begin_tiny(tmp_path / "run", learning_rate=2e-4, **recipe)
    diverging(13)
    train(run, Silence(), never)
    assert same_weights(run, slower)


def test_a_run_that_went_back_and_is_killed_goes_on_as_if_it_had_not_been(
    tmp_path: Path, diverging: Callable[..., None]
) -> None:
    whole, killed = begin_tiny(tmp_path / "whole"), begin_tiny(tmp_path / "killed")
    diverging(13)
    train(whole, Silence(), never)
    with pytest.raises(KeyboardInterrupt):
        train(killed, Silence(), kill_at(17))
    resumed, audience = resume_run(killed.folder.path), Silence()
    assert (resumed.step, resumed.rate_share) == (10, 0.5)
    assert train(resumed, audience, never)
    assert said(audience) == []
    assert same_weights(whole, resumed)
    assert [line["step"] for line in resumed.folder.lines()] == [4, 8, 10, 14, 18, 20]


def test_a_run_that_went_back_and_is_stopped_goes_on_as_if_it_had_not_been(
    tmp_path: Path, diverging: Callable[..., None]
) -> None:
    whole, stopped = begin_tiny(tmp_path / "whole"), begin_tiny(tmp_path / "stopped")
    diverging(3)
    train(whole, Silence(), never)
    train(stopped, Silence(), after(9))
    resumed = resume_run(stopped.folder.path)
    assert (resumed.step, resumed.rate_share) == (5, 0.5)  # four steps were taken in vain
    train(resumed, Silence(), never)
    assert same_weights(whole, resumed)


def test_the_second_time_the_run_ends_and_its_last_good_state_stays(
    tmp_path: Path, diverging: Callable[..., None]
) -> None:
    run, audience = begin_tiny(tmp_path / "run"), Silence()
    diverging(13, always=True)
    with pytest.raises(DivergedError, match=r"at step 14 again, at a lower .* lower --learning"):
        train(run, audience, never)
    assert len(said(audience)) == 1
    assert (run.folder.path / "epoch-001.safetensors").exists()
    resumed = resume_run(run.folder.path)
    assert (resumed.step, resumed.rate_share) == (10, 0.5)
    assert is_sound(resumed)
    with pytest.raises(DivergedError):  # resumed, it has gone back already
        train(resumed, Silence(), never)


@pytest.mark.parametrize("at", [4, 7, 10])
def test_weights_that_are_no_numbers_are_never_kept_though_the_losses_were(
    tmp_path: Path, diverging: Callable[..., None], at: int
) -> None:
    run, audience = begin_tiny(tmp_path / "run", epochs=1), Silence()
    diverging(at, weights_only=True)
    assert train(run, audience, never)
    (words,) = said(audience)
    assert "back to step 0" in words
    assert is_sound(resume_run(run.folder.path))


def test_a_run_that_is_stopped_as_it_diverges_keeps_its_last_good_state(
    tmp_path: Path, diverging: Callable[..., None]
) -> None:
    run = begin_tiny(tmp_path / "run")
    diverging(13, weights_only=True)
    assert not train(run, Silence(), after(13))
    progress = read_progress(run.folder.state)
    assert (progress.step, progress.rate_share) == (10, 0.5)
    assert is_sound(resume_run(run.folder.path))


def same_weights(one: Run, other: Run) -> bool:
    pairs = zip(
        one.nets.average.state_dict().values(),
        other.nets.average.state_dict().values(),
        strict=True,
    )
    return all(torch.equal(weight, twin) for weight, twin in pairs)
