"""Every family keeps the networks' contract; the reference and the small one layer by layer."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from models.checkpoint import load, save
from models.configs.catalogue import family_of
from models.configs.norm import NORMS
from models.configs.reference import ReferenceConfig
from models.configs.small import SmallConfig
from models.families.catalogue import FAMILIES, build, is_conditional
from models.families.edges import FromGrey, ToDoubledGrey, ToGrey
from models.families.reference import ReferenceDiscriminator, ReferenceGenerator
from models.families.small import SmallDiscriminator, SmallGenerator
from tests.models.layers import shapes_through, weights_of
from tests.models.small_checkpoint import some_metadata

CONDITIONAL = ["small", "per-digit", "conditional", "conditional-deep-conv"]
DCGAN_STARTS = ["small", "reference", "cgan", "cgan-dense", "classic-dcgan"]


def seeded(name: str, **values: Any) -> tuple[nn.Module, nn.Module]:
    """Build a family whose weights are the same at every call."""
    config = FAMILIES[name].config(**values)
    with torch.random.fork_rng():
        torch.manual_seed(1)
        return build(name, dataclasses.asdict(config))


def latent_of(generator: nn.Module) -> int:
    return int(generator.config.latent)  # type: ignore[union-attr, arg-type]


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
    assert shapes == [(32, 14, 14), (64, 7, 7), (128, 4, 4), (2048,), (512,), (128,), (1,)]
    kinds = [type(layer).__name__ for layer in discriminator.body if "Re" in type(layer).__name__]
    assert kinds == ["LeakyReLU"] * 3 + ["ReLU"] * 2


def test_the_small_networks_have_the_shapes_that_their_sizes_say() -> None:
    config = SmallConfig(generator_width=8, generator_blocks=2, discriminator_width=4)
    generator, discriminator = SmallGenerator(config), SmallDiscriminator(config)
    labels = torch.tensor([0, 9])
    shapes = shapes_through(generator, torch.zeros(2, 128), labels)
    same = [(8, 14, 14)] * 2
    assert shapes == [(784,), (16, 7, 7), (8, 14, 14), *same, (1, 28, 28)]
    shapes = shapes_through(discriminator, torch.zeros(2, 1, 28, 28), labels)
    assert shapes == [(4, 14, 14), (8, 7, 7), (16, 4, 4), (256,), (1,)]


def test_a_small_generator_with_a_full_size_draws_its_pixels_at_28() -> None:
    config = SmallConfig(generator_width=8, generator_blocks=0, full_size_width=4)
    shapes = shapes_through(SmallGenerator(config), torch.zeros(2, 128), torch.tensor([0, 9]))
    assert shapes[2:] == [(8, 14, 14), (4, 28, 28), (1, 28, 28)]


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_turns_noise_into_digits_and_digits_into_logits(name: str) -> None:
    generator, discriminator = seeded(name)
    labels = torch.tensor([1, 4, 1])
    digits = generator(torch.randn(3, latent_of(generator)), labels)
    assert digits.shape == (3, 1, 28, 28)
    assert digits.abs().max() <= 1
    assert discriminator(digits, labels).shape == (3,)
    assert family_of(FAMILIES[name].config()) == name


@pytest.mark.parametrize("name", FAMILIES)
def test_digits_use_the_whole_of_minus_one_to_one(name: str) -> None:
    generator, _ = seeded(name)
    with torch.no_grad():
        for weight in generator.parameters():
            weight.mul_(30)
    digits = generator(torch.randn(8, latent_of(generator)), torch.arange(8))
    assert digits.min() < -0.99
    assert digits.max() > 0.99


@pytest.mark.parametrize("name", CONDITIONAL)
@torch.inference_mode()
def test_a_conditional_network_needs_labels_and_heeds_them(name: str) -> None:
    generator, discriminator = (network.eval() for network in seeded(name))
    assert is_conditional(generator)
    for weight in discriminator.parameters():
        weight.add_(0.01 * torch.randn_like(weight))  # a projection may start from zero
    noise = torch.randn(1, latent_of(generator)).expand(2, -1)
    threes, sevens = torch.tensor([3, 3]), torch.tensor([7, 7])
    digits = generator(noise, threes)
    assert not torch.allclose(digits, generator(noise, sevens), atol=1e-3)
    verdicts = discriminator(digits, threes)
    assert not torch.allclose(verdicts, discriminator(digits, sevens), atol=1e-4)
    for network, inputs in ((generator, noise), (discriminator, digits)):
        with pytest.raises(ValueError, match="labels: expected one for each digit"):
            network(inputs)


@pytest.mark.parametrize("name", sorted(set(FAMILIES) - set(CONDITIONAL)))
@torch.inference_mode()
def test_an_unconditional_network_passes_over_labels(name: str) -> None:
    generator, discriminator = (network.eval() for network in seeded(name))
    assert not is_conditional(generator)
    noise, labels = torch.randn(2, latent_of(generator)), torch.tensor([3, 7])
    digits = generator(noise, labels)
    assert torch.equal(digits, generator(noise))
    assert torch.equal(discriminator(digits, labels), discriminator(digits))


@pytest.mark.parametrize("name", FAMILIES)
@torch.inference_mode()
def test_every_family_comes_back_from_a_checkpoint(name: str, tmp_path: Path) -> None:
    generator, discriminator = seeded(name)
    noise, labels = torch.randn(4, latent_of(generator)), torch.tensor([0, 3, 3, 9])
    discriminator(generator(noise, labels), labels)  # running statistics are kept too
    config: Any = generator.config
    path = tmp_path / "a.safetensors"
    save(path, some_metadata(config), generator, discriminator, torch.float32)
    checkpoint = load(path)
    digits = generator.eval()(noise, labels)
    assert torch.equal(checkpoint.generator(noise, labels), digits)
    verdicts = discriminator.eval()(digits, labels)
    assert torch.equal(checkpoint.discriminator(digits, labels), verdicts)
    assert checkpoint.generator.config == config


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize(
    "name", [name for name, family in FAMILIES.items() if "norm" in family.config.__annotations__]
)
def test_every_family_with_a_norm_takes_every_norm(name: str, norm: str) -> None:
    values = {"digit": 3} if name == "per-digit" else {}
    generator, discriminator = seeded(name, norm=norm, **values)
    kinds = {"batch": nn.modules.batchnorm._BatchNorm, "layer": nn.LayerNorm}
    for network in (generator, discriminator):
        found = {
            kind
            for kind, layer in kinds.items()
            if any(isinstance(part, layer) for part in network.modules())
        }
        assert found == {norm} - {"none"}
    labels = torch.tensor([1, 2])
    digits = generator(torch.randn(2, latent_of(generator)), labels)
    assert discriminator(digits, labels).isfinite().all()


@pytest.mark.parametrize("name", DCGAN_STARTS)
def test_weights_of_dcgan_start_as_its_paper_says(name: str) -> None:
    for network in seeded(name):
        for layer in network.modules():
            if isinstance(
                layer, nn.Conv2d | nn.ConvTranspose2d | FromGrey | ToGrey | ToDoubledGrey
            ):
                assert layer.weight.std().item() == pytest.approx(0.02, rel=0.2)
                assert abs(layer.weight.mean().item()) < 0.004
            if isinstance(layer, nn.BatchNorm1d | nn.BatchNorm2d):
                assert layer.weight.mean().item() == pytest.approx(1.0, abs=0.02)
                assert layer.weight.std().item() == pytest.approx(0.02, rel=0.5)
            if isinstance(layer, nn.Linear) and name.startswith("cgan"):
                assert layer.weight.std().item() == pytest.approx(0.02, rel=0.2)


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


def test_to_doubled_grey_is_the_transposed_convolution_that_it_stands_for() -> None:
    layer = ToDoubledGrey(5)
    nn.init.normal_(layer.weight)
    nn.init.normal_(layer.bias)
    features = torch.randn(3, 5, 14, 14)
    kernel = layer.weight.reshape(5, 1, 6, 6)
    expected = F.conv_transpose2d(features, kernel, layer.bias, stride=2, padding=2)
    assert torch.allclose(layer(features), expected, atol=1e-4)


@pytest.mark.parametrize("name", FAMILIES)
def test_the_last_layer_stays_in_float32_under_autocast(name: str) -> None:
    generator, _ = seeded(name)
    with torch.autocast("cpu", torch.bfloat16):
        digits = generator(torch.randn(2, latent_of(generator)), torch.tensor([4, 4]))
    assert digits.dtype == torch.float32
    # Values that bfloat16 cannot hold: the layer itself was computed in float32.
    assert not torch.equal(digits, digits.bfloat16().float())


@pytest.mark.parametrize("name", FAMILIES)
def test_a_size_below_one_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="latent: expected 1 to 4096, found 0"):
        FAMILIES[name].config(latent=0)
