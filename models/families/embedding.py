"""A label as ten numbers that are learnt with the network."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.families.labels import expect_labels
from models.seeds import CLASSES

WIDTH = 10


class LabelEmbedding(nn.Module):
    """Labels (n,) int64, 0–9, or shares (n, 10) → (n, 10); drawn N(0, 1), as torch draws it.

    Raise ValueError where the labels are None.
    """

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(CLASSES, WIDTH))
        if not self.weight.is_meta:  # nn.Embedding would draw there too, which takes seconds
            nn.init.normal_(self.weight)

    def forward(self, labels: Tensor | None) -> Tensor:
        told = expect_labels(labels)
        if told.is_floating_point():
            return told.to(self.weight.dtype) @ self.weight
        return F.embedding(told, self.weight)


class LabelPlane(nn.Module):
    """Labels (n,) int64, 0–9 → one more feature map (n, 1, side, side)."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self.embedding = LabelEmbedding()
        self.to_plane = nn.Linear(WIDTH, side * side)
        self.side = side

    def forward(self, labels: Tensor | None) -> Tensor:
        out: Tensor = self.to_plane(self.embedding(labels))
        return out.view(-1, 1, self.side, self.side)
