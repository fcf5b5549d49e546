"""Weights move as the papers say."""

import pytest
import torch
from torch import nn

from trainer.optim import (
    follow,
    learning_rate_at,
    normalise_gradients,
    optimizer_for,
    set_learning_rate,
    share_of_new,
)


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


def descend(layer: nn.Linear, optimizer: torch.optim.Optimizer) -> None:
    """Take a step down x², where x is the one weight of `layer`."""
    optimizer.zero_grad()
    layer(torch.ones(1, 1)).square().sum().backward()
    optimizer.step()


def one_weight(value: float) -> nn.Linear:
    layer = nn.Linear(1, 1, bias=False)
    nn.init.constant_(layer.weight, value)
    return layer


def test_sgd_is_plain_sgd() -> None:
    layer = one_weight(2.0)
    optimizer = optimizer_for(layer, "sgd", learning_rate=0.5, momentum=0.0, beta2=0.999)
    descend(layer, optimizer)  # gradient 2 · 2
    assert type(optimizer) is torch.optim.SGD
    assert layer.weight.item() == pytest.approx(2.0 - 0.5 * 4.0)


def test_sgd_with_momentum_adds_a_share_of_the_step_before() -> None:
    layer = one_weight(2.0)
    optimizer = optimizer_for(layer, "sgd", learning_rate=0.25, momentum=0.5, beta2=0.999)
    descend(layer, optimizer)  # gradient 4: 2 → 1
    descend(layer, optimizer)  # gradient 2, with half of 4 before it: 1 → 0
    assert layer.weight.item() == pytest.approx(0.0, abs=1e-6)


def test_adam_takes_momentum_as_its_beta1_and_first_moves_by_its_learning_rate() -> None:
    layer = one_weight(2.0)
    optimizer = optimizer_for(layer, "adam", learning_rate=0.1, momentum=0.5, beta2=0.9)
    descend(layer, optimizer)
    assert type(optimizer) is torch.optim.Adam
    assert optimizer.param_groups[0]["betas"] == (0.5, 0.9)
    assert layer.weight.item() == pytest.approx(1.9, rel=1e-5)


def test_the_learning_rate_that_is_set_is_that_of_the_next_step() -> None:
    layer = one_weight(2.0)
    optimizer = optimizer_for(layer, "sgd", learning_rate=0.5, momentum=0.0, beta2=0.999)
    set_learning_rate(optimizer, 0.125)
    descend(layer, optimizer)
    assert layer.weight.item() == pytest.approx(2.0 - 0.125 * 4.0)


@pytest.mark.parametrize(("progress", "share"), [(0.0, 1.0), (0.25, 0.853553), (1.0, 0.0)])
def test_the_cosine_falls_from_the_peak_to_zero(progress: float, share: float) -> None:
    assert learning_rate_at(progress, 0.01, "cosine") == pytest.approx(0.01 * share, abs=1e-8)


@pytest.mark.parametrize(
    ("decay", "step", "share"),
    [(0.999, 0, 0.9), (0.999, 10, 9 / 20), (0.999, 10_000, 0.001), (0.5, 10_000, 0.5), (0, 7, 1)],
)
def test_the_average_starts_with_a_short_memory_and_without_one_is_a_copy(
    decay: float, step: int, share: float
) -> None:
    assert share_of_new(decay, step) == pytest.approx(share)


@pytest.mark.parametrize("fresh", [0.1, torch.tensor(0.1)])
def test_the_average_follows_weights_and_running_statistics(fresh: float | torch.Tensor) -> None:
    network, average = nn.BatchNorm1d(1), nn.BatchNorm1d(1)
    assert network.running_mean is not None
    assert average.running_mean is not None
    nn.init.constant_(network.weight, 3.0)
    nn.init.constant_(average.weight, 1.0)
    network.running_mean.fill_(10.0)
    assert network.num_batches_tracked is not None
    network.num_batches_tracked.fill_(8)
    follow(average, network, fresh)
    assert average.weight.item() == pytest.approx(1.2)
    assert average.running_mean.item() == pytest.approx(1.0)
    assert average.num_batches_tracked is not None
    assert average.num_batches_tracked.item() == 8


def test_an_average_of_all_that_is_new_is_a_copy() -> None:
    network, average = nn.Linear(3, 2), nn.Linear(3, 2)
    follow(average, network, 1.0)
    assert torch.allclose(average.weight, network.weight, rtol=0, atol=1e-7)
