"""The convolutional families are those of their sources: every layer, shape and count."""

import torch

from models.families.catalogue import build
from tests.models.layers import Row, layers_of, weights_of

DIGITS, LABELS = torch.zeros(2, 1, 28, 28), torch.tensor([3, 7])


def normed(words: str, shape: tuple[int, int, int], weights: int, activation: str) -> list[Row]:
    """Return the rows of a convolution, its BatchNorm, two weights a channel, its activation."""
    return [
        (words, shape, weights),
        (f"batch norm {shape[0]}", shape, 2 * shape[0]),
        (activation, shape, 0),
    ]


DEEP_ENDING = [
    *normed("conv 64→256 4/2/0", (256, 11, 11), 64 * 256 * 16 + 256, "leaky 0.2"),
    *normed("conv 256→512 4/2/0", (512, 4, 4), 256 * 512 * 16 + 512, "leaky 0.2"),
    ("reshape", (8192,), 0),
    ("linear 8192→1024", (1024,), 8192 * 1024 + 1024),
    ("leaky 0.2", (1024,), 0),
    ("dropout 0.32", (1024,), 0),
    ("linear 1024→64", (64,), 1024 * 64 + 64),
    ("leaky 0.2", (64,), 0),
    ("dropout 0.2", (64,), 0),
    ("linear 64→1", (1,), 64 + 1),
]


def test_deep_conv_has_the_layers_of_its_source() -> None:
    generator, discriminator = build("deep-conv", {"latent": 128, "norm": "batch"})
    assert layers_of(generator, torch.zeros(2, 128)) == [
        *normed("transposed 128→112 4/1/0", (112, 4, 4), 128 * 112 * 16 + 112, "ReLU"),
        *normed("transposed 112→56 3/2/1", (56, 7, 7), 112 * 56 * 9 + 56, "ReLU"),
        *normed("transposed 56→28 4/2/1", (28, 14, 14), 56 * 28 * 16 + 28, "ReLU"),
        ("transposed 28→1 4/2/1", (1, 28, 28), 28 * 16 + 1),
    ]
    assert layers_of(discriminator, DIGITS) == [
        *normed("conv 1→64 4/1/0", (64, 25, 25), 64 * 16 + 64, "leaky 0.2"),
        *DEEP_ENDING,
    ]


def test_conditional_deep_conv_has_the_layers_of_its_source() -> None:
    generator, discriminator = build("conditional-deep-conv", {"latent": 128, "norm": "batch"})
    assert layers_of(generator, torch.zeros(2, 128), LABELS) == [
        ("linear 128→2048", (2048,), 128 * 2048 + 2048),
        ("leaky 0.2", (2048,), 0),
        ("reshape", (128, 4, 4), 0),
        ("LabelEmbedding", (10,), 10 * 10),
        ("linear 10→16", (16,), 10 * 16 + 16),
        *normed("transposed 129→56 4/1/0", (56, 7, 7), 129 * 56 * 16 + 56, "ReLU"),
        *normed("transposed 56→28 4/2/1", (28, 14, 14), 56 * 28 * 16 + 28, "ReLU"),
        ("transposed 28→1 4/2/1", (1, 28, 28), 28 * 16 + 1),
    ]
    assert layers_of(discriminator, DIGITS, LABELS) == [
        ("LabelEmbedding", (10,), 10 * 10),
        ("linear 10→784", (784,), 10 * 784 + 784),
        *normed("conv 2→64 4/1/0", (64, 25, 25), 2 * 64 * 16 + 64, "leaky 0.2"),
        *DEEP_ENDING,
    ]


def test_cgan_projects_and_doubles_twice() -> None:
    generator, discriminator = build("cgan", {"latent": 100, "norm": "batch"})
    assert layers_of(generator, torch.zeros(2, 100)) == [
        ("linear 100→6272", (6272,), 100 * 6272 + 6272),
        ("reshape", (128, 7, 7), 0),
        ("batch norm 128", (128, 7, 7), 2 * 128),
        ("ReLU", (128, 7, 7), 0),
        *normed("transposed 128→64 4/2/1", (64, 14, 14), 128 * 64 * 16 + 64, "ReLU"),
        ("transposed 64→1 4/2/1", (1, 28, 28), 64 * 16 + 1),
    ]
    assert layers_of(discriminator, DIGITS) == [
        ("conv 1→64 4/2/1", (64, 14, 14), 64 * 16 + 64),
        ("leaky 0.2", (64, 14, 14), 0),
        *normed("conv 64→128 4/2/1", (128, 7, 7), 64 * 128 * 16 + 128, "leaky 0.2"),
        ("reshape", (6272,), 0),
        ("linear 6272→1", (1,), 6272 + 1),
    ]


def test_the_classic_dcgan_is_all_convolutions_without_biases() -> None:
    generator, discriminator = build("classic-dcgan", {"latent": 100, "norm": "batch"})
    assert layers_of(generator, torch.zeros(2, 100)) == [
        *normed("transposed 100→256 4/1/0", (256, 4, 4), 100 * 256 * 16, "ReLU"),
        *normed("transposed 256→128 3/2/1", (128, 7, 7), 256 * 128 * 9, "ReLU"),
        *normed("transposed 128→64 4/2/1", (64, 14, 14), 128 * 64 * 16, "ReLU"),
        ("transposed 64→1 4/2/1", (1, 28, 28), 64 * 16),
    ]
    assert layers_of(discriminator, DIGITS) == [
        ("conv 1→64 4/2/1", (64, 14, 14), 64 * 16),
        ("leaky 0.2", (64, 14, 14), 0),
        *normed("conv 64→128 4/2/1", (128, 7, 7), 64 * 128 * 16, "leaky 0.2"),
        *normed("conv 128→256 3/2/1", (256, 4, 4), 128 * 256 * 9, "leaky 0.2"),
        ("conv 256→1 4/1/0", (1, 1, 1), 256 * 16),
    ]
    assert (weights_of(generator), weights_of(discriminator)) == (837_504, 431_872)
