"""Our training steps, taken as the trainer takes them, without what is kept of them."""

from __future__ import annotations

import torch

from trainer.optim import learning_rate_at
from trainer.run import Run
from trainer.stepper import draw


class OurLoop:
    """Takes the steps of `run`, one after the other."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.stepper = run.stepper()
        self.taken = 0
        self._order = torch.empty(0, dtype=torch.int64)

    def take(self, steps: int) -> None:
        """Train for so many steps."""
        run, config = self.run, self.run.config
        for _ in range(steps):
            place = self.taken % run.steps_an_epoch
            if place == 0:
                self._order = torch.randperm(len(self.stepper.digits), generator=run.chance)
            indices = self._order[place * config.batch : (place + 1) * config.batch]
            drawn = draw(indices, config.network.latent, config.translate, run.chance)
            rate = learning_rate_at(0.0, config.learning_rate, config.schedule)
            # The trainer asks before each step whether any process was told to stop.
            run.world.any(False, run.device)
            self.measures = self.stepper.take(drawn, self.taken, rate)
            self.taken += 1
