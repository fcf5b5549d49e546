"""Making digits: from an order to pixels and a verdict, with torch imported at the first need."""

from __future__ import annotations

import importlib
import random
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from game.contestant import MNIST, ContestantError, is_contestant
from game.loaded import Loaded
from game.orders import (
    ClassesOrder,
    DigitOrder,
    FeaturesOrder,
    FeaturesReady,
    Order,
    RatesOrder,
    ShowcaseOrder,
)
from game.rules.board import FoolCount
from game.rules.news import (
    ClassesFailed,
    ClassesRead,
    DigitReady,
    FoolRatesReady,
    ShowcaseReady,
    SupplyFailed,
)
from game.rules.trials import PlannedTrial
from models.metadata import CheckpointError, Metadata, read_metadata
from models.pool import POOL_NAME, class_of, shown_indices
from models.shelf import Shelved

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from game.gallery import Gallery
    from models.classifier import Classifier
    from models.digits import DigitPack

News = (
    DigitReady
    | ShowcaseReady
    | ClassesRead
    | ClassesFailed
    | FeaturesReady
    | FoolRatesReady
    | SupplyFailed
)

ReadFake = tuple[tuple[str, int], int]
"""A fake's checkpoint id and seed, with the digit that it shows."""

SHOWCASE_SIZE = 100
FORGED_FOR_SHOWCASE = 40


class SupplyError(Exception):
    """A digit cannot be made; the message is one sentence that says what to do."""


