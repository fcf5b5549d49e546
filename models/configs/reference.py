"""The sizes of family reference, without its networks."""

from __future__ import annotations

from dataclasses import dataclass

from models.configs.sizes import expect_sizes


@dataclass(frozen=True)
class ReferenceConfig:
    """The reference networks have one size."""

    latent: int = 128

    def __post_init__(self) -> None:
        expect_sizes(self)

    @property
    def conditional(self) -> bool:
        """The reference draws whatever digit its noise says."""
        return False
