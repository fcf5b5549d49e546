"""A run made ready: digits, device, networks and the folder they are kept in."""

from __future__ import annotations

import copy
import dataclasses
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import torch
from torch import nn

from models.digits import content_hash
from models.families.catalogue import FAMILIES, build, family_of
from models.families.per_digit import PerDigitConfig
from models.shelf import CHECKPOINTS
from trainer.config import Config, ConfigError
from trainer.data import Digits, find_digits, on_device
from trainer.folder import RunFolder, as_plain
from trainer.optim import optimizer_for
from trainer.pictures import draw_fixed_noise, fixed_labels, keep_noise
from trainer.precision import bfloat16_is_faster
from trainer.state import Progress, StateError, load_state, read_progress
from trainer.stepper import Stepper
from trainer.steps import Networks, Recipe
from trainer.world import ALONE, World


@dataclass(frozen=True, eq=False)
class Run:
    """All that training needs; `step` and `seconds` say how far an earlier part of it came."""

    config: Config
    folder: RunFolder
    name: str
    started_at: str
    digits: Digits
    device: torch.device
    bfloat16: bool
    threads: int
    nets: Networks
    chance: torch.Generator
    fixed_noise: torch.Tensor
    step: int = 0
    seconds: float = 0.0
    rate_share: float = 1.0
    """Below 1 once the run has diverged and gone back: of the learning rate, to its end."""
    world: World = ALONE

    @property
    def steps_an_epoch(self) -> int:
        """Whole batches in the training set; the rest of it is left to other epochs' orders."""
        return len(self.digits.training.images) // self.config.batch

    @property
    def fixed_labels(self) -> torch.Tensor | None:
        """What is asked of the fixed noise, (100,), or None where the networks are told none."""
        return fixed_labels() if self.config.network.conditional else None

    @property
    def steps(self) -> int:
        return self.steps_an_epoch * self.config.epochs

    @property
    def recipe(self) -> Recipe:
        config = self.config
        return Recipe(
            objective=config.objective,
            normalised=config.normalised,
            r1_gamma=config.r1_gamma,
            r2_gamma=config.r2_gamma,
            penalty_every=config.penalty_every,
            translate=config.translate,
            bfloat16=self.bfloat16,
            together=not has_batch_norm(self.nets.discriminator),
            world=self.world,
        )

    def stepper(self) -> Stepper:
        """Return what takes the run's steps."""
        training = self.digits.training
        labels = torch.from_numpy(training.labels).long().to(self.device)
        return Stepper(
            nets=self.nets,
            recipe=self.recipe,
            ema=self.config.ema,
            discriminator_rate=self.config.discriminator_rate,
            digits=on_device(training.images, self.device),
            labels=labels if self.config.network.conditional else None,
        )

    def progress(self, step: int, seconds: float) -> Progress:
        """What the state says of a run that stands at `step`."""
        return Progress(
            config=as_plain(self.config)
            | {"family": family_of(self.config.network), "device": self.device.type},
            run=self.name,
            run_started_at=self.started_at,
            step=step,
            seconds=seconds,
            dataset=self.digits.name,
            dataset_hash=content_hash(self.digits.training.images),
            bfloat16=self.bfloat16,
            threads=self.threads,
            rate_share=self.rate_share,
        )


def stream_seed(seed: int, name: str) -> int:
    """Return the seed of the run's stream of chance called `name`, apart from all its others."""
    return int.from_bytes(hashlib.sha256(f"{seed}/{name}".encode()).digest()[:7])


def begin_run(config: Config, now: datetime, world: World = ALONE) -> Run:
    """Make a new run ready; `now` is aware and names its folder where the config names none."""
    device = pick_device(config.device)
    _expect_whole_shares(config, world)
    now = datetime.fromtimestamp(world.agree(now.timestamp(), device), now.tzinfo)
    if device.type == "cuda":
        # TensorFloat-32: ten bits of mantissa in matrix products, which no digit shows.
        torch.set_float32_matmul_precision("high")
    digits = _digits(config, config.dataset, config.data_dir)
    _expect_a_batch(config, digits)
    path = config.out or CHECKPOINTS / f"{config.preset}-{now:%Y%m%d-%H%M%S}"
    data_dir = config.data_dir and config.data_dir.resolve()
    config = dataclasses.replace(config, out=path.resolve(), data_dir=data_dir)
    folder = RunFolder(path.resolve())
    noise = _fixed_noise(config)
    if world.writes:
        folder.begin(config)
        keep_noise(folder.noise, noise)
    return Run(
        config=config,
        folder=folder,
        name=folder.path.name,
        started_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        digits=digits,
        device=device,
        bfloat16=bool(world.agree(_bfloat16(config, device), device)),
        threads=_use_threads(config.threads),
        nets=_networks(config, device),
        chance=torch.Generator().manual_seed(stream_seed(config.seed, "chance")),
        fixed_noise=noise,
        world=world,
    )


