"""From a seed to a digit: the same pixels every time, whatever is drawn beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from models.checkpoint import Checkpoint
from models.greys import in_five_greys

MOST_SEED = 2**31 - 1


def noise_of(seed: int, latent: int) -> Tensor:
    """Return the noise that `seed` names: (latent,) float32, standard normal, drawn on the CPU."""
    if not 0 <= seed <= MOST_SEED:
        raise ValueError(f"seed: expected 0 to {MOST_SEED}, found {seed}")
    return torch.randn(latent, generator=torch.Generator().manual_seed(seed))


def forge(generator: nn.Module, seed: int, label: int | None = None) -> NDArray[np.uint8]:
    """Return the digit that `seed` (and, where the family is conditional, `label`) names,
    `uint8` (28, 28) in five greys.

    `generator` is in `eval()` on the CPU; the digit is computed alone, in float32 and on one
    thread, so that on one machine it is the same to the pixel every time. Raise ValueError where
    the seed is out of range, or where a label is given to a family that knows none.
    """
    if label is not None:
        raise ValueError(f"label: expected none, for the family is unconditional, found {label}")
    digit: NDArray[np.uint8] = forge_many(generator, [seed])[0]
    return digit


def forge_many(generator: nn.Module, seeds: Iterable[int]) -> NDArray[np.uint8]:
    """Return the digits that `seeds` name, `uint8` (n, 28, 28), each computed alone."""
    latent = int(generator.config.latent)  # type: ignore[union-attr, arg-type]
    return forge_all(generator, (noise_of(seed, latent) for seed in seeds))


def forge_all(generator: nn.Module, noises: Iterable[Tensor]) -> NDArray[np.uint8]:
    """Return the digits of noises (latent,) each, `uint8` (n, 28, 28), each computed alone."""
    with torch.inference_mode(), _one_thread():
        digits = [to_pixels(generator(noise[None]))[0] for noise in noises]
    return in_five_greys(np.stack(digits)) if digits else np.empty((0, 28, 28), np.uint8)


def judge(checkpoint: Checkpoint, digits: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return the discriminator's validity, 0–1, of each of the `uint8` (n, 28, 28) digits.

    Each is judged alone, so that a verdict does not depend on its neighbours.
    """
    validity = checkpoint.metadata.validity
    with torch.inference_mode(), _one_thread():
        logits = [float(checkpoint.discriminator(to_signal(digit[None]))) for digit in digits]
    return np.array([validity(logit) for logit in logits])


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
