"""The named recipes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.families.reference import ReferenceConfig
from trainer.config import Config


@dataclass(frozen=True)
class Preset:
    """A recipe and where it comes from."""

    config: Config
    origin: str


PRESETS: Mapping[str, Preset] = {
    "sgd": Preset(
        Config(preset="sgd"),
        "ours: a small DCGAN, SGD on normalised gradients, R1, cosine, EMA",
    ),
    "reference": Preset(
        Config(
            preset="reference",
            network=ReferenceConfig(),
            precision="float32",
            learning_rate=0.003,
            normalised=False,
            schedule="constant",
            r1_gamma=0.0,
            ema=0.0,
        ),
        "the reference DCGAN to the letter: BCE, plain SGD 0.003, batch 64",
    ),
}
