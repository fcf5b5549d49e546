"""The game's view of the shelf: checkpoints as forgers, looked up behind the window."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from functools import lru_cache

from game.rules.forgers import Forger, RealPool
from game.rules.news import ForgersReady, ShelfFailed
from models import shelf
from models.metadata import CheckpointError
from models.pool import POOL_NAME, shown_indices

News = ForgersReady | ShelfFailed


def find(names: Sequence[str]) -> tuple[Forger, ...]:
    """The forgers that files, runs' folders or ids stand for; CheckpointError for an unknown."""
    found = {each.id: each for name in names for each in shelf.find(name)}
    return tuple(_forger(each) for each in found.values())


def require_any() -> None:
    """Raise CheckpointError if there is no checkpoint to play against."""
    shelf.default()


class Librarian:
    """Looks through the shelf in a thread of its own, for ids are made by reading whole files."""

    def __init__(self) -> None:
        """Nothing has been looked up."""
        self._news: deque[News] = deque()
        self._looking: threading.Thread | None = None

    def look(self) -> None:
        """Look through the shelf, unless that is being done: ForgersReady will come."""
        if self._looking is None or not self._looking.is_alive():
            self._looking = threading.Thread(target=self._look, name="shelf", daemon=True)
            self._looking.start()

    def poll(self) -> list[News]:
        """What has come since the last call; never waits."""
        return [self._news.popleft() for _ in range(len(self._news))]

    def _look(self) -> None:
        try:
            shelf.default()
            forgers = tuple(_forger(each) for each in shelf.shelved())
        except (CheckpointError, OSError) as fault:
            self._news.append(ShelfFailed(str(fault)))
            return
        self._news.append(ForgersReady(forgers))


def _forger(shelved: shelf.Shelved) -> Forger:
    metadata = shelved.metadata
    return Forger(
        id=shelved.id,
        name=shelved.name,
        path=str(shelved.path.resolve()),
        run=metadata.run,
        preset=metadata.preset,
        epoch=metadata.epoch,
        images_seen=metadata.images_seen,
        family=metadata.family,
        dataset=metadata.dataset,
        conditional=metadata.conditional,
        picture=str(shelved.picture) if shelved.picture else None,
        reals=_pool(metadata.dataset),
    )


@lru_cache
def _pool(dataset: str) -> RealPool:
    return RealPool(POOL_NAME, shown_indices(dataset))
