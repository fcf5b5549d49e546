"""A run made ready: digits, device, networks and the folder they are kept in."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import torch

from models.digits import content_hash
from models.families.catalogue import family_of
from models.families.per_digit import PerDigitConfig
from models.shelf import CHECKPOINTS
from models.wording import reason
from trainer.computing import in_bfloat16, pick_device, use_threads
from trainer.config import Config, ConfigError
from trainer.data import Digits, find_digits, on_device
from trainer.fitting import expect_a_fit, expect_whole_shares
from trainer.folder import RunFolder, as_plain, from_plain
from trainer.lanes import Lanes
from trainer.networks import has_batch_norm, networks_of, weights_of
from trainer.pictures import draw_fixed_noise, fixed_labels, keep_noise
from trainer.state import Progress, StateError, expect_as_large, load_state, read_progress
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
        return _captured(self.config, self.device, self.world)

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
    digits = _digits(config, config.dataset, config.data_dir, world)
    nets = networks_of(config, device, captured=_captured(config, device, world))
    expect_a_fit(config, digits, nets, world)
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
        bfloat16=bool(world.agree(in_bfloat16(config, device), device)),
        threads=threads,
        nets=nets,
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
    config = _config_from(folder, progress, world)
    try:
        device = pick_device(config.device)
    except ConfigError:
        raise StateError(
            f"{folder.state}: expected a device of the kind that the run began on, "
            f"{config.device}, found none here; go on with it where there is one, or start a new "
            f"run with python -m trainer"
        ) from None
    expect_whole_shares(config, world)
    digits = _digits(config, progress.dataset, data_dir or config.data_dir, world)
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
        threads=use_threads(progress.threads),
        nets=networks_of(config, device, captured=_captured(config, device, world)),
        chance=torch.Generator(),
        fixed_noise=_fixed_noise(config),
        step=progress.step,
        seconds=progress.seconds,
        rate_share=progress.rate_share,
        world=world,
    )
    try:
        expect_a_fit(config, digits, run.nets, ALONE)
    except ConfigError as why:
        raise _unfit(folder, why) from None
    expect_a_fit(config, digits, run.nets, world)
    if run.step > run.steps:
        raise StateError(
            f"{folder.state}: expected a step of the run's {run.steps:,}, found {run.step:,}; "
            f"start a new run with python -m trainer"
        )
    load_state(folder.state, run.nets, run.chance)
    world.wait()
    if world.writes:
        folder.forget_after(run.step)
        folder.tidy()
    return run


def _config_from(folder: RunFolder, progress: Progress, world: World) -> Config:
    try:
        config = from_plain(progress.config)
        if world.size == 1:
            # Several processes may share a batch that one alone could not divide into its parts.
            expect_whole_shares(config, world)
        expect_as_large(folder.state, weights_of(config))
        return dataclasses.replace(config, out=folder.path)
    except (TypeError, ValueError, OverflowError) as why:
        raise _unfit(folder, why) from None


def _unfit(folder: RunFolder, why: Exception) -> StateError:
    return StateError(
        f"{folder.state}: expected the config of a run, found a fault in it ({reason(why)}); "
        f"start a new run with python -m trainer"
    )


def _digits(config: Config, dataset: str, data_dir: Path | None, world: World) -> Digits:
    if not world.writes:
        world.wait()  # for rank 0, which downloads at need, alone
    digits, network = find_digits(dataset, data_dir), config.network
    if world.writes:
        world.wait()
    if isinstance(network, PerDigitConfig) and network.digit != "all":
        return digits.only(network.digit)
    return digits


def _fixed_noise(config: Config) -> torch.Tensor:
    return draw_fixed_noise(stream_seed(config.seed, "fixed noise"), config.network.latent)


def _captured(config: Config, device: torch.device, world: World) -> bool:
    return config.captured and device.type == "cuda" and world.size == 1
