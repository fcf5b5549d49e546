"""A run made ready: digits, device, networks and the folder they are kept in."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import torch

from models.configs.catalogue import family_of
from models.configs.per_digit import PerDigitConfig
from models.digits import content_hash
from models.shelf import CHECKPOINTS
from trainer.computing import in_bfloat16, pick_device, use_threads
from trainer.config import Config
from trainer.data import Digits, find_digits, on_device
from trainer.fitting import expect_a_fit, expect_whole_shares
from trainer.folder import RunFolder, as_plain
from trainer.lanes import Lanes
from trainer.networks import has_batch_norm, networks_of
from trainer.pictures import draw_fixed_noise, fixed_labels, keep_noise
from trainer.state import Progress
from trainer.stepper import Stepper
from trainer.steps import Networks, Recipe
from trainer.streams import stream_seed
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
    def parts(self) -> int:
        """Parts of this process's share of a batch; a GPU computes its share as one."""
        on_cpu = self.device.type == "cpu"
        return max(1, self.config.parts // self.world.size) if on_cpu else 1

    @property
    def captured(self) -> bool:
        """Whether steps become CUDA graphs; processes together call NCCL between them."""
        return is_captured(self.config, self.device, self.world)

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
        nets = self.nets
        return Stepper(
            nets=nets,
            lanes=Lanes(nets.generator, nets.discriminator, self.parts, self.threads),
            recipe=self.recipe,
            ema=self.config.ema,
            discriminator_rate=self.config.discriminator_rate,
            captured=self.captured,
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


def begin_run(config: Config, now: datetime, world: World = ALONE) -> Run:
    """Make a new run ready; `now` is aware and names its folder where the config names none."""
    device = pick_device(config.device)
    expect_whole_shares(config, world)
    now = datetime.fromtimestamp(world.agree(now.timestamp(), device), now.tzinfo)
    threads = use_threads(config.threads)
    digits = digits_for(config, config.dataset, config.data_dir, world)
    nets = networks_of(config, device, captured=is_captured(config, device, world))
    expect_a_fit(config, digits, nets, world)
    path = config.out or CHECKPOINTS / f"{config.preset}-{now:%Y%m%d-%H%M%S}"
    data_dir = config.data_dir and config.data_dir.resolve()
    config = dataclasses.replace(config, out=path.resolve(), data_dir=data_dir)
    folder = RunFolder(path.resolve())
    noise = fixed_noise_of(config)
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
        bfloat16=bool(world.agree(in_bfloat16(config, device), device)),
        threads=threads,
        nets=nets,
        chance=torch.Generator().manual_seed(stream_seed(config.seed, "chance")),
        fixed_noise=noise,
        world=world,
    )


def digits_for(config: Config, dataset: str, data_dir: Path | None, world: World) -> Digits:
    """Return the digits that the config's networks learn from; rank 0 alone downloads them."""
    if not world.writes:
        world.wait()  # for rank 0, which downloads at need, alone
    digits, network = find_digits(dataset, data_dir), config.network
    if world.writes:
        world.wait()
    if isinstance(network, PerDigitConfig) and network.digit != "all":
        return digits.only(network.digit)
    return digits


def fixed_noise_of(config: Config) -> torch.Tensor:
    """Return the noise (100, latent) that the run is watched by."""
    return draw_fixed_noise(stream_seed(config.seed, "fixed noise"), config.network.latent)


def is_captured(config: Config, device: torch.device, world: World) -> bool:
    """Whether steps become CUDA graphs on this device, in this world."""
    return config.captured and device.type == "cuda" and world.size == 1
