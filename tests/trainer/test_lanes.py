"""Lanes divide a batch, and what they find together is what one finds alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from tests.trainer.stops import after, never
from tests.trainer.tiny import START, Silence, begin_tiny
from trainer.config import Config, ConfigError
from trainer.lanes import Lane, Lanes
from trainer.loop import train
from trainer.presets import config_of
from trainer.run import Run, begin_run


def normed() -> nn.Sequential:
    return nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2))


def weights_of(run: Run) -> dict[str, Tensor]:
    nets = run.nets
    parts = {"generator": nets.generator, "average": nets.average, "judge": nets.discriminator}
    return {
        f"{name}.{key}": weight
        for name, network in parts.items()
        for key, weight in network.state_dict().items()
    }


def test_every_lane_has_the_weights_themselves_and_norms_of_its_own() -> None:
    generator, discriminator = normed(), normed()
    lanes = Lanes(generator, discriminator, count=3)
    batches = [torch.randn(4, 3) + number for number in range(3)]

    def forge(lane: Lane, batch: Tensor) -> tuple[list[Tensor], Tensor]:
        lane.generator(batch)
        return list(lane.generator.parameters()), dict(lane.generator.named_buffers())[NORM]

    found = lanes.each(forge, batches)
    for weights, _ in found:
        assert list(map(id, weights)) == list(map(id, generator.parameters()))
    first, second, third = (mean for _, mean in found)
    assert first is dict(generator.named_buffers())[NORM]
    assert not torch.equal(first, second)
    assert not torch.equal(second, third)


NORM = "1.running_mean"


def test_what_fails_in_a_lane_is_raised() -> None:
    def fail(lane: Lane, number: int) -> int:
        return 1 // number

    with pytest.raises(ZeroDivisionError):
        Lanes(normed(), normed(), count=2, threads=2).each(fail, [1, 0])


def test_a_lane_computes_with_its_share_of_the_threads() -> None:
    found = Lanes(normed(), normed(), count=2, threads=4).each(
        lambda lane, part: torch.get_num_threads(), [0, 1]
    )
    assert found == [2, 2]


def _vanilla(out: Path, **changes: object) -> Run:
    """A run without norms and dropout, in which halves of a batch add up to the whole."""
    values = vars(config_of("vanilla")) | {
        "dataset": "bundled",
        "device": "cpu",
        "batch": 200,
        "epochs": 1,
        "translate": 2,
        "optimizer": "sgd",
        "learning_rate": 0.1,
        "ema": 0.9,
        "r1_gamma": 1.0,
        "r2_gamma": 0.5,
        "penalty_every": 2,
        "out": out,
    }
    return begin_run(Config(**values | changes), START)


@pytest.mark.slow
def test_two_parts_of_a_batch_train_as_the_whole_does(tmp_path: Path) -> None:
    whole, parts = _vanilla(tmp_path / "whole"), _vanilla(tmp_path / "parts", parts=2)
    before = {name: weight.clone() for name, weight in weights_of(whole).items()}
    for run in (whole, parts):
        assert train(run, Silence(), never)
    assert len(parts.stepper().lanes) == 2
    twins = weights_of(parts)
    for name, weight in weights_of(whole).items():
        moved = (weight - before[name]).abs().max()
        assert moved > 2e-4, name
        assert (twins[name] - weight).abs().max() < 1e-3 * moved, name
    one, two = (run.folder.lines()[-1] for run in (whole, parts))
    for measure in ("loss_d", "loss_g", "real", "fake", "r1", "r2"):
        assert two[measure] == pytest.approx(one[measure], rel=1e-4), measure


@pytest.mark.slow
def test_lanes_side_by_side_find_to_the_bit_what_they_find_in_turn(tmp_path: Path) -> None:
    runs = []
    for threads in (1, 2):
        runs.append(begin_tiny(tmp_path / str(threads), threads=threads))
        train(runs[-1], Silence(), after(6))
    in_turn, beside = map(weights_of, runs)
    assert all(torch.equal(weight, beside[name]) for name, weight in in_turn.items())


@pytest.mark.parametrize(("batch", "parts"), [(10, 3), (64, 65)])
def test_a_batch_that_its_parts_do_not_divide_is_refused(
    batch: int, parts: int, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match=f"parts: expected a divisor .* found {parts}"):
        begin_tiny(tmp_path / "run", batch=batch, parts=parts)
    assert not (tmp_path / "run").exists()


def test_parts_of_networks_with_dropout_are_refused(tmp_path: Path) -> None:
    values = vars(config_of("gan-1")) | {"dataset": "bundled", "out": tmp_path / "run", "parts": 2}
    with pytest.raises(ConfigError, match="parts: expected 1, for the networks have dropout"):
        begin_run(Config(**values), START)
    assert not (tmp_path / "run").exists()
