"""GAN 1 and its variants are those of their source: every layer, shape and count of weights."""

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from models.configs.gan_1 import Gan1Config
from models.families.catalogue import build
from models.families.gan_1 import Gan1Discriminator, Gan1Generator
from models.families.norms import ChannelNorm
from tests.models.layers import Row, in_words, layers_of, weights_of

NOISE, DIGITS = torch.zeros(2, 100), torch.zeros(2, 1, 28, 28)
DOUBLING = 128 * 128 * 16 + 128
"""Weights of a transposed convolution 128→128 with kernel 4."""


def rows_of(norm: str, deep: bool) -> tuple[list[Row], list[Row]]:
    generator, discriminator = build("gan-1", {"latent": 100, "norm": norm, "deep": deep})
    return layers_of(generator, NOISE), layers_of(discriminator, DIGITS)


def test_gan_1_has_the_layers_of_its_source() -> None:
    generator, discriminator = rows_of("none", deep=False)
    assert generator == [
        ("linear 100→6272", (6272,), 100 * 6272 + 6272),
        ("reshape", (128, 7, 7), 0),
        ("leaky 0.2", (128, 7, 7), 0),
        ("transposed 128→128 4/2/1", (128, 14, 14), DOUBLING),
        ("leaky 0.2", (128, 14, 14), 0),
        ("transposed 128→128 4/2/1", (128, 28, 28), DOUBLING),
        ("leaky 0.2", (128, 28, 28), 0),
        ("conv 128→1 7/1/3", (1, 28, 28), 128 * 49 + 1),
    ]
    assert discriminator == [
        ("pad (0, 1, 0, 1)", (1, 29, 29), 0),
        ("conv 1→64 3/2/0", (64, 14, 14), 64 * 9 + 64),
        ("leaky 0.2", (64, 14, 14), 0),
        ("dropout 0.4", (64, 14, 14), 0),
        ("pad (0, 1, 0, 1)", (64, 15, 15), 0),
        ("conv 64→64 3/2/0", (64, 7, 7), 64 * 64 * 9 + 64),
        ("leaky 0.2", (64, 7, 7), 0),
        ("dropout 0.4", (64, 7, 7), 0),
        ("reshape", (3136,), 0),
        ("linear 3136→1", (1,), 3136 + 1),
    ]


def test_gan_1_weighs_what_its_source_prints() -> None:
    generator, discriminator = build("gan-1", {"latent": 100, "norm": "none", "deep": False})
    assert (weights_of(generator), weights_of(discriminator)) == (1_164_289, 40_705)


def test_gan_1_deep_has_one_more_linear_layer_in_each_and_twice_the_channels() -> None:
    generator, discriminator = rows_of("none", deep=True)
    assert generator[:3] == [
        ("linear 100→896", (896,), 100 * 896 + 896),
        ("linear 896→6272", (6272,), 896 * 6272 + 6272),
        ("reshape", (128, 7, 7), 0),
    ]
    assert generator[3:] == rows_of("none", deep=False)[0][2:]
    assert [row for row in discriminator if row[2]] == [
        ("conv 1→128 3/2/0", (128, 14, 14), 128 * 9 + 128),
        ("conv 128→128 3/2/0", (128, 7, 7), 128 * 128 * 9 + 128),
        ("linear 6272→64", (64,), 6272 * 64 + 64),
        ("linear 64→1", (1,), 64 + 1),
    ]


@pytest.mark.parametrize("norm", ["batch", "layer"])
def test_a_norm_stands_before_each_activation_but_the_discriminators_first(norm: str) -> None:
    plain, normed = rows_of("none", deep=False), rows_of(norm, deep=False)
    for before, after, channels in zip(plain, normed, ([128] * 3, [64]), strict=True):
        added = [row for row in after if "norm" in row[0]]
        assert [(row[0], row[2]) for row in added] == [
            (f"{norm} norm {width}", 2 * width) for width in channels
        ]
        assert [row for row in after if row not in added] == before
        places = [place for place, row in enumerate(after) if row in added]
        assert {after[place + 1][0] for place in places} == {"leaky 0.2"}
    words = [row[0] for row in normed[1]]
    assert words.index(f"{norm} norm 64") > words.index("conv 64→64 3/2/0")


def test_a_layer_norm_of_maps_is_over_the_channels_of_each_position() -> None:
    maps = torch.randn(2, 8, 5, 5) * 3 + 1
    out = ChannelNorm(8)(maps)
    assert out.shape == maps.shape
    assert torch.allclose(out.mean(1), torch.zeros(2, 5, 5), atol=1e-5)
    assert torch.allclose(out.var(1, correction=0), torch.ones(2, 5, 5), atol=1e-3)


def test_the_strided_convolutions_pad_right_and_below_as_keras_does() -> None:
    discriminator = Gan1Discriminator(Gan1Config()).eval()
    digits = torch.rand(2, 1, 28, 28) * 2 - 1
    convs = [layer for layer in discriminator.modules() if isinstance(layer, nn.Conv2d)]
    features = (digits + 1) / 2
    for conv in convs:
        features = F.conv2d(F.pad(features, (0, 1, 0, 1)), conv.weight, conv.bias, stride=2)
        features = F.leaky_relu(features, 0.2)
    expected = discriminator.to_logit(features.flatten(1)).squeeze(1)
    assert torch.allclose(discriminator(digits), expected, atol=1e-5)


def test_a_sigmoid_generator_reaches_from_black_to_white() -> None:
    generator = Gan1Generator(Gan1Config())
    for bias, grey in ((-60.0, -1.0), (60.0, 1.0)):
        nn.init.constant_(generator.to_grey.bias, bias)  # type: ignore[arg-type]
        assert (generator(torch.randn(2, 100)) == grey).all()


def test_weights_start_within_glorots_bounds() -> None:
    with torch.random.fork_rng():
        torch.manual_seed(1)
        networks = build("gan-1", {"latent": 100, "norm": "none", "deep": False})
    bounds = {  # √(6 / (what flows in + what flows out)) of each layer
        "linear 100→6272": (6 / (100 + 6272)) ** 0.5,
        "transposed 128→128 4/2/1": (6 / (128 * 16 + 128 * 16)) ** 0.5,
        "conv 128→1 7/1/3": (6 / (128 * 49 + 49)) ** 0.5,
        "conv 64→64 3/2/0": (6 / (64 * 9 + 64 * 9)) ** 0.5,
    }
    seen = set()
    for network in networks:
        for layer in network.modules():
            if (bound := bounds.get(in_words(layer))) is None:
                continue
            seen.add(in_words(layer))
            weight, bias = layer.weight, layer.bias
            assert isinstance(weight, torch.Tensor)
            assert isinstance(bias, torch.Tensor)
            assert 0.99 * bound < weight.abs().max() <= bound
            assert not bias.any()
    assert seen == set(bounds)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"norm": "group"}, "norm: expected one of none, batch, layer, found 'group'"),
        ({"norm": ["batch"]}, "norm: expected one of none, batch, layer"),
        ({"deep": 1}, "deep: expected true or false, found 1"),
        ({"latent": 0}, "latent: expected 1 to 4096, found 0"),
    ],
)
def test_a_value_that_it_cannot_have_is_refused(values: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Gan1Config(**values)  # type: ignore[arg-type]
