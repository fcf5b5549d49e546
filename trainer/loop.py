"""The epochs around the step, and what is kept of them."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

import torch
from torch import Tensor

from trainer.keeping import keep_checkpoint, keep_ending, keep_picture_of
from trainer.optim import learning_rate_at
from trainer.run import Run, stream_seed
from trainer.state import save_state
from trainer.stepper import Stepper, draw
from trainer.steps import MEASURES

FIRST_EPOCH_PICTURES = (1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2)
"""When, within the first epoch, the fixed noise is drawn: it is then that most happens."""

Line = dict[str, float]


class DivergedError(Exception):
    """The losses left the numbers; the message is one sentence that says what to try."""


class Audience(Protocol):
    """Whoever follows a run."""

    def window(self, line: Line) -> None:
        """A window of steps is over."""

    def epoch(self, line: Line) -> None:
        """An epoch is over, its checkpoint and picture are kept."""


def train(run: Run, audience: Audience, stop: Callable[[], bool]) -> bool:
    """Train `run` to its end, or until `stop()` says so; return whether the end was reached.

    Either way the state, the animation and the losses are kept, so that it can go on from there.
    """
    stepper = run.stepper()
    clock = _Clock(run.seconds)
    window: list[Tensor] = []
    if run.step == 0:
        keep_picture_of(run, epoch=0)
        # From here on there is always a state to go on from, whatever ends the first epoch.
        _keep_state(run, 0, clock)
    step = run.step
    while step < run.steps and not run.world.any(stop(), run.device):
        window.append(_step(run, stepper, step))
        step += 1
        epoch, place = divmod(step, run.steps_an_epoch)
        if epoch == 0 and place in _early_places(run):
            keep_picture_of(run, epoch=0, step=place)
        if len(window) == run.config.window or place == 0:
            line = _line(run, step, window, clock)
            window.clear()
            _keep_line(run, line)
            audience.window(line)
            if place == 0:
                _end_epoch(run, epoch, line, clock)
                audience.epoch(line)
    if window:
        _keep_line(run, _line(run, step, window, clock))
    if step % run.steps_an_epoch:
        _keep_state(run, step, clock)
    keep_ending(run, finished=step == run.steps)
    return step == run.steps


def _step(run: Run, stepper: Stepper, step: int) -> Tensor:
    config = run.config
    epoch, place = divmod(step, run.steps_an_epoch)
    order = _order(config.seed, epoch, len(stepper.digits))
    indices = order[place * config.batch : (place + 1) * config.batch]
    drawn = draw(indices, config.network.latent, config.translate, run.chance)
    rate = learning_rate_at(step / run.steps, config.learning_rate, config.schedule)
    return stepper.take(drawn, step, rate)


@lru_cache(maxsize=1)
def _order(seed: int, epoch: int, digits: int) -> Tensor:
    """Return the order of the digits in `epoch`, from its own stream: any epoch can be resumed."""
    chance = torch.Generator().manual_seed(stream_seed(seed, f"order {epoch}"))
    return torch.randperm(digits, generator=chance)


def _end_epoch(run: Run, epoch: int, line: Line, clock: _Clock) -> None:
    if epoch in run.config.save_epochs or epoch == run.config.epochs:
        keep_checkpoint(run, epoch, line)
    keep_picture_of(run, epoch=epoch)
    _keep_state(run, epoch * run.steps_an_epoch, clock)


def _keep_state(run: Run, step: int, clock: _Clock) -> None:
    if run.world.writes:
        save_state(run.folder.state, run.progress(step, clock.total()), run.nets, run.chance)


def _keep_line(run: Run, line: Line) -> None:
    if run.world.writes:
        run.folder.keep_line(line)


def _line(run: Run, step: int, window: list[Tensor], clock: _Clock) -> Line:
    means = run.world.average(torch.stack(window).mean(0)).tolist()
    # The penalties are taken every few steps only; their means are over those.
    penalised = sum(map(run.recipe.penalised, range(step - len(window), step)))
    means[-2:] = [mean * len(window) / max(penalised, 1) for mean in means[-2:]]
    if not all(map(math.isfinite, means)):
        raise DivergedError(
            f"{run.folder.path}: expected finite losses, found NaN or infinity at step {step}; "
            f"try a lower --learning-rate; the checkpoints so far are kept"
        )
    seconds = clock.lap()
    return {
        "step": step,
        "epoch": step / run.steps_an_epoch,
        "images_seen": step * run.config.batch,
        **dict(zip(MEASURES, means, strict=True)),
        "learning_rate": float(run.nets.generator_optimizer.param_groups[0]["lr"]),
        "images_per_second": len(window) * run.config.batch / seconds,
        "seconds": clock.total(),
    }


def _early_places(run: Run) -> set[int]:
    return {max(1, int(run.steps_an_epoch * share)) for share in FIRST_EPOCH_PICTURES}


class _Clock:
    """Seconds of training: in all, earlier parts of the run included, and since the last lap."""

    def __init__(self, before: float) -> None:
        self._before = before
        self._start = self._lap = time.monotonic()

    def total(self) -> float:
        return self._before + time.monotonic() - self._start

    def lap(self) -> float:
        now = time.monotonic()
        seconds, self._lap = now - self._lap, now
        return max(seconds, 1e-9)
