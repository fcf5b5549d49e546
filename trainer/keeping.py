"""What a run leaves in its folder: checkpoints, pictures, the animation and the plots."""

from __future__ import annotations

import copy
import dataclasses
from datetime import UTC, datetime

import torch

from models.checkpoint import load, save
from models.digits import content_hash
from models.families.catalogue import FAMILIES, family_of
from models.greys import in_five_greys
from models.metadata import Metadata, Validity
from models.sampling import forge_many, judge, to_pixels
from trainer.calibration import fit_validity, logits_of
from trainer.pictures import draw_grid, keep_animation, keep_picture
from trainer.plots import COLUMNS, ROWS, draw_losses, draw_samples
from trainer.run import Run, stream_seed

CALIBRATION_DIGITS = 1_000


def keep_checkpoint(run: Run, epoch: int, line: dict[str, float]) -> None:
    """Write the averaged generator and the discriminator as the checkpoint of `epoch`."""
    generator = copy.deepcopy(run.nets.average).cpu().eval()
    discriminator = copy.deepcopy(run.nets.discriminator).cpu().eval()
    config, family = run.config, family_of(run.config.network)
    metadata = Metadata(
        family=family,
        network=dataclasses.asdict(config.network),
        conditional=FAMILIES[family].conditional,
        preset=config.preset,
        run=run.name,
        run_started_at=run.started_at,
        epoch=epoch,
        step=int(line["step"]),
        images_seen=int(line["images_seen"]),
        dataset=run.digits.name,
        dataset_hash=content_hash(run.digits.images),
        held_out_hash=content_hash(run.digits.held_out),
        seed=config.seed,
        validity=_validity(run, generator, discriminator),
        torch_version=str(torch.__version__),
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        metrics=line,
    )
    weights = torch.float16 if config.weights == "float16" else torch.float32
    save(run.folder.checkpoint(epoch), metadata, generator, discriminator, weights)


def keep_picture_of(run: Run, *, epoch: int, step: int | None = None) -> None:
    """Write the fixed-noise digits of this moment."""
    keep_picture(run.folder.picture(epoch, step), draw_grid(run.nets.average, run.fixed_noise))


def keep_ending(run: Run, *, finished: bool) -> None:
    """Write the animation and the losses and, of a run that came to its end, the samples."""
    keep_animation(run.folder.pictures, run.folder.progress)
    draw_losses(run.folder.losses, run.folder.lines())
    if finished:
        _keep_samples(run)


def _keep_samples(run: Run) -> None:
    checkpoint = load(run.folder.checkpoint(run.config.epochs))
    count = ROWS * COLUMNS
    # Spread over the held-out digits, which are sorted by class.
    reals = in_five_greys(run.digits.held_out[:: len(run.digits.held_out) // count][:count])
    fakes = forge_many(checkpoint.generator, range(count))
    title = f"{run.name} · epoch {run.config.epochs} · seeds 0–{count - 1}, unpicked"
    draw_samples(
        run.folder.samples,
        title,
        (fakes, judge(checkpoint, fakes)),
        (reals, judge(checkpoint, reals)),
    )


def _validity(run: Run, generator: torch.nn.Module, discriminator: torch.nn.Module) -> Validity:
    """Fit the verdict on held-out reals and as many fresh fakes, as the game shows them."""
    chance = torch.Generator().manual_seed(stream_seed(run.config.seed, "calibration"))
    reals = run.digits.held_out
    picked = torch.randperm(len(reals), generator=chance)[:CALIBRATION_DIGITS].numpy()
    noise = torch.randn(len(picked), run.config.network.latent, generator=chance)
    with torch.inference_mode():
        fakes = in_five_greys(to_pixels(generator(noise)))
    shown = in_five_greys(reals[picked])
    return fit_validity(logits_of(discriminator, shown), logits_of(discriminator, fakes))
