"""The sizes of family small, without its networks."""

from __future__ import annotations

from dataclasses import dataclass

from models.configs.sizes import expect_size
from models.seeds import CLASSES
from models.wording import shown


@dataclass(frozen=True)
class SmallConfig:
    """Sizes of both networks."""

    latent: int = 128
    classes: int = CLASSES
    """10: both networks are told which digit it is to be; 0: they are not."""
    generator_width: int = 32
    """Channels at 14×14; twice as many at 7×7."""
    generator_blocks: int = 1
    """3×3 convolutions at 14×14 after the doubling that leads there."""
    full_size_width: int = 0
    """Channels at 28×28; 0 draws the 28×28 pixels from the features at 14×14."""
    discriminator_width: int = 32
    """Channels at 14×14; twice as many at 7×7, four times at 4×4."""

    def __post_init__(self) -> None:
        for name in ("latent", "generator_width", "discriminator_width"):
            expect_size(self, name)
        expect_size(self, "generator_blocks", least=0, most=16)
        expect_size(self, "full_size_width", least=0)
        if type(self.classes) is not int or self.classes not in (0, CLASSES):
            raise ValueError(f"classes: expected 0 or {CLASSES}, found {shown(self.classes)}")

    @property
    def conditional(self) -> bool:
        return self.classes > 0
