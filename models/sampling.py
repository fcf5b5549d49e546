"""From a seed to a digit: the same pixels every time, whatever is drawn beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice, repeat
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from models.checkpoint import Checkpoint
from models.families.catalogue import is_conditional
from models.greys import in_five_greys
from models.seeds import CLASSES, MOST_SEED
from models.wording import shown

Shown = TypeVar("Shown")


def noise_of(seed: int, latent: int) -> Tensor:
    """Return the noise that `seed` names: (latent,) float32, standard normal, drawn on the CPU."""
    if not 0 <= seed <= MOST_SEED:
        raise ValueError(f"seed: expected 0 to {MOST_SEED}, found {seed}")
    return torch.randn(latent, generator=torch.Generator().manual_seed(seed))


def label_of(seed: int) -> int:
    """Return the label that a seed has where none is given: its last digit.

    >>> label_of(2481)
    1
    """
    return seed % CLASSES


def forge(generator: nn.Module, seed: int, label: int | None = None) -> NDArray[np.uint8]:
    """Return the digit that `seed` and, where the generator is conditional, `label` name.

    It is `uint8` (28, 28) in five greys. Without a label a conditional generator draws
    `label_of(seed)`. `generator` is in `eval()` on the CPU; the digit is computed alone, in
    float32 and on one thread, so that on one machine it is the same to the pixel every time.
    Raise ValueError where the seed or the label is out of range, or where a label is given to a
    generator that knows none.
    """
    digit: NDArray[np.uint8] = forge_many(generator, [seed], None if label is None else [label])[0]
    return digit


def forge_many(
    generator: nn.Module, seeds: Iterable[int], labels: Iterable[int] | None = None
) -> NDArray[np.uint8]:
    """Return the digits that `seeds` and `labels` name, `uint8` (n, 28, 28), each as by `forge`."""
    seeds = list(seeds)
    latent = int(generator.config.latent)  # type: ignore[union-attr, arg-type]
    if labels is None and is_conditional(generator):
        labels = [label_of(seed) for seed in seeds]
    return forge_all(generator, (noise_of(seed, latent) for seed in seeds), labels)


def forge_all(
    generator: nn.Module, noises: Iterable[Tensor], labels: Iterable[int | Tensor] | None = None
) -> NDArray[np.uint8]:
    """Return the digits of noises (latent,) each, `uint8` (n, 28, 28), each computed alone.

    A label may be a tensor (10,) of shares that sum to 1: a digit between others, of a family that
    `mixes_labels`. Noises are taken one at a time, so that a million of them need no room. Raise
    ValueError where labels are missing or are not one of 0–9 for each noise, or where they are
    given to a generator that knows none.
    """
    if labels is not None and not is_conditional(generator):
        found = shown(list(islice(labels, CLASSES)))
        raise ValueError(f"label: expected none, for the generator is unconditional, found {found}")

    def forged() -> Iterator[NDArray[np.uint8]]:
        for noise, mark in _marked(noises, labels):
            yield in_five_greys(to_pixels(generator(noise[None], mark))[0])

    with torch.inference_mode(), _one_thread():
        return np.fromiter(forged(), np.dtype((np.uint8, (28, 28))))


def judge(
    checkpoint: Checkpoint, digits: NDArray[np.uint8], labels: Iterable[int] | None = None
) -> NDArray[np.float64]:
    """Return the discriminator's validity, 0–1, of each of the `uint8` (n, 28, 28) digits.

    Each is judged alone, so that a verdict does not depend on its neighbours. A conditional
    discriminator judges a digit as one of its label, 0–9, and raises ValueError without; any other
    passes over the labels.
    """
    validity = checkpoint.metadata.validity
    with torch.inference_mode(), _one_thread():
        logits = [
            float(checkpoint.discriminator(to_signal(digit[None]), mark))
            for digit, mark in _marked(digits, labels)
        ]
    return np.array([validity(logit) for logit in logits])


def _marked(
    things: Iterable[Shown], labels: Iterable[int | Tensor] | None
) -> Iterator[tuple[Shown, Tensor | None]]:
    """Yield each with its label as the networks take it, (1,) int64 or (1, 10), after a check."""
    if labels is None:
        yield from zip(things, repeat(None))
        return
    left = iter(labels)
    for thing in things:
        label = next(left, None)
        if label is None:
            raise ValueError("label: expected one a digit, found fewer")
        if isinstance(label, Tensor):
            yield thing, label[None]
            continue
        if not 0 <= label < CLASSES:
            raise ValueError(f"label: expected 0 to {CLASSES - 1}, found {label}")
        yield thing, torch.tensor([label], dtype=torch.int64)
    if next(left, None) is not None:
        raise ValueError("label: expected one a digit, found more")


def to_pixels(signal: Tensor) -> NDArray[np.uint8]:
    """Turn (n, 1, 28, 28) in −1…1 into `uint8` (n, 28, 28), rounded to the nearest grey level.

    >>> to_pixels(torch.tensor([-1.0, 0.0, 1.0]).reshape(1, 1, 1, 3)).tolist()
    [[[0, 128, 255]]]
    """
    grey = ((signal.squeeze(1) + 1.0) * 127.5).round().clamp(0, 255)
    pixels: NDArray[np.uint8] = grey.to(torch.uint8).numpy(force=True)
    return pixels


def to_signal(digits: NDArray[np.uint8]) -> Tensor:
    """Turn `uint8` (n, 28, 28) into float32 (n, 1, 28, 28) in −1…1."""
    return torch.from_numpy(digits.astype(np.float32)).unsqueeze(1) / 127.5 - 1.0


@contextmanager
def _one_thread() -> Iterator[None]:
    # Sums are split by the number of threads, and rounding with them.
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
