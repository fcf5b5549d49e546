"""A step moves both networks as its recipe says."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from torch import Tensor, nn

from trainer.lanes import Lanes
from trainer.networks import has_batch_norm
from trainer.steps import MEASURES, Batch, Networks, Recipe, train_step

RECIPE = Recipe(
    objective="standard",
    normalised=False,
    r1_gamma=0.0,
    r2_gamma=0.0,
    penalty_every=1,
    translate=0,
    bfloat16=False,
    together=True,
)
COUNT = 4


class Forger(nn.Module):
    """Draws a plate of one grey, which is its only weight; keeps the labels it was told."""

    def __init__(self, grey: float = 0.5) -> None:
        super().__init__()
        self.grey = nn.Parameter(torch.tensor(grey))
        self.told: list[Tensor | None] = []

    def forward(self, noise: Tensor, labels: Tensor | None = None) -> Tensor:
        self.told.append(labels)
        return self.grey.expand(len(noise), 1, 28, 28)


class Judge(nn.Module):
    """Gives slope · the sum of the pixels; keeps what it was asked."""

    def __init__(self, slope: float = 0.01) -> None:
        super().__init__()
        self.slope = nn.Parameter(torch.tensor(slope))
        self.asked: list[tuple[Tensor, Tensor | None]] = []

    def forward(self, digits: Tensor, labels: Tensor | None = None) -> Tensor:
        self.asked.append((digits.detach(), labels))
        return self.slope * digits.flatten(1).sum(1)


def networks(rate: float = 0.0) -> tuple[Networks, Forger, Judge]:
    forger, judge = Forger(), Judge()
    sgd = torch.optim.SGD
    nets = Networks(
        generator=forger,
        discriminator=judge,
        average=Forger(),
        generator_optimizer=sgd(forger.parameters(), lr=rate),
        discriminator_optimizer=sgd(judge.parameters(), lr=rate),
    )
    return nets, forger, judge


def alone(nets: Networks) -> Lanes:
    return Lanes(nets.generator, nets.discriminator)


def batch(labels: Tensor | None = None) -> Batch:
    return Batch(
        real=torch.full((COUNT, 1, 28, 28), -0.25),
        labels=labels,
        noise=torch.zeros(COUNT, 2),
        shifts=torch.zeros(2, COUNT, 2, dtype=torch.int64),
    )


def step(nets: Networks, *, penalised: bool = False, **changes: object) -> dict[str, float]:
    recipe = dataclasses.replace(RECIPE, **changes)  # type: ignore[arg-type]
    measures = train_step(nets, alone(nets), recipe, batch(), penalised=penalised, fresh=1.0)
    return dict(zip(MEASURES, measures.tolist(), strict=True))


def test_a_step_measures_both_losses_and_mean_verdicts() -> None:
    measures = step(networks()[0])
    on_real, on_fake = torch.tensor(0.01 * -0.25 * 784), torch.tensor(0.01 * 0.5 * 784)
    softplus = nn.functional.softplus
    assert measures["loss_d"] == pytest.approx(float(softplus(-on_real) + softplus(on_fake)))
    assert measures["loss_g"] == pytest.approx(float(softplus(-on_fake)))
    assert measures["real"] == pytest.approx(float(on_real.sigmoid()))
    assert measures["fake"] == pytest.approx(float(on_fake.sigmoid()))
    assert (measures["r1"], measures["r2"]) == (0, 0)


def test_by_ranking_the_generator_is_judged_against_the_reals() -> None:
    measures = step(networks()[0], objective="relativistic")
    gap = torch.tensor(0.01 * (-0.25 - 0.5) * 784)
    assert measures["loss_d"] == pytest.approx(float(nn.functional.softplus(-gap)))
    assert measures["loss_g"] == pytest.approx(float(nn.functional.softplus(gap)))


def test_a_penalised_step_measures_the_slope_at_reals_and_at_fakes() -> None:
    measures = step(networks()[0], penalised=True, r1_gamma=1.0, r2_gamma=1.0)
    # The slope of slope · sum is the same at every pixel of every digit.
    assert measures["r1"] == pytest.approx(784 * 0.01**2)
    assert measures["r2"] == pytest.approx(784 * 0.01**2)


@pytest.mark.parametrize(("r1", "r2"), [(1.0, 0.0), (0.0, 1.0), (0.5, 2.0)])
def test_a_lazy_penalty_weighs_as_many_times_as_it_is_seldom(r1: float, r2: float) -> None:
    rate, every = 1e-6, 4
    plain, lazy = networks(rate), networks(rate)
    step(plain[0])
    step(lazy[0], penalised=True, r1_gamma=r1, r2_gamma=r2, penalty_every=every)
    # d/ds of ½ · every · γ · 784 s², at s = 0.01
    expected = rate * every * (r1 + r2) * 784 * 0.01
    pulled = (plain[2].slope - lazy[2].slope).item()
    assert pulled == pytest.approx(expected, rel=1e-2)


def test_the_penalty_is_due_at_the_first_step_of_every_so_many() -> None:
    recipe = dataclasses.replace(RECIPE, r2_gamma=0.1, penalty_every=3)
    assert [recipe.penalised(number) for number in range(5)] == [True, False, False, True, False]
    assert not any(map(RECIPE.penalised, range(5)))


def test_both_networks_are_told_the_labels_of_the_reals() -> None:
    nets, forger, judge = networks()
    labels = torch.tensor([3, 1, 4, 1])
    for together, objective in ((True, "relativistic"), (False, "relativistic")):
        forger.told.clear()
        judge.asked.clear()
        recipe = dataclasses.replace(RECIPE, together=together, objective=objective)
        train_step(nets, alone(nets), recipe, batch(labels), penalised=False, fresh=1.0)
        assert [told.tolist() for told in forger.told if told is not None] == [[3, 1, 4, 1]]
        for digits, told in judge.asked:
            assert told is not None
            assert len(told) == len(digits)
            assert told.tolist() == [3, 1, 4, 1] * (len(digits) // COUNT)


def test_a_discriminator_without_a_norm_judges_reals_and_fakes_in_one_pass() -> None:
    nets, _, judge = networks()
    step(nets)
    assert [len(digits) for digits, _ in judge.asked] == [2 * COUNT, COUNT]


def test_a_discriminator_with_a_norm_over_the_batch_is_asked_twice() -> None:
    nets, _, judge = networks()
    step(nets, together=False)
    assert [len(digits) for digits, _ in judge.asked] == [COUNT, COUNT, COUNT]
    assert [round(float(digits.mean()), 2) for digits, _ in judge.asked] == [-0.25, 0.5, 0.5]


def test_a_batch_norm_is_found_wherever_it_stands_and_no_other_norm_is_taken_for_one() -> None:
    for norm in (nn.BatchNorm1d(3), nn.Sequential(nn.Sequential(nn.BatchNorm2d(3)))):
        assert has_batch_norm(norm)
    assert not has_batch_norm(nn.Sequential(nn.LayerNorm(3), nn.GroupNorm(1, 3)))


def test_reals_and_fakes_are_moved_before_they_are_judged() -> None:
    nets, forger, judge = networks()
    dot = torch.full((COUNT, 1, 28, 28), -1.0)
    dot[:, 0, 14, 14] = 1.0
    shifts = torch.zeros(2, COUNT, 2, dtype=torch.int64)
    shifts[0] = torch.tensor([1, -2])
    shifts[1] = torch.tensor([2, 0])
    moved = Batch(real=dot, labels=None, noise=torch.zeros(COUNT, 2), shifts=shifts)
    recipe = dataclasses.replace(RECIPE, translate=2)
    train_step(nets, alone(nets), recipe, moved, penalised=False, fresh=1.0)
    both, fakes_again = (digits for digits, _ in judge.asked)
    assert both[:COUNT].argmax().item() == 15 * 28 + 12
    for fakes in (both[COUNT:], fakes_again):
        assert (fakes[:, :, :2] == -1).all()  # black that came in from above
        assert (fakes[:, :, 2:] == forger.grey.detach()).all()


def test_a_step_of_the_generator_leaves_the_discriminator_as_it_was() -> None:
    nets, forger, judge = networks(rate=1e-3)
    slope, grey = judge.slope.item(), forger.grey.item()
    step(nets)
    on_real, on_fake = torch.tensor(slope * -0.25 * 784), torch.tensor(slope * 0.5 * 784)
    down = -0.25 * 784 * -torch.sigmoid(-on_real) + 0.5 * 784 * torch.sigmoid(on_fake)
    assert judge.slope.item() == pytest.approx(slope - 1e-3 * float(down), rel=1e-4)
    on_fake = judge.slope.detach() * 0.5 * 784
    up = torch.sigmoid(-on_fake) * judge.slope.detach() * 784
    assert forger.grey.item() == pytest.approx(grey + 1e-3 * float(up), rel=1e-4)
    assert judge.slope.requires_grad


def test_the_average_follows_the_generator_after_its_step() -> None:
    nets, forger, _ = networks(rate=1e-3)
    step(nets)
    assert isinstance(nets.average, Forger)
    assert nets.average.grey.item() == pytest.approx(forger.grey.item())
    assert forger.grey.item() != 0.5
