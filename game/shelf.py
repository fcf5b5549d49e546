"""The game's view of the shelf: checkpoints as forgers, looked up behind the window."""

from __future__ import annotations

import threading
from collections import deque
from functools import lru_cache

from game.contestant import MNIST, Contestant, forger_of, own_pool
from game.rules.forgers import Forger, RealPool
from game.rules.news import ForgersChosen, ForgersReady, ShelfFailed
from models import shelf
from models.metadata import CheckpointError
from models.pool import POOL_NAME, class_of, shown_indices
from models.shelf import Shelved

News = ForgersChosen | ForgersReady | ShelfFailed


class Librarian:
    """Looks through the shelf in a thread of its own, for ids are made by reading whole files."""

    def __init__(
        self, asked_for: tuple[Shelved, ...], contestants: tuple[Contestant, ...] = ()
    ) -> None:
        """Whom to play against; where nobody is asked for, the last epoch of the last run."""
        self._asked_for = asked_for
        self._contestants = contestants
        self._news: deque[News] = deque()
        self._looking: threading.Thread | None = None

    def look(self) -> None:
        """Look through the shelf, unless that is being done: news will come."""
        if self._looking is None or not self._looking.is_alive():
            self._looking = threading.Thread(target=self._look, name="shelf", daemon=True)
            self._looking.start()

    def poll(self) -> list[News]:
        """What has come since the last call; never waits."""
        return [self._news.popleft() for _ in range(len(self._news))]

    def _look(self) -> None:
        try:
            outside = self._outside()
            asked_for = self._asked_for
            if not asked_for and not outside:
                asked_for = (shelf.default(),)
            chosen = {each.id: each for each in (*map(_forger, asked_for), *outside)}
            self._news.append(ForgersChosen(tuple(chosen.values())))
            # Beside reals of their own contestants stand alone: no checkpoint draws their like.
            apart = any(forger.reals.path is not None for forger in outside)
            shelved = () if apart else map(_forger, shelf.shelved())
            # A copy of a file is the same checkpoint: nobody judges it twice.
            offered = {each.id: each for each in (*shelved, *outside)}
            self._news.append(ForgersReady(tuple(offered.values())))
        except (CheckpointError, OSError) as fault:
            self._news.append(ShelfFailed(str(fault)))

    def _outside(self) -> tuple[Forger, ...]:
        """The contestants, all beside one and the same pool of reals."""
        own = self._contestants[0].reals if self._contestants else None
        pool = _pool(MNIST) if own is None else own_pool(own)
        return tuple(forger_of(each, pool) for each in self._contestants)


def _forger(shelved: Shelved) -> Forger:
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
        digit=metadata.digit,
        picture=str(shelved.picture) if shelved.picture else None,
        reals=_pool(metadata.dataset),
    )


@lru_cache
def _pool(dataset: str) -> RealPool:
    by_class: list[list[int]] = [[] for _ in range(10)]
    for index in shown_indices(dataset):
        by_class[class_of(index)].append(index)
    return RealPool(POOL_NAME, tuple(map(tuple, by_class)))
