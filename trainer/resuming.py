"""A run that was stopped made ready again, from its folder alone."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import torch

from models.digits import content_hash
from models.wording import reason
from trainer.computing import pick_device, use_threads
from trainer.config import Config, ConfigError
from trainer.data import Digits
from trainer.fitting import expect_a_fit, expect_whole_shares
from trainer.folder import RunFolder, from_plain
from trainer.networks import networks_of, weights_of
from trainer.run import Run, digits_for, fixed_noise_of, is_captured
from trainer.state import Progress, StateError, expect_as_large, load_state, read_progress
from trainer.world import ALONE, World


def resume_run(path: Path, data_dir: Path | None = None, world: World = ALONE) -> Run:
    """Make the run in folder `path` ready to go on where its state says that it stood.

    `data_dir` says where MNIST is now, if not where it was.
    """
    folder = RunFolder(path.resolve())
    progress = read_progress(folder.state)
    config = _config_from(folder, progress)
    device = _device_again(folder, config)
    _expect_shares_again(folder, config, world)
    digits = _digits_again(folder, config, progress, data_dir, world)
    run = Run(
        config=config,
        folder=folder,
        name=progress.run,
        started_at=progress.run_started_at,
        digits=digits,
        device=device,
        bfloat16=progress.bfloat16,
        threads=use_threads(progress.threads),
        nets=networks_of(config, device, captured=is_captured(config, device, world)),
        chance=torch.Generator(),
        fixed_noise=fixed_noise_of(config),
        step=progress.step,
        seconds=progress.seconds,
        rate_share=progress.rate_share,
        world=world,
    )
    _expect_sound(run)
    load_state(folder.state, run.nets, run.chance)
    world.wait()
    if world.writes:
        folder.forget_after(run.step)
        folder.tidy()
    return run


def _device_again(folder: RunFolder, config: Config) -> torch.device:
    try:
        return pick_device(config.device)
    except ConfigError:
        raise StateError(
            f"{folder.state}: expected a device of the kind that the run began on, "
            f"{config.device}, found none here; go on with it where there is one, or start a new "
            f"run with python -m trainer"
        ) from None


def _expect_shares_again(folder: RunFolder, config: Config, world: World) -> None:
    try:
        expect_whole_shares(config, world)
    except ConfigError as why:
        if world.size > 1:
            raise
        # Several processes may share a batch that one alone could not divide into its parts.
        raise StateError(
            f"{folder.state}: expected as many processes as the run was begun with, found one, "
            f"which cannot divide its batch ({reason(why)}); go on with torchrun "
            f"--nproc-per-node=N -m trainer --resume {folder.path}, N as at its start, or "
            f"start a new run with python -m trainer"
        ) from None


def _digits_again(
    folder: RunFolder, config: Config, progress: Progress, data_dir: Path | None, world: World
) -> Digits:
    digits = digits_for(config, progress.dataset, data_dir or config.data_dir, world)
    if content_hash(digits.training.images) != progress.dataset_hash:
        raise StateError(
            f"{folder.state}: expected the digits that the run began with, found others; "
            f"restore the data, or start a new run with python -m trainer"
        )
    return digits


def _expect_sound(run: Run) -> None:
    config, state = run.config, run.folder.state
    try:
        expect_a_fit(config, run.digits, run.nets, ALONE)
    except ConfigError as why:
        raise _unfit(run.folder, why) from None
    expect_a_fit(config, run.digits, run.nets, run.world)
    if run.step > run.steps:
        raise StateError(
            f"{state}: expected a step of the run's {run.steps:,}, found {run.step:,}; "
            f"start a new run with python -m trainer"
        )


def _config_from(folder: RunFolder, progress: Progress) -> Config:
    try:
        config = from_plain(progress.config)
        expect_as_large(folder.state, weights_of(config))
        return dataclasses.replace(config, out=folder.path)
    except (TypeError, ValueError, OverflowError) as why:
        raise _unfit(folder, why) from None


def _unfit(folder: RunFolder, why: Exception) -> StateError:
    return StateError(
        f"{folder.state}: expected the config of a run, found a fault in it ({reason(why)}); "
        f"start a new run with python -m trainer"
    )
