"""The gallery: what contestants show, in the worker; torch is not needed for it."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from game.contestant import OWN_REALS, ContestantError, identity
from game.images import as_shown, read_images
from game.orders import DigitOrder, OwnReals, ShowcaseOrder
from game.rules.news import DigitReady, ShowcaseReady
from game.rules.trials import PlannedTrial
from models.pool import POOL_NAME

SHOWCASE_SIZE = 100


class Gallery:
    """Images kept as they are shown, once they have been read."""

    def __init__(self) -> None:
        """Nothing has been read yet."""
        self._kept: dict[tuple[Path, str], NDArray[np.uint8]] = {}

    def images(self, path: Path, wanted: str) -> NDArray[np.uint8]:
        """Return the images of this id, `uint8` (n, side, side), as they are shown.

        Raise ContestantError if there are none or others in their place.
        """
        if (path, wanted) not in self._kept:
            images = read_images(path)
            if (found := identity(images)) != wanted:
                raise ContestantError(
                    f"{path}: expected the images {wanted}, found {found} in their place; put "
                    f"those back, or start the game again"
                )
            self._kept[path, wanted] = as_shown(images)
        return self._kept[path, wanted]

    def shown(
        self, order: DigitOrder | ShowcaseOrder, bundled: NDArray[np.uint8]
    ) -> DigitReady | ShowcaseReady:
        """Return what is ordered of a contestant; `bundled` are those digits as they are shown.

        Both sides are at hand before either is shown, so that neither takes longer. Raise
        ContestantError for an image that is not there.
        """
        path, own = Path(order.checkpoint_path), order.reals
        real = bundled if own is None else self._own(own)
        if isinstance(order, ShowcaseOrder):
            name = order.checkpoint_id
            forged = self.images(path, name)
            return ShowcaseReady(_some(real, name), _some(forged, name), name)
        trial = order.trial
        forged = self.images(path, trial.checkpoint_id)
        pool = POOL_NAME if own is None else own.pool
        if trial.is_real and trial.real_pool != pool:
            raise ContestantError(
                f"trial {trial.number}: expected a real image of the pool {pool}, found one of "
                f"{trial.real_pool}; begin a new game"
            )
        # There is no discriminator whose verdict could be told.
        return DigitReady(order.ticket, _one(real if trial.is_real else forged, trial), None)

    def _own(self, reals: OwnReals) -> NDArray[np.uint8]:
        return self.images(Path(reals.path), reals.pool.removeprefix(OWN_REALS))


def _one(images: NDArray[np.uint8], trial: PlannedTrial) -> bytes:
    index = trial.real_index if trial.is_real else trial.digit_seed
    if index is None or not 0 <= index < len(images):
        raise ContestantError(
            f"trial {trial.number}: expected an image of 0 to {len(images) - 1}, found number "
            f"{index}; begin a new game"
        )
    pixels: bytes = images[index].tobytes()
    return pixels


def _some(images: NDArray[np.uint8], key: str) -> tuple[bytes, ...]:
    chosen = random.Random(key).sample(range(len(images)), min(SHOWCASE_SIZE, len(images)))
    return tuple(images[index].tobytes() for index in chosen)
