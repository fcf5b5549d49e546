"""The epochs around the step, and what is kept of them."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

import torch
from torch import Tensor

from trainer.epochs import epochs_of, out_of_patience
from trainer.keeping import keep_checkpoint, keep_ending, keep_picture_of
from trainer.optim import learning_rate_at
from trainer.recovery import go_back, has_gone_back, is_sound
from trainer.run import Run
from trainer.state import save_state
from trainer.stepper import Stepper, draw
from trainer.steps import MEASURES
from trainer.streams import stream_seed
from trainer.watcher import Watcher, watcher_of

FIRST_EPOCH_PICTURES = (1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2)
"""When, within the first epoch, the fixed noise is drawn: it is then that most happens."""

Line = dict[str, float]


class DivergedError(Exception):
    """Losses or weights left the numbers; the message is one sentence that says what to try."""

    def __init__(self, run: Run, step: int) -> None:
        self.step = step
        again = " again, at a lower learning rate too" if has_gone_back(run) else ""
        super().__init__(
            f"{run.folder.path}: expected finite losses and weights, found NaN or infinity at step "
            f"{step}{again}; try a lower --learning-rate; the checkpoints so far are kept"
        )


class Audience(Protocol):
    """Whoever follows a run."""

    def window(self, line: Line) -> None:
        """A window of steps is over."""

    def epoch(self, line: Line) -> None:
        """An epoch is over, its checkpoint and picture are kept."""

    def notice(self, words: str) -> None:
        """Something has happened that the trainer should know of, said in a sentence."""


def train(run: Run, audience: Audience, stop: Callable[[], bool]) -> bool:
    """Train `run` to its end, or until `stop()` says so; return whether the end was reached.

    Either way the state, the animation and the losses are kept, so that it can go on from there.
    A run that diverges goes back to its last state once, and on at a lower learning rate; the
    second time DivergedError is raised, and the last state stays.
    """
    clock = _Clock(run.seconds)
    watcher = watcher_of(run)
    if run.step == 0:
        keep_picture_of(run, epoch=0)
        # From here on there is always a state to go on from, whatever ends the first epoch.
        _keep_state(run, 0, clock)
    while True:
        try:
            return _train(run, audience, stop, clock, watcher)
        except DivergedError as why:
            if has_gone_back(run):
                raise
            run = go_back(run, clock.total())
            audience.notice(
                f"diverged: NaN or infinity at step {why.step}; back to step {run.step}, and on at "
                f"{run.rate_share:g} of the learning rate; if it diverges again, the run ends"
            )


def has_ended(run: Run) -> bool:
    """Whether `run` stands at its end: after all its epochs, or where its patience ended it."""
    return run.step == run.steps or _has_no_patience(run, run.step)


def _train(
    run: Run, audience: Audience, stop: Callable[[], bool], clock: _Clock, watcher: Watcher
) -> bool:
    stepper = run.stepper()
    window: list[Tensor] = []
    step, ended = run.step, has_ended(run)
    while not ended and not run.world.any(stop(), run.device):
        window.append(take_step(run, stepper, step))
        step += 1
        epoch, place = divmod(step, run.steps_an_epoch)
        if epoch == 0 and place in _early_places(run):
            keep_picture_of(run, epoch=0, step=place)
        if place == 0:
            ended = _end_epoch(run, step, _line(run, step, window, clock), watcher, clock, audience)
            window.clear()
        elif len(window) == run.config.window:
            line = _line(run, step, window, clock)
            _keep_line(run, line)
            audience.window(line)
            window.clear()
    if step % run.steps_an_epoch:
        _expect_finite(run, step)
        if window:
            _keep_line(run, _line(run, step, window, clock))
        _keep_state(run, step, clock)
    keep_ending(run, finished=ended)
    return ended


def take_step(run: Run, stepper: Stepper, step: int) -> Tensor:
    """Take step number `step` of `run`, counted from 0; return its MEASURES."""
    config = run.config
    epoch, place = divmod(step, run.steps_an_epoch)
    order = _order(config.seed, epoch, len(stepper.digits))
    indices = order[place * config.batch : (place + 1) * config.batch]
    drawn = draw(indices, config.network.latent, config.translate, run.chance)
    peak = config.learning_rate * run.rate_share
    rate = learning_rate_at(step / run.steps, peak, config.schedule)
    # Dropout draws from torch's own stream: set for each step, so that any step can be resumed.
    torch.manual_seed(stream_seed(config.seed, f"dropout {step} of process {run.world.rank}"))
    return stepper.take(drawn, step, rate)


@lru_cache(maxsize=1)
def _order(seed: int, epoch: int, digits: int) -> Tensor:
    """Return the order of the digits in `epoch`, from its own stream: any epoch can be resumed."""
    chance = torch.Generator().manual_seed(stream_seed(seed, f"order {epoch}"))
    return torch.randperm(digits, generator=chance)


def _end_epoch(
    run: Run, step: int, line: Line, watcher: Watcher, clock: _Clock, audience: Audience
) -> bool:
    """Keep what the epoch that ends at `step` leaves; return whether it was the last."""
    _expect_finite(run, step)
    epoch = step // run.steps_an_epoch
    notices: tuple[str, ...] = ()
    digits = keep_picture_of(run, epoch=epoch)
    if run.world.writes:
        line, notices = watcher.after_epoch(run, line, digits)
    _keep_line(run, line)
    tired = step < run.steps and _has_no_patience(run, step)
    ended = step == run.steps or tired
    if epoch in run.config.save_epochs or ended:
        keep_checkpoint(run, epoch, line)
    _keep_state(run, step, clock)
    audience.window(line)
    audience.epoch(line)
    for words in notices:
        audience.notice(words)
    if tired:
        audience.notice(
            f"the sum of both losses has been no lower for {run.config.patience} epochs: the run "
            f"ends here, as --patience asks"
        )
    return ended


def _has_no_patience(run: Run, step: int) -> bool:
    if not run.config.patience or step % run.steps_an_epoch:
        return False
    # Rank 0 alone is sure to see the lines, for it writes them.
    tired = run.world.writes and out_of_patience(
        epochs_of(run.folder.lines(), run.steps_an_epoch), run.config.patience
    )
    return run.world.any(tired, run.device)


def _expect_finite(run: Run, step: int) -> None:
    """Raise DivergedError where a state kept now would be of no use."""
    if run.world.any(not is_sound(run), run.device):
        raise DivergedError(run, step)


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
        raise DivergedError(run, step)
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
