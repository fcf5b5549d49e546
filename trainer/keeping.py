"""What a run leaves in its folder: checkpoints, pictures, the animation and the plots."""

from __future__ import annotations

import copy
import dataclasses
from datetime import UTC, datetime

import numpy as np
import torch
from numpy.typing import NDArray

from models.checkpoint import load, save
from models.configs.catalogue import family_of
from models.digits import content_hash
from models.greys import in_five_greys
from models.metadata import Metadata, Validity
from models.sampling import forge_many, judge, label_of
from models.shelf import find
from trainer.calibration import digits_of, fit_validity, logits_of
from trainer.pictures import draw_grid, fixed_noise_digits, keep_animation, keep_picture
from trainer.plots import COLUMNS, ROWS, draw_losses, draw_samples
from trainer.run import Run
from trainer.streams import stream_seed

CALIBRATION_DIGITS = 1_000


def keep_checkpoint(run: Run, epoch: int, line: dict[str, float]) -> None:
    """Write the averaged generator and the discriminator as the checkpoint of `epoch`."""
    if not run.world.writes:
        return
    generator = copy.deepcopy(run.nets.average).cpu().eval()
    discriminator = copy.deepcopy(run.nets.discriminator).cpu().eval()
    config, family = run.config, family_of(run.config.network)
    metadata = Metadata(
        family=family,
        network=dataclasses.asdict(config.network),
        conditional=config.network.conditional,
        preset=config.preset,
        run=run.name,
        run_started_at=run.started_at,
        epoch=epoch,
        step=int(line["step"]),
        images_seen=int(line["images_seen"]),
        dataset=run.digits.name,
        dataset_hash=content_hash(run.digits.training.images),
        held_out_hash=content_hash(run.digits.held_out.images),
        seed=config.seed,
        validity=_validity(run, generator, discriminator),
        torch_version=str(torch.__version__),
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        metrics=line,
    )
    weights = torch.float16 if config.weights == "float16" else torch.float32
    save(run.folder.checkpoint(epoch), metadata, generator, discriminator, weights)


def keep_picture_of(run: Run, *, epoch: int, step: int | None = None) -> NDArray[np.uint8]:
    """Write the picture of the fixed-noise digits of this moment; return them, (100, 28, 28)."""
    digits = fixed_noise_digits(run.nets.average, run.fixed_noise, run.fixed_labels)
    if run.world.writes:
        keep_picture(run.folder.picture(epoch, step), draw_grid(digits))
    return digits


def keep_ending(run: Run, *, finished: bool) -> None:
    """Write the animation and the losses and, of a run that came to its end, the samples."""
    if not run.world.writes:
        return
    keep_animation(run.folder.pictures, run.folder.progress)
    draw_losses(run.folder.losses, run.folder.lines())
    if finished:
        _keep_samples(run)


def _keep_samples(run: Run) -> None:
    checkpoint = load(find(str(run.folder.path))[-1].path)
    count = ROWS * COLUMNS
    # Spread over the held-out digits, which are sorted by class.
    held_out = run.digits.held_out[:: len(run.digits.held_out.images) // count][:count]
    reals = in_five_greys(held_out.images)
    fakes = forge_many(checkpoint.generator, range(count))
    told = run.config.network.conditional
    of_fakes = [label_of(seed) for seed in range(count)] if told else None
    of_reals = held_out.labels.tolist() if told else None
    title = f"{run.name} · epoch {checkpoint.metadata.epoch} · seeds 0–{count - 1}, unpicked"
    draw_samples(
        run.folder.samples,
        title,
        (fakes, judge(checkpoint, fakes, of_fakes)),
        (reals, judge(checkpoint, reals, of_reals)),
    )


def _validity(run: Run, generator: torch.nn.Module, discriminator: torch.nn.Module) -> Validity:
    """Fit the verdict on held-out reals and as many fresh fakes, as the game shows them."""
    chance = torch.Generator().manual_seed(stream_seed(run.config.seed, "calibration"))
    held_out = run.digits.held_out
    picked = torch.randperm(len(held_out.images), generator=chance)[:CALIBRATION_DIGITS].numpy()
    noise = torch.randn(len(picked), run.config.network.latent, generator=chance)
    reals = held_out[picked]
    labels = torch.from_numpy(reals.labels).long() if run.config.network.conditional else None
    fakes = in_five_greys(digits_of(generator, noise, labels))
    shown = in_five_greys(reals.images)
    return fit_validity(
        logits_of(discriminator, shown, labels), logits_of(discriminator, fakes, labels)
    )
