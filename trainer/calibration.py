"""The logistic that makes a discriminator's verdict mean the same under every loss."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize
from torch import Tensor, nn

from models.metadata import Validity
from models.sampling import to_pixels, to_signal

MOST_LOGIT = 1e30


def fit_validity(real: NDArray[np.float64], fake: NDArray[np.float64]) -> Validity:
    """Fit P(real | logit) on the logits of held-out reals (n,) and fresh fakes (m,).

    Platt scaling with its smoothed targets (Platt 1999, "Probabilistic Outputs for Support Vector
    Machines", §2.2), which keep the slope finite where the two can be told apart without error.
    """
    # A discriminator that has lost its measure may answer with what is no number.
    logits = np.nan_to_num(np.concatenate([real, fake]), posinf=MOST_LOGIT, neginf=-MOST_LOGIT)
    centre, spread = logits.mean(), max(float(logits.std()), 1e-6)
    scaled = (logits - centre) / spread
    targets = np.concatenate(
        [
            np.full(len(real), (len(real) + 1) / (len(real) + 2)),
            np.full(len(fake), 1 / (len(fake) + 2)),
        ]
    )

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score = weights[0] * scaled + weights[1]
        error = 0.5 * (1.0 + np.tanh(0.5 * score)) - targets
        value = (np.logaddexp(0.0, score) - targets * score).mean()
        return float(value), np.array([(error * scaled).mean(), error.mean()])

    slope, intercept = minimize(loss, np.zeros(2), jac=True, method="BFGS").x
    return Validity(float(slope / spread), float(intercept - slope * centre / spread))


@torch.inference_mode()
def logits_of(
    discriminator: nn.Module, digits: NDArray[np.uint8], labels: Tensor | None = None
) -> NDArray[np.float64]:
    """Return the discriminator's logits (n,) of `uint8` (n, 28, 28) digits; `labels` (n,) where it
    is told them.
    """
    logits = [
        discriminator(to_signal(digits[part]), None if labels is None else labels[part])
        for part in _parts(len(digits))
    ]
    return torch.cat(logits).double().numpy(force=True)


@torch.inference_mode()
def digits_of(generator: nn.Module, noise: Tensor, labels: Tensor | None) -> NDArray[np.uint8]:
    """Return the generator's digits of noise (n, latent), `uint8` (n, 28, 28); `labels` (n,) where
    it is told them.
    """
    parts = [
        to_pixels(generator(noise[part], None if labels is None else labels[part]))
        for part in _parts(len(noise))
    ]
    return np.concatenate(parts)


def _parts(count: int, size: int = 500) -> list[slice]:
    return [slice(start, start + size) for start in range(0, count, size)]
