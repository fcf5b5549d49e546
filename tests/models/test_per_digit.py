"""A label leads to its own pair of networks, and to no other."""

from typing import Any

import pytest
import torch
from torch import nn

from models.configs.per_digit import PerDigitConfig
from models.families.catalogue import build
from models.families.per_digit import PerDigitDiscriminator, PerDigitGenerator
from models.sampling import forge
from tests.models.layers import Row, layers_of, weights_of


def only(digit: Any) -> tuple[nn.Module, nn.Module]:
    return build("per-digit", {"latent": 100, "digit": digit, "norm": "batch"})


def test_the_pair_of_a_digit_has_the_layers_of_its_source() -> None:
    generator, discriminator = only(3)
    assert layers_of(generator, torch.zeros(2, 100)) == [
        ("linear 100→3136", (3136,), 100 * 3136 + 3136),
        ("leaky 0.2", (3136,), 0),
        ("reshape", (64, 7, 7), 0),
        *doubled(64, 64, 14),
        *doubled(64, 32, 28),
        ("conv 32→1 7/1/3", (1, 28, 28), 32 * 49 + 1),
    ]
    assert layers_of(discriminator, torch.zeros(2, 1, 28, 28)) == [
        *halved(1, 14),
        *halved(32, 7),
        ("reshape", (1568,), 0),
        ("linear 1568→1", (1,), 1568 + 1),
    ]


def doubled(inputs: int, outputs: int, side: int) -> list[Row]:
    shape = (outputs, side, side)
    return [
        (f"transposed {inputs}→{outputs} 4/2/1", shape, inputs * outputs * 16 + outputs),
        (f"batch norm {outputs}", shape, 2 * outputs),
        (f"conv {outputs}→{outputs} 3/1/1", shape, outputs * outputs * 9 + outputs),
        ("leaky 0.2", shape, 0),
    ]


def halved(inputs: int, side: int) -> list[Row]:
    shape = (32, side, side)
    return [
        (f"conv {inputs}→32 4/2/1", shape, inputs * 32 * 16 + 32),
        ("batch norm 32", shape, 2 * 32),
        ("leaky 0.3", shape, 0),
        ("dropout 0.8", shape, 0),
    ]


def test_a_pair_weighs_what_its_source_prints_as_trainable_and_all_ten_ten_times_that() -> None:
    assert [weights_of(network) for network in only(7)] == [463_073, 18_657]
    assert [weights_of(network) for network in only("all")] == [4_630_730, 186_570]


@pytest.fixture(scope="module")
def ten() -> tuple[PerDigitGenerator, PerDigitDiscriminator]:
    config = PerDigitConfig(latent=6)
    with torch.random.fork_rng():
        torch.manual_seed(5)
        return PerDigitGenerator(config).eval(), PerDigitDiscriminator(config).eval()


LABELS = torch.tensor([4, 0, 9, 4, 4, 0])


@torch.inference_mode()
def test_each_row_is_made_and_judged_by_the_networks_of_its_label(
    ten: tuple[PerDigitGenerator, PerDigitDiscriminator],
) -> None:
    generator, discriminator = ten
    noise = torch.randn(6, 6)
    digits = generator(noise, LABELS)
    logits = discriminator(digits, LABELS)
    for place, label in enumerate(LABELS.tolist()):
        alone = generator.each[str(label)](noise[place : place + 1])
        assert torch.allclose(digits[place], alone[0], atol=1e-6)
        verdict = discriminator.each[str(label)](alone)
        assert torch.allclose(logits[place], verdict[0], atol=1e-5)


def test_gradients_reach_the_networks_of_the_labels_and_no_others() -> None:
    generator = PerDigitGenerator(PerDigitConfig(latent=6))
    noise = torch.randn(6, 6, requires_grad=True)
    weight = torch.randn(6, 1, 28, 28)
    (generator(noise, LABELS) * weight).sum().backward()
    assert noise.grad is not None
    assert noise.grad.abs().sum(1).gt(0).all()
    reached = {
        name
        for name, network in generator.each.items()
        if any(part.grad is not None and part.grad.any() for part in network.parameters())
    }
    assert reached == {"0", "4", "9"}
    # The network of 9 has seen the third row alone.
    lone = next(generator.each["9"].parameters())
    found, lone.grad = lone.grad, None
    (generator.each["9"](noise[2:3]) * weight[2:3]).sum().backward()
    assert found is not None
    assert lone.grad is not None
    assert torch.allclose(found, lone.grad, rtol=1e-3, atol=1e-4)


def test_a_norm_over_the_batch_is_over_one_digits_rows() -> None:
    discriminator = PerDigitDiscriminator(PerDigitConfig())
    digits = torch.rand(6, 1, 28, 28) * 2 - 1
    discriminator(digits, LABELS)
    means = {
        name: next(layer for layer in network.modules() if isinstance(layer, nn.BatchNorm2d))
        for name, network in discriminator.each.items()
    }
    conv = discriminator.each["4"].body[0]  # type: ignore[index]
    seen = conv((digits[LABELS == 4] + 1) / 2).mean((0, 2, 3))  # type: ignore[operator]
    assert torch.allclose(means["4"].running_mean, 0.1 * seen, atol=1e-5)  # type: ignore[arg-type]
    assert not means["5"].running_mean.any()  # type: ignore[union-attr]


@pytest.mark.parametrize("label", [-1, 10])
def test_a_label_that_is_no_digit_is_refused(
    ten: tuple[PerDigitGenerator, PerDigitDiscriminator], label: int
) -> None:
    with pytest.raises(ValueError, match=f"labels: expected 0 to 9, found {label}"):
        ten[0](torch.zeros(2, 6), torch.tensor([3, label]))


def test_one_digits_pair_alone_is_told_nothing_and_asked_for_none_other() -> None:
    config = PerDigitConfig(digit=3)
    assert not config.conditional
    generator = PerDigitGenerator(config).eval()
    assert list(generator.each) == ["3"]
    assert forge(generator, seed=1).shape == (28, 28)
    with pytest.raises(ValueError, match="label: expected none"):
        forge(generator, seed=1, label=5)


@pytest.mark.parametrize("digit", [10, -1, True, "3", None, 2.0])
def test_a_digit_that_is_none_is_refused(digit: Any) -> None:
    with pytest.raises(ValueError, match="digit: expected all or one of 0 to 9, found"):
        PerDigitConfig(digit=digit)


def test_weights_start_as_the_source_asks() -> None:
    with torch.random.fork_rng():
        torch.manual_seed(1)
        generator, discriminator = only(0)
    for network in (generator, discriminator):
        for layer in network.modules():
            if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d) and layer.kernel_size != (3, 3):
                assert layer.weight.std().item() == pytest.approx(0.02, rel=0.1)
    plain = next(layer for layer in generator.modules() if isinstance(layer, nn.Conv2d))
    assert plain.kernel_size == (3, 3)
    assert plain.weight.abs().max().item() == pytest.approx((6 / (64 * 9 * 2)) ** 0.5, rel=0.01)