class Workbench:
    """Real and forged digits by one and the same path.

    A real digit costs the same work as a fake, so that not even the time it takes tells them
    apart.
    """

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._loaded = Loaded()
        self._unmistakable: dict[frozenset[str], tuple[int, ...]] = {}

    def warm_up(self) -> Iterator[News]:
        """Import what the first digit will need; news only if that fails."""
        return _failures_told(self._warm_up(), partial(SupplyFailed, tickets=()))

    def carry_out(self, order: Order) -> Iterator[News]:
        """Make what is ordered; a fault comes as news of it and leaves the bench in order."""
        match order:
            case DigitOrder(ticket, path):
                work = self._outside(order) if is_contestant(Path(path)) else self._digit(order)
                return _failures_told(work, partial(SupplyFailed, tickets=(ticket,)))
            case ShowcaseOrder(path):
                work = self._outside(order) if is_contestant(Path(path)) else self._showcase(order)
                return _failures_told(work, partial(SupplyFailed, tickets=()))
            case ClassesOrder():
                work = self._classes(order)
                return _failures_told(work, partial(ClassesFailed, beside=order.beside))
            case RatesOrder(counts):
                return _failures_told(_rates(counts), partial(SupplyFailed, tickets=()))
            case FeaturesOrder(ticket):
                told = partial(SupplyFailed, tickets=(ticket,))
                return _failures_told(self._features(order), told)

    def _warm_up(self) -> Iterator[News]:
        importlib.import_module("models.sampling")
        yield from ()

    def _digit(self, order: DigitOrder) -> Iterator[News]:
        from models.sampling import forge, judge, label_of

        trial = order.trial
        checkpoint = self._loaded.checkpoint(Path(order.checkpoint_path), trial.checkpoint_id)
        if trial.is_real:
            pixels, label = self._real(trial, checkpoint.metadata.dataset)
            forge(checkpoint.generator, trial.number)
        else:
            assert trial.digit_seed is not None
            pixels = forge(checkpoint.generator, trial.digit_seed, trial.digit_label)
            label = label_of(trial.digit_seed) if trial.digit_label is None else trial.digit_label
        validity = float(judge(checkpoint, pixels[None], [label])[0])
        yield DigitReady(order.ticket, pixels.tobytes(), validity)

    def _outside(self, order: DigitOrder | ShowcaseOrder) -> Iterator[News]:
        yield self._gallery.shown(order, self._shown)

    def _real(self, trial: PlannedTrial, dataset: str) -> tuple[NDArray[np.uint8], int]:
        """Return the digit of a real trial as it is shown, with its label."""
        if trial.real_pool != POOL_NAME:
            raise SupplyError(
                f"trial {trial.number}: expected a real digit of the pool {POOL_NAME}, "
                f"found one of {trial.real_pool}; begin a new game"
            )
        if trial.real_index not in shown_indices(dataset):
            raise SupplyError(
                f"trial {trial.number}: expected a real digit that a run on {dataset} never saw, "
                f"found number {trial.real_index}; begin a new game"
            )
        return self._shown[trial.real_index], int(self._pack.labels[trial.real_index])

    def _showcase(self, order: ShowcaseOrder) -> Iterator[News]:
        from game.showcase import cut_picture

        path = Path(order.checkpoint_path)
        metadata = read_metadata(path)
        chance = random.Random(order.checkpoint_id)
        chosen = chance.sample(_beside(metadata), SHOWCASE_SIZE)
        reals = tuple(self._shown[index].tobytes() for index in chosen)
        fakes = cut_picture(Shelved(path, metadata).picture)
        yield ShowcaseReady(reals, fakes, order.checkpoint_id)
        if not fakes:
            from models.sampling import forge_many

            generator = self._loaded.checkpoint(path, order.checkpoint_id).generator
            forged = forge_many(generator, range(FORGED_FOR_SHOWCASE))
            fakes = tuple(digit.tobytes() for digit in forged)
            yield ShowcaseReady(reals, fakes, order.checkpoint_id)

    def _features(self, order: FeaturesOrder) -> Iterator[News]:
        # Which digits the fakes show is chance too: were each as frequent as the next, what a
        # rule learns from some of them would be wrong about the others.
        chance = random.Random(order.checkpoint_id)
        fakes, shown = self._forged(order, chance)
        chosen = chance.sample(shown, min(order.count, len(shown)))
        seen = (self._classifier.features(digits) for digits in (fakes, self._shown[chosen]))
        yield FeaturesReady(order.ticket, *(each.tobytes() for each in seen))

    def _forged(
        self, order: FeaturesOrder, chance: random.Random
    ) -> tuple[NDArray[np.uint8], tuple[int, ...]]:
        """Return fakes at random, and the places of the reals that may stand beside them."""
        from models.sampling import forge_many
        from models.seeds import MOST_SEED

        path, identity = Path(order.checkpoint_path), order.checkpoint_id
        if is_contestant(path):
            images = self._gallery.images(path, identity)
            chosen = chance.sample(range(len(images)), min(order.count, len(images)))
            return images[chosen], shown_indices(MNIST)
        checkpoint = self._loaded.checkpoint(path, identity)
        seeds = chance.sample(range(MOST_SEED + 1), order.count)
        return forge_many(checkpoint.generator, seeds), _beside(checkpoint.metadata)

    def _classes(self, order: ClassesOrder) -> Iterator[News]:
        by_forger: dict[str, list[int]] = {identity: [] for identity, _ in order.checkpoint_paths}
        for identity, seed in order.fakes:
            by_forger[identity].append(seed)
        classes: list[ReadFake] = []
        datasets = []
        for identity, path in order.checkpoint_paths:
            outside = is_contestant(Path(path))
            datasets.append(MNIST if outside else read_metadata(Path(path)).dataset)
            classes += self._read(Path(path), identity, by_forger[identity])
        plain = self._plain(frozenset(datasets)) if order.bundled else ()
        yield ClassesRead(order.beside, tuple(classes), plain)

    def _read(self, path: Path, identity: str, seeds: list[int]) -> Iterator[ReadFake]:
        """Tell which digit each of these fakes of a checkpoint shows."""
        if seeds:
            from game.reading import classes_of
            from models.sampling import forge_many

            if is_contestant(path):
                digits = self._gallery.images(path, identity)[seeds]
            else:
                digits = forge_many(self._loaded.checkpoint(path, identity).generator, seeds)
            for seed, label in zip(seeds, classes_of(digits, self._classifier), strict=True):
                yield (identity, seed), label

    def _plain(self, datasets: frozenset[str]) -> tuple[int, ...]:
        """Return the unmistakable digits among those that may stand beside runs on these."""
        if datasets not in self._unmistakable:
            from game.reading import unmistakable

            shown = sorted(set.intersection(*(set(shown_indices(each)) for each in datasets)))
            found = unmistakable(self._shown[shown], self._pack.labels[shown], self._classifier)
            self._unmistakable[datasets] = tuple(shown[place] for place in found)
        return self._unmistakable[datasets]

    @cached_property
    def _gallery(self) -> Gallery:
        from game.gallery import Gallery

        return Gallery()

    @cached_property
    def _classifier(self) -> Classifier:
        from models.classifier import ClassifierError, load_classifier

        try:
            return load_classifier()
        except ClassifierError as why:
            raise SupplyError(str(why)) from None

    @cached_property
    def _shown(self) -> NDArray[np.uint8]:
        """The pack's digits as they are shown, (5000, 28, 28): rounded as every fake is."""
        from models.greys import in_five_greys

        return in_five_greys(self._pack.images)

    @cached_property
    def _pack(self) -> DigitPack:
        from models.digits import PackError, load_pack

        try:
            return load_pack()
        except PackError as why:
            raise SupplyError(str(why)) from None


def _beside(metadata: Metadata) -> tuple[int, ...]:
    """Return the places of the real digits that may stand beside a checkpoint's."""
    shown = shown_indices(metadata.dataset)
    return tuple(each for each in shown if metadata.digit in (None, class_of(each)))


def _rates(counts: tuple[FoolCount, ...]) -> Iterator[News]:
    from game.rates import fool_rates

    yield FoolRatesReady(fool_rates(counts))


def _failures_told(work: Iterator[News], failed: Callable[[str], News]) -> Iterator[News]:
    """Pass on the news of some work; whatever it fails of becomes the news that it has failed."""
    try:
        yield from work
    except Exception as fault:
        yield failed(_sentence(fault))


def _sentence(fault: Exception) -> str:
    if isinstance(fault, CheckpointError | ContestantError | SupplyError):
        return str(fault)
    remedy = "choose another checkpoint"
    if isinstance(fault, ImportError):
        remedy = "install what it needs with python -m pip install -r requirements.txt"
    return (
        f"the process that makes the digits: expected to make one, but it failed "
        f"({type(fault).__name__}: {fault}); {remedy}"
    )
