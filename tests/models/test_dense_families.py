"""The dense families are those of their sources: every layer, shape and count of weights."""

import torch

from models.families.catalogue import build
from tests.models.layers import Row, layers_of

NOISE, DIGITS, LABELS = torch.zeros(2, 128), torch.zeros(2, 1, 28, 28), torch.tensor([3, 7])


def test_vanilla_has_the_layers_of_its_source() -> None:
    generator, discriminator = build("vanilla", {"latent": 128, "norm": "none"})
    assert layers_of(generator, NOISE) == [
        ("linear 128→1024", (1024,), 128 * 1024 + 1024),
        ("ReLU", (1024,), 0),
        ("linear 1024→1024", (1024,), 1024 * 1024 + 1024),
        ("ReLU", (1024,), 0),
        ("linear 1024→784", (784,), 1024 * 784 + 784),
    ]
    assert layers_of(discriminator, DIGITS) == [
        ("linear 784→256", (256,), 784 * 256 + 256),
        ("leaky 0.2", (256,), 0),
        ("linear 256→256", (256,), 256 * 256 + 256),
        ("leaky 0.2", (256,), 0),
        ("linear 256→1", (1,), 256 + 1),
    ]


def test_conditional_has_the_layers_of_its_source() -> None:
    generator, discriminator = build("conditional", {"latent": 128, "norm": "none"})
    assert layers_of(generator, NOISE, LABELS) == [
        ("LabelEmbedding", (10,), 10 * 10),
        ("linear 138→256", (256,), 138 * 256 + 256),
        ("leaky 0.2", (256,), 0),
        ("linear 256→512", (512,), 256 * 512 + 512),
        ("leaky 0.2", (512,), 0),
        ("linear 512→1024", (1024,), 512 * 1024 + 1024),
        ("leaky 0.2", (1024,), 0),
        ("linear 1024→784", (784,), 1024 * 784 + 784),
    ]
    assert layers_of(discriminator, DIGITS, LABELS) == [
        ("LabelEmbedding", (10,), 10 * 10),
        *hidden(794, 1024),
        *hidden(1024, 512),
        *hidden(512, 256),
        ("linear 256→1", (1,), 256 + 1),
    ]


def hidden(inputs: int, outputs: int) -> list[Row]:
    return [
        (f"linear {inputs}→{outputs}", (outputs,), inputs * outputs + outputs),
        ("leaky 0.2", (outputs,), 0),
        ("dropout 0.3", (outputs,), 0),
    ]


def test_cgan_dense_widens_to_the_pixels_with_batch_norm_within() -> None:
    generator, discriminator = build("cgan-dense", {"latent": 100, "norm": "batch"})
    assert layers_of(generator, torch.zeros(2, 100)) == [
        ("linear 100→256", (256,), 100 * 256 + 256),
        ("batch norm 256", (256,), 2 * 256),
        ("ReLU", (256,), 0),
        ("linear 256→512", (512,), 256 * 512 + 512),
        ("batch norm 512", (512,), 2 * 512),
        ("ReLU", (512,), 0),
        ("linear 512→1024", (1024,), 512 * 1024 + 1024),
        ("batch norm 1024", (1024,), 2 * 1024),
        ("ReLU", (1024,), 0),
        ("linear 1024→784", (784,), 1024 * 784 + 784),
    ]
    assert layers_of(discriminator, DIGITS) == [
        ("linear 784→512", (512,), 784 * 512 + 512),
        ("leaky 0.2", (512,), 0),
        ("linear 512→256", (256,), 512 * 256 + 256),
        ("batch norm 256", (256,), 2 * 256),
        ("leaky 0.2", (256,), 0),
        ("linear 256→1", (1,), 256 + 1),
    ]


def test_the_embedding_of_a_label_stands_behind_the_noise_and_behind_the_pixels() -> None:
    generator, discriminator = build("conditional", {"latent": 128, "norm": "none"})
    for network, inputs in ((generator, torch.randn(2, 128)), (discriminator, DIGITS)):
        seen: list[torch.Tensor] = []
        first = next(layer for layer in network.modules() if isinstance(layer, torch.nn.Linear))
        first.register_forward_pre_hook(lambda _, given, seen=seen: seen.append(given[0]))
        network(inputs, LABELS)
        told = network.embedding.weight[LABELS]  # type: ignore[index, union-attr]
        assert torch.equal(seen[0], torch.cat([inputs.flatten(1), told], 1))
