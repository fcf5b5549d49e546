"""A translation moves a digit by whole pixels, lets gradients through and judges nobody."""

import numpy as np
import pytest
import torch

from models.digits import load_pack
from models.sampling import to_signal
from trainer.augment import draw_shifts, translate

MOST = 3


def moved_by_hand(digit: np.ndarray, down: int, right: int) -> np.ndarray:
    """Move a (28, 28) digit, with black coming in from outside."""
    framed = np.pad(digit, MOST, constant_values=0)
    return np.roll(framed, (down, right), (0, 1))[MOST:-MOST, MOST:-MOST]


def test_each_digit_is_moved_by_its_own_shift_over_black_ground() -> None:
    digits = load_pack().images[[7, 900, 2_345, 4_999]]
    shifts = [(0, 0), (3, -1), (-2, 3), (-3, -3)]
    moved = translate(to_signal(digits), torch.tensor(shifts), MOST)
    by_hand = [moved_by_hand(digit, *shift) for digit, shift in zip(digits, shifts, strict=True)]
    assert torch.equal(moved, to_signal(np.stack(by_hand)))


def test_a_shift_of_nothing_changes_nothing() -> None:
    digits = torch.rand(5, 1, 28, 28) * 2 - 1
    assert torch.equal(translate(digits, torch.zeros(5, 2, dtype=torch.int64), MOST), digits)


def test_the_gradient_comes_back_to_the_pixel_that_was_moved() -> None:
    digits = torch.zeros(1, 1, 28, 28, requires_grad=True)
    moved = translate(digits, torch.tensor([[2, -3]]), MOST)
    moved[0, 0, 12, 7].backward()
    assert digits.grad is not None
    assert digits.grad.nonzero().tolist() == [[0, 0, 10, 10]]


def test_what_leaves_the_plate_gets_no_gradient() -> None:
    digits = torch.zeros(1, 1, 28, 28, requires_grad=True)
    translate(digits, torch.tensor([[1, 0]]), MOST).sum().backward()
    assert digits.grad is not None
    assert digits.grad[0, 0, -1].sum() == 0
    assert digits.grad.sum() == 27 * 28


@pytest.mark.parametrize("most", [0, 2])
def test_shifts_are_whole_pixels_of_the_whole_range_both_ways(most: int) -> None:
    shifts = draw_shifts(500, most, torch.Generator().manual_seed(0))
    assert shifts.shape == (500, 2)
    for column in shifts.T:
        assert sorted(set(column.tolist())) == list(range(-most, most + 1))
