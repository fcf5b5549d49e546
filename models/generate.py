"""`python -m models.generate`: digits of a checkpoint as a picture, an animation or an array."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from math import ceil, sqrt
from typing import TYPE_CHECKING

from models.asked import PROGRAM, Asked, Expression, Interpolation, Prompt, Seeds, read
from models.atomic import write_atomically
from models.metadata import CheckpointError, Metadata
from models.prompt import PRESETS
from models.seeds import CLASSES
from models.shelf import Shelved, find

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from torch import Tensor

DONE, FAILED, INTERRUPTED = 0, 1, 130
LONGEST_LINE = 32
"""Digits of a prompt in one row; a longer prompt is broken into rows as even as can be."""
READING_MS = 480
"""How long an animation shows each of several digits, that are not steps of one way."""


class GenerateError(Exception):
    """What was asked for cannot be made; the message is one sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    asked = read(arguments)
    try:
        entry = find(asked.checkpoint)[-1]
        _expect_possible(asked, entry)
        digits = _draw(asked, entry)
        write_atomically(asked.out, _mount(asked, digits, entry.metadata.conditional))
    except (CheckpointError, GenerateError) as why:
        return _say(str(why))
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as why:
        return _say(f"{asked.out}: expected a place to write to, found {why.strerror or why}")
    amount = "1 digit" if len(digits) == 1 else f"{len(digits):,} digits"
    print(f"{asked.out}: {amount} of {asked.checkpoint}")
    return DONE


def _expect_possible(asked: Asked, entry: Shelved) -> None:
    # Before time is spent on digits that nobody will see.
    is_prompt = isinstance(asked.subject, Prompt)
    if not entry.metadata.conditional and (is_prompt or asked.label is not None):
        raise _no_telling(asked, entry.metadata, "--prompt" if is_prompt else "--label")
    if not asked.out.parent.is_dir():
        raise GenerateError(
            f"{asked.out}: expected a place to write to, found no folder {asked.out.parent}; "
            f"make it first"
        )


def _no_telling(asked: Asked, found: Metadata, option: str) -> GenerateError:
    able = f"{', '.join(PRESETS[:-1])} or {PRESETS[-1]}"
    what, remedy = "is told none", f"of preset {able}"
    if found.digit is not None:
        what, remedy = f"draws {found.digit} alone", f"that draws all digits, of preset {able}"
    return GenerateError(
        f"{asked.checkpoint}: expected for {option} a conditional checkpoint, which draws the "
        f"digit that it is told, found one of preset {found.preset} that {what}; use --seeds, or a "
        f"checkpoint {remedy}"
    )


def _draw(asked: Asked, entry: Shelved) -> NDArray[np.uint8]:
    from models.checkpoint import load
    from models.sampling import forge_all

    checkpoint = load(entry.path)
    noises = _noises(asked, int(entry.metadata.network["latent"]))
    labels = _labels(asked, entry.metadata.family) if entry.metadata.conditional else None
    return forge_all(checkpoint.generator, noises, labels)


def _noises(asked: Asked, latent: int) -> Iterable[Tensor]:
    from models.sampling import noise_of
    from models.walks import combine, walk

    match asked.subject:
        case Seeds(seeds) | Prompt(_, seeds):
            return (noise_of(seed, latent) for seed in seeds)
        case Expression(terms):
            return [combine(terms, latent)]
        case Interpolation(first, last, steps):
            return walk(noise_of(first, latent), noise_of(last, latent), steps)


def _labels(asked: Asked, family: str) -> Sequence[int | Tensor]:
    """Return each digit's label: the one asked for, or what its seeds say."""
    from models.configs.catalogue import mixes_labels
    from models.sampling import label_of
    from models.walks import blend

    own: Sequence[int | Tensor]
    match asked.subject:
        case Prompt(labels):
            return labels
        case Seeds(seeds):
            own = [label_of(seed) for seed in seeds]
        case Expression(terms):
            own = [label_of(sum(sign * seed for sign, seed in terms))]
        case Interpolation(first, last, steps):
            # Both ends are the seeds' own digits, and what lies between is something of both.
            if mixes_labels(family):
                own = blend(label_of(first), label_of(last), steps)
            else:
                own = _nearer(label_of(first), label_of(last), steps)
    return own if asked.label is None else [asked.label] * len(own)


def _nearer(first: int, last: int, steps: int) -> list[int]:
    """Return the label of the nearer end for each step."""
    nearer = ceil(steps / 2)
    return [first] * nearer + [last] * (steps - nearer)


def _mount(asked: Asked, digits: NDArray[np.uint8], conditional: bool) -> bytes:
    from models.mounting import FRAME_MS, as_animation, as_array, as_picture

    if asked.out.suffix == ".npy":
        return as_array(digits)
    if asked.out.suffix == ".gif":
        is_way = isinstance(asked.subject, Interpolation)
        return as_animation(digits, FRAME_MS if is_way else READING_MS)
    return as_picture(digits, _across(asked, len(digits), conditional))


def _across(asked: Asked, count: int, conditional: bool) -> int:
    """How many digits stand in a row."""
    match asked.subject:
        case Interpolation():
            return count
        case Prompt():
            return ceil(count / ceil(count / LONGEST_LINE))
        case Seeds(range()) if conditional and asked.label is None and count > CLASSES:
            return CLASSES  # each class has a column of its own
        case _:
            return ceil(sqrt(count))


def _say(sentence: str) -> int:
    print(f"{PROGRAM}: {sentence}", file=sys.stderr)
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
