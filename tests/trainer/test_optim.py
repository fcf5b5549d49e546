"""Weights move as the papers say."""

import math

import pytest
import torch
from torch import nn

from trainer.objectives import discriminator_loss, generator_loss, r1_penalty
from trainer.optim import follow, learning_rate_at, normalise_gradients, optimizer_for


def test_a_normalised_gradient_has_a_root_mean_square_of_one_in_every_tensor() -> None:
    layer = nn.Linear(7, 3)
    layer(torch.randn(5, 7)).square().sum().mul(1e-5).backward()
    directions = [weight.grad.clone() for weight in layer.parameters() if weight.grad is not None]
    normalise_gradients(layer)
    for weight, direction in zip(layer.parameters(), directions, strict=True):
        assert weight.grad is not None
        assert weight.grad.square().mean().sqrt().item() == pytest.approx(1.0, rel=1e-5)
        cosine = torch.cosine_similarity(weight.grad.flatten(), direction.flatten(), dim=0)
        assert cosine.item() == pytest.approx(1.0, rel=1e-5)


def test_a_gradient_of_zero_stays_zero() -> None:
    layer = nn.Linear(2, 2)
    (layer(torch.ones(1, 2)).sum() * 0).backward()
    normalise_gradients(layer)
    assert all(weight.grad is not None and not weight.grad.any() for weight in layer.parameters())


def test_the_optimiser_is_plain_sgd() -> None:
    layer = nn.Linear(1, 1, bias=False)
    optimizer = optimizer_for(layer, learning_rate=0.5, momentum=0.0)
    nn.init.constant_(layer.weight, 2.0)
    layer(torch.ones(1, 1)).square().sum().backward()  # gradient 2 · 2
    optimizer.step()
    assert type(optimizer) is torch.optim.SGD
    assert layer.weight.item() == pytest.approx(2.0 - 0.5 * 4.0)


@pytest.mark.parametrize(("progress", "share"), [(0.0, 1.0), (0.25, 0.853553), (1.0, 0.0)])
def test_the_cosine_falls_from_the_peak_to_zero(progress: float, share: float) -> None:
    assert learning_rate_at(progress, 0.01, "cosine") == pytest.approx(0.01 * share, abs=1e-8)


def test_the_average_follows_weights_and_running_statistics() -> None:
    network, average = nn.BatchNorm1d(1), nn.BatchNorm1d(1)
    assert network.running_mean is not None
    assert average.running_mean is not None
    nn.init.constant_(network.weight, 3.0)
    nn.init.constant_(average.weight, 1.0)
    network.running_mean.fill_(10.0)
    assert network.num_batches_tracked is not None
    network.num_batches_tracked.fill_(8)
    follow(average, network, decay=0.9, step=10_000)
    assert average.weight.item() == pytest.approx(1.2)
    assert average.running_mean.item() == pytest.approx(1.0)
    assert average.num_batches_tracked is not None
    assert average.num_batches_tracked.item() == 8


def test_the_average_starts_with_a_short_memory_and_without_one_is_a_copy() -> None:
    network, average = nn.Linear(1, 1), nn.Linear(1, 1)
    nn.init.constant_(network.weight, 1.0)
    nn.init.constant_(average.weight, 0.0)
    follow(average, network, decay=0.999, step=0)
    assert average.weight.item() == pytest.approx(0.9)
    follow(average, network, decay=0.0, step=5_000)
    assert torch.equal(average.weight, network.weight)


def test_the_losses_are_binary_cross_entropy_on_logits() -> None:
    real, fake = torch.randn(9), torch.randn(9)
    cross_entropy = nn.functional.binary_cross_entropy_with_logits
    expected = cross_entropy(real, torch.ones(9)) + cross_entropy(fake, torch.zeros(9))
    assert discriminator_loss(real, fake).item() == pytest.approx(expected.item(), rel=1e-5)
    expected = cross_entropy(fake, torch.ones(9))
    assert generator_loss(fake).item() == pytest.approx(expected.item(), rel=1e-5)
    assert discriminator_loss(torch.zeros(1), torch.zeros(1)).item() == pytest.approx(math.log(4))


def test_r1_is_the_mean_squared_slope_at_the_real_digits_and_can_be_minimised() -> None:
    slope = torch.full((784,), 0.5, requires_grad=True)
    real = torch.randn(3, 1, 28, 28, requires_grad=True)
    penalty = r1_penalty(real, real.flatten(1) @ slope)
    assert penalty.item() == pytest.approx(784 * 0.25, rel=1e-5)
    penalty.backward()
    assert slope.grad is not None
    assert torch.allclose(slope.grad, 2 * slope)
