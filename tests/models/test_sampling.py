"""A digit is its checkpoint, its seed and its label, and nothing beside them."""

import weakref
from collections.abc import Iterator

import numpy as np
import pytest
import torch

from models.checkpoint import Checkpoint, load
from models.metadata import Validity
from models.sampling import (
    forge,
    forge_all,
    forge_many,
    judge,
    noise_of,
    to_pixels,
    to_signal,
)
from tests.models.small_checkpoint import TINY_CONDITIONAL, keep_tiny


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Checkpoint:
    return load(keep_tiny(tmp_path_factory.mktemp("sampling") / "a.safetensors"))


@pytest.fixture(scope="module")
def conditional(tmp_path_factory: pytest.TempPathFactory) -> Checkpoint:
    folder = tmp_path_factory.mktemp("conditional")
    return load(keep_tiny(folder / "a.safetensors", network=TINY_CONDITIONAL))


def test_the_same_seed_gives_the_same_pixels_in_any_company(checkpoint: Checkpoint) -> None:
    alone = forge(checkpoint.generator, 7)
    first = forge_many(checkpoint.generator, [7, 1, 2])
    last = forge_many(checkpoint.generator, [900, 3, 7])
    assert np.array_equal(alone, first[0])
    assert np.array_equal(alone, last[2])


def test_other_seeds_give_other_digits(checkpoint: Checkpoint) -> None:
    digits = forge_many(checkpoint.generator, range(20))
    assert len({digit.tobytes() for digit in digits}) == 20


def test_a_digit_does_not_depend_on_the_number_of_threads(checkpoint: Checkpoint) -> None:
    before = torch.get_num_threads()
    try:
        torch.set_num_threads(1)
        on_one = forge(checkpoint.generator, 5)
        torch.set_num_threads(4)
        on_four = forge(checkpoint.generator, 5)
        assert torch.get_num_threads() == 4
    finally:
        torch.set_num_threads(before)
    assert np.array_equal(on_one, on_four)


def test_drawing_a_digit_leaves_torchs_own_chance_alone(checkpoint: Checkpoint) -> None:
    before = torch.random.get_rng_state()
    forge(checkpoint.generator, 3)
    assert torch.equal(torch.random.get_rng_state(), before)


def test_the_noise_of_a_seed_is_what_torch_draws_from_a_generator_of_that_seed() -> None:
    expected = torch.randn(6, generator=torch.Generator().manual_seed(42))
    assert torch.equal(noise_of(42, 6), expected)


@pytest.mark.parametrize("seed", [-1, 2**31])
def test_a_seed_out_of_range_is_refused(seed: int) -> None:
    with pytest.raises(ValueError, match="0 to 2147483647"):
        noise_of(seed, 6)


@pytest.mark.parametrize("digits", [[3], []])
def test_an_unconditional_generator_takes_no_label(
    checkpoint: Checkpoint, digits: list[int]
) -> None:
    with pytest.raises(ValueError, match="unconditional, found"):
        forge(checkpoint.generator, 3, label=3)
    with pytest.raises(ValueError, match="unconditional, found"):
        forge_many(checkpoint.generator, digits, labels=digits)


def test_without_a_label_a_conditional_generator_draws_the_last_digit_of_the_seed(
    conditional: Checkpoint,
) -> None:
    generator = conditional.generator
    digits = forge_many(generator, [17, 2**31 - 1])
    assert np.array_equal(digits, [forge(generator, 17, 7), forge(generator, 2**31 - 1, 7)])
    assert np.array_equal(forge(generator, 17), digits[0])
    assert not np.array_equal(forge(generator, 17, 8), digits[0])


def test_each_digit_has_the_label_that_stands_at_its_seeds_place(conditional: Checkpoint) -> None:
    generator = conditional.generator
    digits = forge_many(generator, [1, 1, 2], labels=[9, 0, 4])
    expected = [forge(generator, 1, 9), forge(generator, 1, 0), forge(generator, 2, 4)]
    assert np.array_equal(digits, expected)


