"""A run with one tiny checkpoint, as the trainer would have left it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest
import torch

from models.checkpoint import save
from models.configs.small import SmallConfig
from models.families.small import SmallDiscriminator, SmallGenerator
from models.metadata import Metadata, Validity


def write_checkpoint(path: Path, seed: int, dataset: str = "mnist", classes: int = 0) -> Path:
    """Write an untrained checkpoint of epoch 1; another seed gives another one."""
    config = SmallConfig(latent=8, classes=classes, generator_width=4, discriminator_width=4)
    torch.manual_seed(seed)
    metadata = Metadata(
        family="small",
        network=asdict(config),
        conditional=config.conditional,
        preset="sgd",
        run=path.parent.name,
        run_started_at="2026-01-31T12:00:00+00:00",
        epoch=1,
        step=1,
        images_seen=64,
        dataset=dataset,
        dataset_hash="0" * 64,
        held_out_hash="0" * 64,
        seed=seed,
        validity=Validity(slope=0.02, intercept=0.0),
        torch_version=torch.__version__,
        created_at="2026-01-31T12:00:00+00:00",
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    networks = SmallGenerator(config), SmallDiscriminator(config)
    for weight in (weight for network in networks for weight in network.parameters()):
        # As they are drawn for training they would all give one and the same grey.
        torch.nn.init.normal_(weight, 0.0, 0.5)
    save(path, metadata, *networks)
    return path


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_checkpoint(tmp_path_factory.mktemp("run") / "epoch-001.safetensors", seed=1)
