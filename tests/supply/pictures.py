"""Images from outside, written as other programs would."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def squares(count: int, side: int = 28, seed: int = 7) -> NDArray[np.uint8]:
    """Light blots on black, different each."""
    images = np.zeros((count, side, side), np.uint8)
    inner = np.random.default_rng(seed).integers(0, 256, (count, side - 8, side - 8), np.uint8)
    images[:, 4:-4, 4:-4] = inner
    return images


def folder_of(images: NDArray[np.uint8], folder: Path, mode: str = "L") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, image in enumerate(images):
        Image.fromarray(image).convert(mode).save(folder / f"{number:04d}.png")
    return folder


def array_of(images: NDArray[np.generic], path: Path) -> Path:
    np.save(path, images)
    return path
