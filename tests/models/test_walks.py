"""Noise made of noise is noise again: it lies as far from the origin as a seed's own."""

import pytest
import torch

from models.sampling import noise_of
from models.walks import blend, combine, walk


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ([(1, 1), (1, 2)], (noise_of(1, 9) + noise_of(2, 9)) / 2**0.5),
        ([(1, 1), (-1, 2)], (noise_of(1, 9) - noise_of(2, 9)) / 2**0.5),
        ([(1, 1), (1, 2), (-1, 3)], (noise_of(1, 9) + noise_of(2, 9) - noise_of(3, 9)) / 3**0.5),
        ([(1, 7), (1, 7), (1, 8)], (2 * noise_of(7, 9) + noise_of(8, 9)) / 5**0.5),
    ],
)
def test_a_sum_is_scaled_back_to_the_variance_of_noise(
    terms: list[tuple[int, int]], expected: torch.Tensor
) -> None:
    assert torch.allclose(combine(terms, 9), expected)


def test_a_sum_has_the_spread_of_noise() -> None:
    for terms in ([(1, 1), (-1, 2), (1, 3)], [(1, 1), (1, 1), (1, 2)]):
        assert combine(terms, 100_000).std().item() == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize("terms", [[(1, 5)], [(1, 5), (1, 5)], [(1, 5), (1, 6), (-1, 6)]])
def test_a_sum_that_comes_to_one_seed_is_that_seed(terms: list[tuple[int, int]]) -> None:
    assert torch.equal(combine(terms, 9), noise_of(5, 9))


def test_a_sum_that_cancels_out_is_the_origin() -> None:
    assert torch.equal(combine([(1, 5), (-1, 5)], 9), torch.zeros(9))


def test_a_walk_goes_from_the_one_to_the_other_in_even_steps() -> None:
    first, last = noise_of(1, 9), noise_of(2, 9)
    steps = torch.stack([*walk(first, last, 7)])
    assert steps.shape == (7, 9)
    assert torch.equal(steps[0], first)
    assert torch.equal(steps[-1], last)
    units = torch.stack([*walk(first / first.norm(), last / last.norm(), 7)])
    turns = (units[1:] * units[:-1]).sum(1)
    assert torch.allclose(turns, turns[0].expand(6), atol=1e-5)


def test_a_walk_stays_as_long_as_noise_where_a_straight_line_would_be_too_short() -> None:
    first, last = noise_of(1, 1_000), noise_of(2, 1_000)
    _, middle, _ = walk(first, last, 3)
    assert middle.norm().item() == pytest.approx(1_000**0.5, rel=0.05)
    assert ((first + last) / 2).norm().item() < 0.8 * middle.norm().item()


def test_a_walk_from_a_seed_to_itself_stays_there() -> None:
    noise = noise_of(1, 9)
    assert all(torch.equal(step, noise) for step in walk(noise, noise, 4))


@pytest.mark.parametrize("last", [0.5, -3.0])
def test_a_walk_on_a_line_through_the_origin_is_straight(last: float) -> None:
    steps = walk(torch.tensor([1.0]), torch.tensor([last]), 5)
    assert torch.allclose(torch.cat([*steps]), torch.linspace(1.0, last, 5))


def test_a_label_goes_over_into_another_in_even_shares() -> None:
    first, quarter, half, _, last = blend(3, 8, 5)
    assert (first, last) == (3, 8)
    assert isinstance(quarter, torch.Tensor)
    assert isinstance(half, torch.Tensor)
    assert quarter.tolist() == [0, 0, 0, 0.75, 0, 0, 0, 0, 0.25, 0]
    assert half[3] == half[8] == 0.5


def test_between_two_of_a_digit_the_label_stays() -> None:
    assert blend(4, 4, 3) == [4, 4, 4]
