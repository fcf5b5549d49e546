"""Translation of reals and fakes alike, so that the discriminator tires later of the reals."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

GROUND = -1.0


def draw_shifts(count: int, most: int, chance: torch.Generator) -> Tensor:
    """Return (count, 2) whole pixels down and to the right, each of −most … most."""
    return torch.randint(-most, most + 1, (count, 2), generator=chance)


def translate(digits: Tensor, shifts: Tensor, most: int) -> Tensor:
    """Return the (n, 1, s, s) digits, each moved by its shift over black ground.

    DiffAugment's translation (Zhao et al. 2020, arXiv 2006.10738, §3.2): what is done to reals is
    done to fakes, and the gradient goes through it.
    """
    side = digits.shape[-1]
    padded = F.pad(digits, (most, most, most, most), value=GROUND)
    along = torch.arange(side, device=digits.device) + most
    rows = (along - shifts[:, :1])[:, :, None]  # → (n, s, 1)
    columns = (along - shifts[:, 1:])[:, None, :]  # → (n, 1, s)
    each = torch.arange(len(digits), device=digits.device)[:, None, None]
    return padded.squeeze(1)[each, rows, columns].unsqueeze(1)
