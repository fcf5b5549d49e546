"""What the networks minimise has the values that its papers give."""

import math

import pytest
import torch
from torch import nn

from trainer.objectives import (
    OBJECTIVES,
    discriminator_loss,
    generator_loss,
    gradient_penalty,
    relativistic_loss,
)


def test_the_standard_losses_are_binary_cross_entropy_on_logits() -> None:
    real, fake = torch.randn(9), torch.randn(9)
    cross_entropy = nn.functional.binary_cross_entropy_with_logits
    expected = cross_entropy(real, torch.ones(9)) + cross_entropy(fake, torch.zeros(9))
    assert discriminator_loss(real, fake).item() == pytest.approx(expected.item(), rel=1e-5)
    expected = cross_entropy(fake, torch.ones(9))
    assert generator_loss(real, fake).item() == pytest.approx(expected.item(), rel=1e-5)
    assert discriminator_loss(torch.zeros(1), torch.zeros(1)).item() == pytest.approx(math.log(4))


def test_ranking_compares_each_real_with_the_fake_beside_it() -> None:
    real, fake = torch.tensor([2.0, -1.0]), torch.tensor([0.5, 0.5])
    # By hand: the differences real − fake are 1.5 and −1.5.
    won, lost = math.log1p(math.exp(-1.5)), math.log1p(math.exp(1.5))
    assert relativistic_loss(real, fake).item() == pytest.approx((won + lost) / 2)
    crossed = relativistic_loss(real, torch.tensor([-1.0, 2.0])).item()
    won, lost = math.log1p(math.exp(-3.0)), math.log1p(math.exp(3.0))
    assert crossed == pytest.approx((won + lost) / 2)


def test_by_ranking_the_generator_gains_what_the_discriminator_loses() -> None:
    objective = OBJECTIVES["relativistic"]
    real, fake = torch.tensor([3.0, 1.0]), torch.tensor([1.0, 0.0])
    by_hand = [math.log1p(math.exp(-gap)) for gap in (2.0, 1.0)]
    assert objective.discriminator(real, fake).item() == pytest.approx(sum(by_hand) / 2)
    by_hand = [math.log1p(math.exp(gap)) for gap in (2.0, 1.0)]
    assert objective.generator(real, fake).item() == pytest.approx(sum(by_hand) / 2)
    assert objective.paired


def test_by_ranking_a_shift_of_all_logits_changes_nothing() -> None:
    real, fake = torch.randn(9), torch.randn(9)
    for loss in (OBJECTIVES["relativistic"].discriminator, OBJECTIVES["relativistic"].generator):
        assert loss(real + 7, fake + 7).item() == pytest.approx(loss(real, fake).item(), rel=1e-5)


def test_the_penalty_is_the_mean_squared_slope_at_the_digits_and_can_be_minimised() -> None:
    slope = torch.full((784,), 0.5, requires_grad=True)
    digits = torch.randn(3, 1, 28, 28, requires_grad=True)
    penalty = gradient_penalty(digits, digits.flatten(1) @ slope)
    assert penalty.item() == pytest.approx(784 * 0.25, rel=1e-5)
    penalty.backward()
    assert slope.grad is not None
    assert torch.allclose(slope.grad, 2 * slope)
