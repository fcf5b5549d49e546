"""The sizes of family per-digit, without its networks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.configs.norm import Norm, expect_norm
from models.configs.sizes import expect_size
from models.wording import shown

DIGITS = range(10)


@dataclass(frozen=True)
class PerDigitConfig:
    """GAN_1.4 of Petaloptyon/mnist_generator, a pair a digit."""

    latent: int = 100
    digit: Literal["all", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9] = "all"
    """A pair for each of the ten digits, or for this one alone. One alone draws nothing else, so
    that it is told no label."""
    norm: Norm = "batch"
    """After each strided convolution."""

    def __post_init__(self) -> None:
        expect_size(self, "latent")
        expect_norm(self)
        if self.digit != "all" and (type(self.digit) is not int or self.digit not in DIGITS):
            raise ValueError(f"digit: expected all or one of 0 to 9, found {shown(self.digit)}")

    @property
    def conditional(self) -> bool:
        """With all ten pairs a label says which; one pair needs none."""
        return self.digit == "all"

    @property
    def digits(self) -> tuple[int, ...]:
        """The digits that there is a pair for, in order."""
        return tuple(DIGITS) if self.digit == "all" else (self.digit,)
