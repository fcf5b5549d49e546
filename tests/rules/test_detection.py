"""d′ and c tell how well an observer sees from which way they lean."""

from __future__ import annotations

import math
import random

import pytest

from game.rules.detection import detect
from game.rules.tally import Tally, tally
from tests.rules.observers import NORMAL, Observer, judged
from tests.rules.samples import answered


@pytest.mark.parametrize("d_prime", [0.0, 1.0, 2.0])
@pytest.mark.parametrize("criterion", [-0.5, 0.0, 0.7])
def test_an_observers_sensitivity_and_bias_are_found_again(
    d_prime: float, criterion: float
) -> None:
    observer = Observer(d_prime, criterion, random.Random(5))
    real, fake = (answered(is_real=kind, said_real=None).planned for kind in (True, False))
    looks = 4_000
    found = detect(tally(observer.judge(kind) for kind in (real, fake) for _ in range(looks)))
    assert found is not None
    # The delta method: z(p) of n looks has variance p(1 - p) / (n φ(z)²).
    scores = (d_prime / 2 - criterion, -d_prime / 2 - criterion)
    spread = math.sqrt(
        sum(NORMAL.cdf(z) * (1 - NORMAL.cdf(z)) / looks / NORMAL.pdf(z) ** 2 for z in scores)
    )
    assert abs(found.d_prime - d_prime) < 4 * spread
    assert abs(found.criterion - criterion) < 4 * spread / 2


def test_calling_everything_real_is_no_sensitivity_but_a_leaning() -> None:
    found = detect(Tally(reals=50, doubted=0, fakes=50, fooled=50))
    assert found is not None
    assert found.d_prime == pytest.approx(0)
    assert found.criterion < -2


def test_a_perfect_observer_gets_a_finite_figure() -> None:
    found = detect(Tally(reals=10, doubted=0, fakes=10, fooled=0))
    assert found is not None
    assert found.d_prime == pytest.approx(2 * NORMAL.inv_cdf(10.5 / 11))
    assert found.criterion == pytest.approx(0)


def test_who_is_always_wrong_has_a_negative_sensitivity() -> None:
    found = detect(Tally(reals=10, doubted=10, fakes=10, fooled=10))
    assert found is not None
    assert found.d_prime < -3


def test_without_a_real_or_without_a_fake_nothing_can_be_said() -> None:
    planned = answered(is_real=True, said_real=None).planned
    assert detect(tally([judged(planned, True)])) is None
    assert detect(Tally(0, 0, 3, 1)) is None
    assert detect(Tally(0, 0, 0, 0)) is None
