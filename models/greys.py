"""The five greys that every digit is shown in, real or forged.

MNIST's exact grey values are a fingerprint that no stroke has anything to do with: its digits were
made from black and white ones by averaging over few pixels, and a generator's are any. Which of the
256 values occur told reals from fakes in 98 % of cases (a linear classifier, 5,000 a side, epoch 20
of the preset `sgd`); rounded to five greys, both by this one function, in 50 %. The distance
between real training and test digits, as `trainer.evaluate` measures it, grew by 6 % of itself.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.shades import SHADES

GREYS = np.array(SHADES, np.uint8)

_NEAREST = GREYS[np.rint(np.arange(256) / 255 * (len(GREYS) - 1)).astype(int)]


def in_five_greys(digits: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return `uint8` digits of any shape with each pixel rounded to the nearest of the GREYS.

    >>> in_five_greys(np.array([0, 31, 32, 100, 254], np.uint8)).tolist()
    [0, 0, 64, 128, 255]
    """
    rounded: NDArray[np.uint8] = _NEAREST[digits]
    return rounded
