"""Our training steps, taken as the trainer takes them, without what is kept of them."""

from __future__ import annotations

from trainer.loop import take_step
from trainer.run import Run


class OurLoop:
    """Takes the steps of `run`, one after the other."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.stepper = run.stepper()
        self.taken = 0

    def take(self, steps: int) -> None:
        """Train for so many steps; after the run's last its first is taken again."""
        run = self.run
        for _ in range(steps):
            # The trainer asks before each step whether any process was told to stop.
            run.world.any(False, run.device)
            self.measures = take_step(run, self.stepper, self.taken % run.steps)
            self.taken += 1
