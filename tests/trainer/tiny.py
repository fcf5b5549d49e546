"""Configs of real runs that take a second."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from pathlib import Path

import torch

from models.configs.small import SmallConfig
from trainer.config import Config
from trainer.run import Run, begin_run

START = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
TINY = Config(
    epochs=2,
    save_epochs=(1,),
    dataset="bundled",
    device="cpu",
    batch=400,
    window=4,
    # What auto measures may change from one run to the next.
    precision="float32",
    learning_rate=5e-3,
    network=SmallConfig(latent=8, generator_width=4, discriminator_width=4),
)


def begin_tiny(out: Path, **changes: object) -> Run:
    """Make a run of ten steps an epoch ready in `out`."""
    config = dataclasses.replace(TINY, out=out, **changes)  # type: ignore[arg-type]
    return begin_run(config, START)


class Silence:
    """An audience that counts, and remembers what it was told."""

    def __init__(self) -> None:
        self.windows = 0
        self.epochs = 0
        self.notices: list[str] = []

    def window(self, line: dict[str, float]) -> None:
        self.windows += 1

    def epoch(self, line: dict[str, float]) -> None:
        self.epochs += 1

    def notice(self, words: str) -> None:
        self.notices.append(words)


def same_weights(one: Run, other: Run) -> bool:
    """Whether two runs have the same averaged generator and discriminator, to the bit."""
    pairs = [
        (one.nets.average, other.nets.average),
        (one.nets.discriminator, other.nets.discriminator),
    ]
    return all(
        torch.equal(weight, twin)
        for network, copy in pairs
        for weight, twin in zip(
            network.state_dict().values(), copy.state_dict().values(), strict=True
        )
    )
