"""Someone who looks at a run after each epoch, with real digits beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from models.classifier import Classifier, load_classifier
from models.greys import in_five_greys
from trainer.epochs import epochs_of
from trainer.objectives import OBJECTIVES
from trainer.pictures import COUNT
from trainer.recovery import has_gone_back
from trainer.run import Run
from trainer.variety import variety_of
from trainer.watch import NAMES, WENT_BACK, Yardstick, look, news

Line = dict[str, float]


@dataclass(frozen=True, eq=False)
class Watcher:
    """Reads digits with the shipped classifier and compares the run with `yardstick`."""

    classifier: Classifier
    yardstick: Yardstick

    def after_epoch(
        self, run: Run, line: Line, digits: NDArray[np.uint8]
    ) -> tuple[Line, tuple[str, ...]]:
        """Return the epoch's last line with what was found, and what is to be said of it.

        line: the means of the epoch's last steps, not yet in metrics.jsonl; digits: those of the
        fixed noise, `uint8` (n, 28, 28), as its picture shows them.
        """
        *before, epoch = epochs_of([*run.folder.lines(), line], run.steps_an_epoch)
        fakes = variety_of(digits, self.classifier)
        earlier = [epoch.last for epoch in before]
        findings = look(epoch.loss_d, fakes, int(line["step"]), earlier, self.yardstick)
        found = {finding.field for finding in findings}
        marks = {field: float(field in found) for field in NAMES}
        marks[WENT_BACK] = float(has_gone_back(run))
        seen = {"spread": fakes.spread, "class_entropy": fakes.class_entropy}
        return line | seen | marks, news(findings, earlier)


def watcher_of(run: Run) -> Watcher:
    """Return a watcher of `run`, who has looked at as many of its real digits as it draws fakes.

    Raise ClassifierError where the shipped classifier cannot be used.
    """
    classifier = load_classifier()
    images = run.digits.training.images
    picked = np.random.default_rng(0).permutation(len(images))[:COUNT]
    real = variety_of(in_five_greys(images[picked]), classifier)
    cannot_tell = torch.zeros(1)
    coin = OBJECTIVES[run.config.objective].discriminator(cannot_tell, cannot_tell)
    return Watcher(classifier, Yardstick(real, float(coin)))
