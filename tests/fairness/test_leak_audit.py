"""Nothing but the strokes tells real digits from fakes, and the audit would notice if it did."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy.stats import binom

from models.checkpoint import load
from models.digits import load_pack
from models.greys import in_five_greys
from models.sampling import forge_many
from models.shelf import CHECKPOINTS, find
from trainer.evaluation.leak_audit import Digits, Leak, audit, chance_bound


@pytest.fixture(scope="module")
def sides() -> tuple[Digits, Digits]:
    """Two quarters of the real digits, in turn: no audit can tell them apart."""
    images = load_pack().images
    return images[::4].copy(), images[1::4].copy()


def by_name(leaks: tuple[Leak, ...]) -> dict[str, Leak]:
    return {leak.name: leak for leak in leaks}


def test_real_digits_do_not_leak_against_real_digits(sides: tuple[Digits, Digits]) -> None:
    leaks = audit(*sides)
    assert [leak for leak in leaks if leak.accuracy > leak.bound] == []
    assert {leak.digits for leak in leaks} == {1250}


def test_the_bound_is_the_exact_one_of_a_coin() -> None:
    right = round(chance_bound(5_000) * 5_000)
    assert binom.sf(right, 5_000, 0.5) < 0.01 <= binom.sf(right - 1, 5_000, 0.5)


def one_pixel_on_the_border(digits: Digits) -> None:
    digits[::4, 0, 0] = 1


def paper_that_is_not_quite_black(digits: Digits) -> None:
    digits[digits == 0] = 1


def specks_on_the_paper(digits: Digits) -> None:
    digits[::4, 1, 1] = 9


def strokes_that_never_reach_white(digits: Digits) -> None:
    digits[digits == 255] = 250


def greys_in_steps(digits: Digits) -> None:
    digits[...] = digits // 16 * 17


def thicker_strokes(digits: Digits) -> None:
    digits[...] = np.minimum(digits.astype(int) * 2, 255)


def a_shift_to_the_right(digits: Digits) -> None:
    digits[...] = np.roll(digits, 2, axis=2)


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (one_pixel_on_the_border, {"border"}),
        (paper_that_is_not_quite_black, {"border", "ground", "grey values"}),
        (specks_on_the_paper, {"ground"}),
        (strokes_that_never_reach_white, {"grey values"}),
        (greys_in_steps, {"grey values", "number of grey values"}),
    ],
)
def test_what_gives_a_fake_away_is_found(
    sides: tuple[Digits, Digits], tamper: Callable[[Digits], None], found: set[str]
) -> None:
    reals, fakes = sides[0], sides[1].copy()
    tamper(fakes)
    assert found <= {leak.name for leak in audit(reals, fakes) if leak.leaks}


@pytest.mark.parametrize(
    ("change", "name"), [(thicker_strokes, "ink"), (a_shift_to_the_right, "centre")]
)
def test_ink_and_centre_are_reported_and_may_separate(
    sides: tuple[Digits, Digits], change: Callable[[Digits], None], name: str
) -> None:
    reals, fakes = sides[0], sides[1].copy()
    change(fakes)
    leak = by_name(audit(reals, fakes))[name]
    assert leak.accuracy > leak.bound
    assert not leak.leaks


def test_another_size_or_type_is_a_leak_that_needs_no_classifier(
    sides: tuple[Digits, Digits],
) -> None:
    reals, fakes = sides
    for other in (fakes[:, 1:, 1:], fakes[:100], fakes.astype(np.float32)):
        with pytest.raises(ValueError, match="of one size and in uint8"):
            audit(reals, other)  # type: ignore[arg-type]


@pytest.mark.slow
def test_nothing_but_the_strokes_tells_the_shipped_fakes_from_real_digits() -> None:
    reals = in_five_greys(load_pack().images)
    last = find(str(CHECKPOINTS / "sgd"))[-1]
    fakes = forge_many(load(last.path).generator, range(len(reals)))
    leaks = audit(reals, fakes)
    told = [f"{leak.name}: {leak.accuracy:.4f}, a coin {leak.bound:.4f}" for leak in leaks]
    print(*told, sep="\n")
    assert [line for line, leak in zip(told, leaks, strict=True) if leak.leaks] == []
