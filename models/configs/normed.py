"""The sizes that most families leave open: how long the noise is, and which norm there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from models.configs.norm import Norm, expect_norm
from models.configs.sizes import expect_size


@dataclass(frozen=True)
class NormedConfig:
    """Networks whose noise and norm can be chosen; a family says where its norms stand."""

    conditional: ClassVar[bool] = False
    """Whether both networks are told the label."""

    latent: int = 100
    norm: Norm = "batch"

    def __post_init__(self) -> None:
        expect_size(self, "latent")
        expect_norm(self)
