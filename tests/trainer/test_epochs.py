"""Epochs are put together from the lines of metrics, and patience counts them."""

from __future__ import annotations

import pytest

from trainer.epochs import Epoch, epochs_of, out_of_patience


def line(step: int, loss_d: float, loss_g: float = 0.0) -> dict[str, float]:
    return {"step": step, "epoch": step / 10, "loss_d": loss_d, "loss_g": loss_g}


def test_an_epochs_losses_are_means_over_its_steps_not_over_its_lines() -> None:
    lines = [line(4, 1.0), line(8, 2.0), line(10, 9.0), line(16, 5.0, 2.0), line(20, 0.0, 12.0)]
    first, second = epochs_of(lines, 10)
    assert first.loss_d == pytest.approx((4 * 1 + 4 * 2 + 2 * 9) / 10)
    assert second.loss_d == pytest.approx(3)
    assert second.loss_g == pytest.approx(6)
    assert second.last is lines[-1]


def test_an_epoch_that_is_not_over_is_none_yet() -> None:
    assert len(epochs_of([line(4, 1.0), line(10, 1.0), line(14, 1.0)], 10)) == 1
    assert epochs_of([], 10) == ()


def test_a_line_more_changes_no_mean() -> None:
    whole = epochs_of([line(10, 2.0)], 10)
    stopped = epochs_of([line(3, 1.0), line(10, 17 / 7)], 10)
    assert whole[0].loss_d == pytest.approx(stopped[0].loss_d)


def sums(*values: float) -> list[Epoch]:
    return [Epoch(value - 1, 1, {}) for value in values]


@pytest.mark.parametrize(
    ("values", "patience", "tired"),
    [
        ((3, 2, 4, 5), 2, True),
        ((3, 2, 4), 2, False),  # one epoch without a lower sum
        ((3, 2, 4, 1.9), 2, False),
        ((3, 4), 1, True),
        ((3, 3), 1, True),  # as low is no lower
        ((3,), 1, False),
        ((3, 4, 5, 6), 0, False),
        ((), 1, False),
    ],
)
def test_patience_is_over_after_so_many_epochs_without_a_lower_sum(
    values: tuple[float, ...], patience: int, tired: bool
) -> None:
    assert out_of_patience(sums(*values), patience) is tired
