"""Contestants: the images of any generator, entered by name to be judged like a checkpoint's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.rules.forgers import Forger, RealPool
from models.metadata import ID_LENGTH

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SMALLEST, LARGEST = 16, 256
"""Pixels a side."""
ARRAYS = (".npy", ".npz")
PICTURES = ".png"
MNIST = "mnist"
"""What contestants are taken to have been trained on whose reals are the bundled digits."""
OWN_REALS = "reals-"
"""How the name of a pool begins that is not the bundled one; the id of its images follows."""
BRIGHTEST_DIGITS = 127
"""Ink on the bundled digits is light, and most of each of them is dark."""


class ContestantError(Exception):
    """Images cannot be used: names the file, what was expected, what came, what to do."""

    def __init__(self, sentence: str, *, of_reals: bool = False) -> None:
        super().__init__(sentence)
        self.of_reals = of_reals
        """Whether it is the real images that are to be others."""


@dataclass(frozen=True)
class Images:
    """A set of images that was read once and found fit."""

    path: Path
    id: str
    """The first 12 hex digits of the SHA-256 of all their pixels."""
    count: int
    side: int
    mean: float
    """Of all grey values, 0 … 255."""


@dataclass(frozen=True)
class Contestant:
    """Somebody's images, under a name."""

    name: str
    images: Images
    reals: Images | None
    """What they are to be told apart from; None for the bundled digits."""


def is_contestant(path: Path) -> bool:
    """Whether these are images, and not a checkpoint."""
    return path.suffix in ARRAYS or path.is_dir()


def identity(images: NDArray[np.uint8]) -> str:
    """Return the id of images, `uint8` (n, side, side)."""
    from models.digits import content_hash

    return content_hash(images)[:ID_LENGTH]


def entered(
    fakes: Sequence[tuple[str, Path]], reals: Path | None, by: str = "with --reals"
) -> tuple[Contestant, ...]:
    """Read and check what was entered; raise ContestantError, in one sentence, if it is unfit.

    ``by`` says how whoever enters them can give real images.
    """
    if not fakes:
        return ()
    beside = None if reals is None else _read_reals(reals)
    contestants = tuple(Contestant(name, _read(path), beside) for name, path in fakes)
    taken: dict[str, Contestant] = {}
    for each in contestants:
        _check(each, by)
        for key in (each.name, each.images.id):
            if (other := taken.setdefault(key, each)) is not each:
                raise ContestantError(
                    f"{each.name}: expected contestants of different names and images, found "
                    f"{other.images.path} and {each.images.path}; leave one out"
                )
    return contestants


def _read(path: Path) -> Images:
    from game.images import read_images

    images = read_images(path)
    count, side = images.shape[:2]
    return Images(path.resolve(), identity(images), count, side, float(images.mean()))


def _read_reals(path: Path) -> Images:
    try:
        return _read(path)
    except ContestantError as fault:
        raise ContestantError(str(fault), of_reals=True) from None


def _check(contestant: Contestant, by: str) -> None:
    images, reals = contestant.images, contestant.reals
    if reals is None:
        if images.side != 28:
            raise ContestantError(
                f"{images.path}: expected digits of 28 × 28 to stand beside the bundled ones, "
                f"found {images.side} × {images.side}; give real images of that size {by}"
            )
        if images.mean > BRIGHTEST_DIGITS:
            raise ContestantError(
                f"{images.path}: expected light ink on a dark ground like the bundled digits', "
                f"found a mean grey of {images.mean:.0f} of 255; invert the images"
            )
    elif images.side != reals.side:
        raise ContestantError(
            f"{reals.path}: expected real images of {images.side} × {images.side} like those of "
            f"{contestant.name}, found {reals.side} × {reals.side}; scale them",
            of_reals=True,
        )
    elif images.id == reals.id:
        raise ContestantError(
            f"{images.path}: expected forged images, found the very same as the real ones of "
            f"{reals.path}; give others"
        )


def forger_of(contestant: Contestant, reals: RealPool) -> Forger:
    """The contestant as the game knows it, beside a pool of reals.

    Beside the bundled digits its images are of ten classes like theirs. Of real images from
    outside nobody knows the classes: all of them, and all that is forged beside them, are one.
    """
    own = contestant.reals
    return Forger(
        id=contestant.images.id,
        name=contestant.name,
        path=str(contestant.images.path),
        run=contestant.name,
        preset="",
        epoch=0,
        images_seen=0,
        family="",
        dataset=MNIST if own is None else "",
        conditional=False,
        digit=None if own is None else 0,
        picture=None,
        reals=reals,
        count=contestant.images.count,
    )


def own_pool(reals: Images) -> RealPool:
    """The pool of real images from outside, in one class."""
    of_one = tuple(range(reals.count))
    return RealPool(OWN_REALS + reals.id, (of_one, *[()] * 9), str(reals.path))
