"""The networks are those of their sources, layer by layer."""

import dataclasses

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from models.families.catalogue import FAMILIES, build, family_of
from models.families.edges import FromGrey, ToGrey
from models.families.reference import (
    ReferenceConfig,
    ReferenceDiscriminator,
    ReferenceGenerator,
)
from models.families.small import SmallConfig, SmallDiscriminator, SmallGenerator


def weights_of(network: nn.Module) -> int:
    return sum(weight.numel() for weight in network.parameters())


def shapes_through(network: nn.Module, sample: torch.Tensor) -> list[tuple[int, ...]]:
    """Return what leaves each convolution, linear and reshaping layer, without the batch."""
    shapes: list[tuple[int, ...]] = []
    kinds = (nn.Conv2d, nn.ConvTranspose2d, nn.Linear, nn.Unflatten, FromGrey, ToGrey)
    for layer in network.modules():
        if isinstance(layer, kinds):
            layer.register_forward_hook(lambda _, __, out: shapes.append(tuple(out.shape[1:])))
    network.eval()(sample)
    return shapes


def test_the_reference_generator_grows_as_its_source_does() -> None:
    generator = ReferenceGenerator(ReferenceConfig())
    assert shapes_through(generator, torch.zeros(2, 128)) == [
        (1024, 2, 2),
        (512, 3, 3),
        (256, 6, 6),
        (128, 12, 12),
        (64, 24, 24),
        (1, 28, 28),
    ]
    kernels = [
        (layer.kernel_size[0], layer.stride[0], layer.padding[0])
        for layer in generator.modules()
        if isinstance(layer, nn.ConvTranspose2d)
    ]
    assert kernels == [(2, 1, 0), (2, 1, 0), (4, 2, 1), (4, 2, 1), (4, 2, 1), (5, 1, 0)]
    assert all(layer.bias is None for layer in generator.modules() if hasattr(layer, "stride"))
    assert weights_of(generator) == pytest.approx(5.38e6, rel=0.001)


def test_the_reference_discriminator_shrinks_as_its_source_does() -> None:
    discriminator = ReferenceDiscriminator(ReferenceConfig())
    shapes = shapes_through(discriminator, torch.zeros(2, 1, 28, 28))
    assert shapes == [(32, 14, 14), (64, 7, 7), (128, 4, 4), (512,), (128,), (1,)]
    kinds = [type(layer).__name__ for layer in discriminator.body if "Re" in type(layer).__name__]
    assert kinds == ["LeakyReLU"] * 3 + ["ReLU"] * 2


def test_the_small_networks_have_the_shapes_that_were_measured() -> None:
    generator, discriminator = SmallGenerator(SmallConfig()), SmallDiscriminator(SmallConfig())
    shapes = shapes_through(generator, torch.zeros(2, 128))
    assert shapes == [(6272,), (128, 7, 7), (64, 14, 14), (32, 28, 28), (1, 28, 28)]
    shapes = shapes_through(discriminator, torch.zeros(2, 1, 28, 28))
    assert shapes == [(32, 14, 14), (64, 7, 7), (128, 4, 4), (1,)]


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_turns_noise_into_digits_and_digits_into_logits(name: str) -> None:
    config = FAMILIES[name].config()
    generator, discriminator = build(name, dataclasses.asdict(config))
    digits = generator(torch.randn(3, config.latent))
    assert digits.shape == (3, 1, 28, 28)
    assert digits.abs().max() <= 1
    assert discriminator(digits).shape == (3,)
    assert family_of(config) == name


@pytest.mark.parametrize("name", FAMILIES)
def test_weights_start_as_documented(name: str) -> None:
    with torch.random.fork_rng():
        torch.manual_seed(1)
        networks = build(name, dataclasses.asdict(FAMILIES[name].config()))
    for network in networks:
        for layer in network.modules():
            if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d | FromGrey | ToGrey):
                assert layer.weight.std().item() == pytest.approx(0.02, rel=0.2)
                assert abs(layer.weight.mean().item()) < 0.004
            if isinstance(layer, nn.BatchNorm2d):
                assert layer.weight.mean().item() == pytest.approx(1.0, abs=0.02)
                assert layer.weight.std().item() == pytest.approx(0.02, rel=0.5)


def test_the_references_linear_layers_start_at_a_spread_of_three_hundredths() -> None:
    discriminator = ReferenceDiscriminator(ReferenceConfig())
    first = next(layer for layer in discriminator.modules() if isinstance(layer, nn.Linear))
    assert first.weight.std().item() == pytest.approx(0.03, rel=0.02)


def test_from_grey_is_the_convolution_that_it_stands_for() -> None:
    layer = FromGrey(5)
    nn.init.normal_(layer.weight)
    nn.init.normal_(layer.bias)
    digits = torch.randn(3, 1, 28, 28)
    kernel = layer.weight.T.reshape(5, 1, 4, 4)
    expected = F.conv2d(digits, kernel, layer.bias, stride=2, padding=1)
    assert torch.allclose(layer(digits), expected, atol=1e-5)


def test_to_grey_is_the_transposed_convolution_that_it_stands_for() -> None:
    layer = ToGrey(5)
    nn.init.normal_(layer.weight)
    nn.init.normal_(layer.bias)
    features = torch.randn(3, 5, 28, 28)
    kernel = layer.weight.reshape(5, 1, 3, 3)
    expected = F.conv_transpose2d(features, kernel, layer.bias, padding=1)
    assert torch.allclose(layer(features), expected, atol=1e-4)


@pytest.mark.parametrize("name", FAMILIES)
def test_the_last_layer_stays_in_float32_under_autocast(name: str) -> None:
    config = FAMILIES[name].config()
    generator, _ = build(name, dataclasses.asdict(config))
    with torch.autocast("cpu", torch.bfloat16):
        assert generator(torch.randn(2, config.latent)).dtype == torch.float32


def test_a_size_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="generator_width: expected 1 to 4096, found 0"):
        SmallConfig(generator_width=0)