def resume_run(path: Path, data_dir: Path | None = None, world: World = ALONE) -> Run:
    """Make the run in folder `path` ready to go on where its state says that it stood.

    `data_dir` says where MNIST is now, if not where it was.
    """
    folder = RunFolder(path.resolve())
    progress = read_progress(folder.state)
    config = _config_from(folder, progress)
    device = pick_device(config.device)
    _expect_whole_shares(config, world)
    digits = _digits(config, progress.dataset, data_dir or config.data_dir)
    if content_hash(digits.training.images) != progress.dataset_hash:
        raise StateError(
            f"{folder.state}: expected the digits that the run began with, found others; "
            f"restore the data, or start a new run with python -m trainer"
        )
    run = Run(
        config=config,
        folder=folder,
        name=progress.run,
        started_at=progress.run_started_at,
        digits=digits,
        device=device,
        bfloat16=progress.bfloat16,
        threads=_use_threads(progress.threads),
        nets=_networks(config, device),
        chance=torch.Generator(),
        fixed_noise=_fixed_noise(config),
        step=progress.step,
        seconds=progress.seconds,
        rate_share=progress.rate_share,
        world=world,
    )
    load_state(folder.state, run.nets, run.chance)
    world.wait()
    if world.writes:
        folder.forget_after(run.step)
    return run


def pick_device(name: str) -> torch.device:
    """Return the device called `name`; `auto` takes a GPU where there is one.

    `cuda` is the current one of several: each process of a world has set its own.
    """
    available = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if name == "auto":
        name = next((device for device, there in available.items() if there), "cpu")
    if not available.get(name, True):
        raise ConfigError(f"device: expected one that is here, found {name}; use --device auto")
    return torch.device(name)


def _config_from(folder: RunFolder, progress: Progress) -> Config:
    try:
        values: dict[str, Any] = dict(progress.config)
        network = FAMILIES[values.pop("family")].config(**values.pop("network"))
        values["save_epochs"] = tuple(values["save_epochs"])
        values["data_dir"] = values["data_dir"] and Path(values["data_dir"])
        return Config(**values | {"network": network, "out": folder.path})
    except (KeyError, TypeError, ValueError, OverflowError) as why:
        raise StateError(
            f"{folder.state}: expected the config of a run, found a fault in it ({why}); "
            f"start a new run with python -m trainer"
        ) from None


def _digits(config: Config, dataset: str, data_dir: Path | None) -> Digits:
    digits, network = find_digits(dataset, data_dir), config.network
    if isinstance(network, PerDigitConfig) and network.digit != "all":
        return digits.only(network.digit)
    return digits


def _fixed_noise(config: Config) -> torch.Tensor:
    return draw_fixed_noise(stream_seed(config.seed, "fixed noise"), config.network.latent)


def _networks(config: Config, device: torch.device) -> Networks:
    with torch.random.fork_rng():
        torch.manual_seed(stream_seed(config.seed, "weights"))
        generator, discriminator = build(
            family_of(config.network), dataclasses.asdict(config.network)
        )
    layout = torch.channels_last if config.channels_last else torch.contiguous_format
    for network in (generator, discriminator):
        network.to(device, memory_format=layout)  # type: ignore[call-overload]
    kind, rate = config.optimizer, config.learning_rate
    others = {"momentum": config.momentum, "beta2": config.beta2}
    return Networks(
        generator=generator,
        discriminator=discriminator,
        average=_still(copy.deepcopy(generator)),
        generator_optimizer=optimizer_for(generator, kind, learning_rate=rate, **others),
        discriminator_optimizer=optimizer_for(
            discriminator, kind, learning_rate=rate * config.discriminator_rate, **others
        ),
    )


def has_batch_norm(network: nn.Module) -> bool:
    """Whether a verdict of `network` depends on the digits beside it."""
    return any(isinstance(layer, nn.modules.batchnorm._BatchNorm) for layer in network.modules())


def _still(network: nn.Module) -> nn.Module:
    return network.eval().requires_grad_(False)


def _bfloat16(config: Config, device: torch.device) -> bool:
    if config.precision == "auto":
        return bfloat16_is_faster(device)
    return config.precision == "bfloat16"


def _use_threads(threads: int) -> int:
    if threads:
        torch.set_num_threads(threads)
    return torch.get_num_threads()


def _expect_whole_shares(config: Config, world: World) -> None:
    if config.batch % world.size:
        raise ConfigError(
            f"batch: expected a multiple of the {world.size} processes that share it, "
            f"found {config.batch}"
        )


def _expect_a_batch(config: Config, digits: Digits) -> None:
    if config.batch > len(digits.training.images):
        raise ConfigError(
            f"batch: expected at most the {len(digits.training.images):,} training digits, "
            f"found {config.batch:,}"
        )
