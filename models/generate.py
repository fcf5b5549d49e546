"""`python -m models.generate`: digits of a checkpoint as a picture, an animation or an array."""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from models.atomic import write_atomically
from models.checkpoint import Checkpoint, load
from models.metadata import CheckpointError
from models.sampling import MOST_SEED, forge_all, noise_of
from models.shelf import find

DONE, FAILED, INTERRUPTED = 0, 1, 130
GAP = 2
SCALE = 4
FRAME_MS = 80
SUFFIXES = (".png", ".gif", ".npy")


class GenerateError(Exception):
    """What was asked for cannot be made; the message is one sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        checkpoint = _one(options.checkpoint)
        if options.label is not None or options.prompt is not None:
            raise GenerateError(
                f"{options.checkpoint}: expected a conditional checkpoint for --label and "
                f"--prompt, found family {checkpoint.metadata.family}, which draws whatever digit "
                f"its seed says; use --seeds"
            )
        digits = forge_all(checkpoint.generator, _noises(options, checkpoint))
        _keep(options.out, digits, across=_across(options, len(digits)))
    except (CheckpointError, GenerateError) as why:
        return _say(str(why))
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as why:
        return _say(f"{options.out}: expected a place to write to, found {why.strerror or why}")
    print(f"{options.out}: {len(digits)} digits of {options.checkpoint}")
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m models.generate",
        description="Draw digits with a checkpoint: as a picture, an animation or an array.",
    )
    parser.add_argument("checkpoint", help="a checkpoint's file or id, or a run (its last epoch)")
    parser.add_argument(
        "--out", type=_out, default=Path("digits.png"), metavar="FILE.png|.gif|.npy"
    )
    parser.add_argument("--label", type=int, choices=range(10), help="of a conditional checkpoint")
    parser.add_argument("--prompt", metavar="TEXT", help="of a conditional checkpoint: 2481, two")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--count", type=_count, default=100, help="digits of the seeds 0, 1, 2, …")
    what.add_argument("--seeds", type=_seeds, metavar="1,2,3")
    what.add_argument(
        "--expression", type=_expression, metavar='"1 - 2"', help="sums and differences of noise"
    )
    what.add_argument(
        "--interpolate", type=_way, metavar="FROM:TO:STEPS", help="from one seed to another"
    )
    return parser


def _noises(options: argparse.Namespace, checkpoint: Checkpoint) -> list[torch.Tensor]:
    latent = int(checkpoint.metadata.network["latent"])
    if options.expression:
        terms = [sign * noise_of(seed, latent) for sign, seed in options.expression]
        # Of n independent standard normals the sum has n times the variance.
        return [torch.stack(terms).sum(0) / len(terms) ** 0.5]
    if options.interpolate:
        first, last, steps = options.interpolate
        return _walk(noise_of(first, latent), noise_of(last, latent), steps)
    seeds = options.seeds if options.seeds is not None else range(options.count)
    return [noise_of(seed, latent) for seed in seeds]


def _walk(first: torch.Tensor, last: torch.Tensor, steps: int) -> list[torch.Tensor]:
    """Return `steps` noises on the great arc from one to the other, both included.

    The straight line would pass through noise too short to be one (White 2016, arXiv 1609.04468).
    """
    cosine = torch.nn.functional.cosine_similarity(first, last, dim=0).clamp(-1, 1)
    angle = torch.arccos(cosine)
    if angle < 1e-4:
        return [first] * steps
    shares = torch.linspace(0, 1, steps)
    walk = [
        (torch.sin((1 - share) * angle) * first + torch.sin(share * angle) * last)
        / torch.sin(angle)
        for share in shares
    ]
    # The ends are the seeds' own digits, to the pixel.
    return [first, *walk[1:-1], last]


def _keep(path: Path, digits: NDArray[np.uint8], across: int) -> None:
    data = io.BytesIO()
    if path.suffix == ".npy":
        np.save(data, digits)
    elif path.suffix == ".gif":
        frames = [_enlarged(Image.fromarray(digit)) for digit in digits]
        frames[0].save(
            data, "gif", save_all=True, append_images=frames[1:], duration=FRAME_MS, loop=0
        )
    else:
        _enlarged(Image.fromarray(_grid(digits, across))).save(data, "png")
    write_atomically(path, data.getvalue())


def _grid(digits: NDArray[np.uint8], across: int) -> NDArray[np.uint8]:
    """Return (n, 28, 28) digits as one picture, `across` a row, a gap between them."""
    cell = 28 + GAP
    down = -(-len(digits) // across)
    picture = np.zeros((down * cell + GAP, across * cell + GAP), np.uint8)
    for place, digit in enumerate(digits):
        row, column = divmod(place, across)
        top, left = row * cell + GAP, column * cell + GAP
        picture[top : top + 28, left : left + 28] = digit
    return picture


def _enlarged(picture: Image.Image) -> Image.Image:
    size = (picture.width * SCALE, picture.height * SCALE)
    return picture.resize(size, Image.Resampling.NEAREST)


def _across(options: argparse.Namespace, count: int) -> int:
    """A strip for an interpolation, and for all else a grid as square as it can be."""
    return count if options.interpolate else max(1, round(count**0.5))


def _one(name: str) -> Checkpoint:
    return load(find(name)[-1].path)


def _seed(text: str) -> int:
    seed = int(text)
    if not 0 <= seed <= MOST_SEED:
        raise argparse.ArgumentTypeError(f"expected seeds of 0 to {MOST_SEED}, found {seed}")
    return seed


def _seeds(text: str) -> list[int]:
    return [_seed(part) for part in text.split(",")]


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError(f"expected at least 1, found {count}")
    return count


def _expression(text: str) -> list[tuple[int, int]]:
    compact = text.replace(" ", "")
    if not re.fullmatch(r"-?\d+([+-]\d+)*", compact):
        raise argparse.ArgumentTypeError(
            f'expected seeds with + and − between them, as "1 - 2", found "{text}"'
        )
    terms = re.findall(r"([+-]?)(\d+)", compact)
    return [(-1 if sign == "-" else 1, _seed(seed)) for sign, seed in terms]


def _way(text: str) -> tuple[int, int, int]:
    parts = text.split(":")
    if len(parts) != 3:
        raise argparse.ArgumentTypeError(f"expected FROM:TO:STEPS, as 1:2:12, found {text}")
    steps = _count(parts[2])
    if steps < 2:
        raise argparse.ArgumentTypeError(f"expected at least 2 steps, found {steps}")
    return _seed(parts[0]), _seed(parts[1]), steps


def _out(text: str) -> Path:
    path = Path(text)
    if path.suffix not in SUFFIXES:
        raise argparse.ArgumentTypeError(
            f"expected a name that ends in {', '.join(SUFFIXES)}, found {text}"
        )
    return path


def _say(sentence: str) -> int:
    print(f"python -m models.generate: {sentence}", file=sys.stderr)
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
