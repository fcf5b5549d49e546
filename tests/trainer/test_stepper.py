"""A stepper hands each step its digits with their labels, its chance and its learning rates."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch

from tests.trainer.test_steps import RECIPE, Judge, alone, networks
from trainer.data import on_device
from trainer.stepper import Stepper, draw

GREYS = np.arange(10, dtype=np.uint8)


def stepper(judge_rate: float = 1.0, ema: float = 0.0) -> tuple[Stepper, Judge]:
    """Return a stepper over ten plates, each as grey as its label."""
    nets, _, judge = networks()
    plates = np.broadcast_to(GREYS[:, None, None], (10, 28, 28))
    recipe = dataclasses.replace(RECIPE, r1_gamma=1.0, penalty_every=2)
    digits, labels = on_device(plates, torch.device("cpu")), torch.arange(10)
    takes = Stepper(
        nets=nets,
        lanes=alone(nets),
        recipe=recipe,
        ema=ema,
        discriminator_rate=judge_rate,
        captured=False,
        digits=digits,
        labels=labels,
    )
    return takes, judge


def test_every_digit_comes_with_its_own_label() -> None:
    takes, judge = stepper()
    chance = torch.Generator().manual_seed(0)
    takes.take(draw(torch.tensor([7, 0, 3]), 2, 0, chance), 1, 0.0)
    digits, labels = judge.asked[0]
    assert labels is not None
    assert labels.tolist() == [7, 0, 3, 7, 0, 3]
    greys = ((digits[:3].mean((1, 2, 3)) + 1) * 127.5).round()
    assert greys.tolist() == [7, 0, 3]


def test_both_networks_learn_at_their_own_rate() -> None:
    takes, _ = stepper(judge_rate=0.5)
    takes.take(draw(torch.tensor([1]), 2, 0, torch.Generator()), 0, 0.25)
    assert takes.nets.generator_optimizer.param_groups[0]["lr"] == 0.25
    assert takes.nets.discriminator_optimizer.param_groups[0]["lr"] == 0.125


@pytest.mark.parametrize(("step", "penalised"), [(0, True), (1, False), (2, True)])
def test_the_number_of_the_step_says_whether_it_is_penalised(step: int, penalised: bool) -> None:
    takes, _ = stepper()
    r1 = takes.take(draw(torch.tensor([1, 2]), 2, 0, torch.Generator()), step, 0.0)[-2]
    assert (float(r1) > 0) is penalised


def test_the_average_keeps_what_its_decay_says() -> None:
    takes, _ = stepper(ema=0.75)
    grey = next(takes.nets.average.parameters()).data.fill_(0.1)
    takes.take(draw(torch.tensor([1]), 2, 0, torch.Generator()), 1_000, 0.0)
    assert grey.item() == pytest.approx(0.1 + 0.25 * (0.5 - 0.1))


def test_what_chance_decides_is_the_seeds() -> None:
    first, second, third = (
        draw(torch.tensor([4, 2]), 3, 2, torch.Generator().manual_seed(seed)) for seed in (1, 1, 2)
    )
    assert first.noise.shape == (2, 3)
    assert first.shifts.shape == (2, 2, 2)
    assert torch.equal(first.noise, second.noise)
    assert torch.equal(first.shifts, second.shifts)
    assert not torch.equal(first.noise, third.noise)
