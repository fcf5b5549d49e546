"""`python -m benchmarks.blind_sheet CHECKPOINT`: fakes among real digits, to be judged by eye."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import tyro
from PIL import Image

from models.checkpoint import load
from models.digits import PackError, load_pack
from models.greys import in_five_greys
from models.metadata import CheckpointError
from models.pool import shown_indices
from models.sampling import forge_many
from models.seeds import MOST_SEED
from models.shelf import find
from models.wording import hindrance

DONE, FAILED = 0, 1
SIDE, OF_EACH, SCALE, GAP, DESK = 10, 50, 5, 14, 90


@dataclass(frozen=True)
class Command:
    """Mix 50 fakes with 50 real digits that the run never learnt from."""

    checkpoint: Annotated[str, tyro.conf.Positional]
    """A file, a run's folder (its last checkpoint) or a checkpoint id."""
    out: Path
    """A folder for sheet.png, and for key.txt: R for each real digit, f for each fake."""
    seed: int = 1
    """Which digits, and in which order."""


def main(arguments: Sequence[str]) -> int:
    """Run the command line; return the exit code."""
    command = tyro.cli(Command, args=arguments, prog="python -m benchmarks.blind_sheet")
    try:
        _make(command)
    except (CheckpointError, PackError) as why:
        return _say(why)
    except OSError as why:
        return _say(hindrance(why))
    return DONE


def _make(command: Command) -> None:
    chance = random.Random(command.seed)
    entry = find(command.checkpoint)[-1]
    seeds = [chance.randrange(MOST_SEED + 1) for _ in range(OF_EACH)]
    indices = chance.sample(shown_indices(entry.metadata.dataset), OF_EACH)
    fakes = forge_many(load(entry.path).generator, seeds)
    reals = in_five_greys(load_pack().images[indices])
    order = list(range(2 * OF_EACH))
    chance.shuffle(order)
    side = 28 * SCALE + GAP
    sheet = Image.new("L", (SIDE * side + GAP, SIDE * side + GAP), DESK)
    for place, digit in enumerate(np.concatenate([fakes, reals])[order]):
        row, column = divmod(place, SIDE)
        large = Image.fromarray(digit).resize((28 * SCALE, 28 * SCALE), Image.Resampling.NEAREST)
        sheet.paste(large, (GAP + column * side, GAP + row * side))
    command.out.mkdir(parents=True, exist_ok=True)
    sheet.save(command.out / "sheet.png")
    key = "".join("f" if number < OF_EACH else "R" for number in order)
    rows = [key[start : start + SIDE] for start in range(0, len(key), SIDE)]
    (command.out / "key.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")


def _say(why: object) -> int:
    print(f"python -m benchmarks.blind_sheet: {why}", file=sys.stderr)
    return FAILED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