@pytest.mark.parametrize("label", [-1, 10])
def test_a_label_that_is_no_digit_is_refused(conditional: Checkpoint, label: int) -> None:
    with pytest.raises(ValueError, match=f"label: expected 0 to 9, found {label}"):
        forge(conditional.generator, 3, label)
    with pytest.raises(ValueError, match=f"label: expected 0 to 9, found {label}"):
        judge(conditional, np.zeros((1, 28, 28), np.uint8), [label])


@pytest.mark.parametrize(("labels", "found"), [([1, 2, 3], "more"), ([1], "fewer")])
def test_labels_are_as_many_as_the_digits(
    conditional: Checkpoint, labels: list[int], found: str
) -> None:
    with pytest.raises(ValueError, match=f"one a digit, found {found}"):
        forge_many(conditional.generator, [1, 2], labels=labels)


def test_one_noise_is_held_at_a_time_however_many_digits_are_forged(
    checkpoint: Checkpoint,
) -> None:
    held: list[weakref.ref[torch.Tensor]] = []

    def noises() -> Iterator[torch.Tensor]:
        for seed in range(6):
            assert sum(noise() is not None for noise in held) <= 1
            noise = noise_of(seed, 6)
            held.append(weakref.ref(noise))
            yield noise

    digits = forge_all(checkpoint.generator, noises())
    assert len(held) == 6
    assert np.array_equal(digits, forge_many(checkpoint.generator, range(6)))


def test_no_noise_gives_no_digit(checkpoint: Checkpoint) -> None:
    assert forge_all(checkpoint.generator, []).shape == (0, 28, 28)


def test_noise_alone_does_not_say_which_digit_a_conditional_generator_is_to_draw(
    conditional: Checkpoint,
) -> None:
    with pytest.raises(ValueError, match="labels: expected one for each digit"):
        forge_all(conditional.generator, [noise_of(1, 6)])


def test_a_conditional_discriminator_judges_a_digit_as_one_of_its_label(
    conditional: Checkpoint,
) -> None:
    digits = forge_many(conditional.generator, [5, 5])
    as_five, as_six = judge(conditional, digits, [5, 6])
    assert as_five != as_six
    assert judge(conditional, digits[:1], [5]).tolist() == [as_five]
    with pytest.raises(ValueError, match="labels: expected one for each digit"):
        judge(conditional, digits)


def test_an_unconditional_discriminator_passes_over_labels(checkpoint: Checkpoint) -> None:
    digits = forge_many(checkpoint.generator, [5, 6])
    assert judge(checkpoint, digits, [1, 2]).tolist() == judge(checkpoint, digits).tolist()


def test_every_grey_level_survives_the_way_to_a_signal_and_back() -> None:
    levels = np.arange(256, dtype=np.uint8).reshape(1, 16, 16)
    assert np.array_equal(to_pixels(to_signal(levels)), levels)


def test_a_signal_is_rounded_to_the_nearest_level_and_kept_in_range() -> None:
    signal = torch.tensor([-1.5, -1.0 + 0.9 / 255, -1.0 + 1.1 / 255, 2.0]).reshape(1, 1, 1, 4)
    assert to_pixels(signal).ravel().tolist() == [0, 0, 1, 255]


def test_a_verdict_does_not_depend_on_the_digits_judged_beside_it(checkpoint: Checkpoint) -> None:
    digits = forge_many(checkpoint.generator, range(5))
    together = judge(checkpoint, digits)
    assert together.tolist() == [float(judge(checkpoint, digit[None])[0]) for digit in digits]
    assert ((together > 0) & (together < 1)).all()


@pytest.mark.parametrize(("logit", "expected"), [(0.0, 0.25), (1e9, 1.0), (-1e9, 0.0)])
def test_validity_is_the_logistic_of_the_logit_and_never_overflows(
    logit: float, expected: float
) -> None:
    validity = Validity(slope=2.0, intercept=-np.log(3.0))
    assert validity(logit) == pytest.approx(expected)


@pytest.mark.parametrize("slope", [0.0, 1e308])
def test_a_verdict_that_is_no_number_says_nothing_either_way(slope: float) -> None:
    validity = Validity(slope=slope, intercept=1e308)
    assert validity(float("nan")) == 0.5
    assert validity(float("-inf")) in (0.0, 0.5)
