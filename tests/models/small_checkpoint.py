"""Making real checkpoints of tiny untrained networks."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import torch

from models.checkpoint import save
from models.configs.catalogue import NetworkConfig, family_of
from models.configs.small import SmallConfig
from models.families.catalogue import build
from models.metadata import Metadata, Validity

TINY = SmallConfig(latent=6, classes=0, generator_width=2, discriminator_width=2)
TINY_CONDITIONAL = dataclasses.replace(TINY, classes=10)


def some_metadata(network: NetworkConfig = TINY, **changes: object) -> Metadata:
    """Return plausible metadata of a tiny network with `changes` made to it."""
    plain = Metadata(
        family=family_of(network),
        network=dataclasses.asdict(network),
        conditional=network.conditional,
        preset="sgd",
        run="tiny",
        run_started_at="2026-01-31T12:00:00+00:00",
        epoch=3,
        step=30,
        images_seen=1_920,
        dataset="mnist",
        dataset_hash="d" * 64,
        held_out_hash="e" * 64,
        seed=5,
        validity=Validity(1.5, -0.25),
        torch_version="2.6.0",
        created_at="2026-01-31T12:10:00+00:00",
        metrics={"loss_d": 1.25},
    )
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type]


def keep_tiny(
    path: Path,
    weights: torch.dtype = torch.float32,
    network: NetworkConfig = TINY,
    **changes: object,
) -> Path:
    """Write a checkpoint of a tiny network whose weights are always the same."""
    with torch.random.fork_rng():
        torch.manual_seed(11)
        networks = build(family_of(network), dataclasses.asdict(network))
        for weight in (weight for each in networks for weight in each.parameters()):
            torch.nn.init.normal_(weight, 0.0, 0.5)
    path.parent.mkdir(parents=True, exist_ok=True)
    generator, discriminator = networks
    save(path, some_metadata(network, **changes), generator.eval(), discriminator.eval(), weights)
    return path
