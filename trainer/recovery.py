"""Going back to a run's last good state, and on from there at a lower rate."""

from __future__ import annotations

import dataclasses

from trainer.run import Run
from trainer.state import is_finite, load_state, read_progress, save_state, state_tensors

LOWER = 0.5
"""The share of the learning rate that a run which has diverged goes on at."""


def has_gone_back(run: Run) -> bool:
    """Whether the run has diverged before, and goes on at a lower rate since."""
    return run.rate_share < 1


def go_back(run: Run, seconds: float) -> Run:
    """Return `run` as it stood when its state was last kept, at a lower learning rate.

    Its networks and its chance are put back in place; the state is kept again with the lower rate,
    and lines of metrics after it are dropped. `seconds` are those of training so far: the steps
    that are lost took their time too.
    """
    progress = read_progress(run.folder.state)
    load_state(run.folder.state, run.nets, run.chance)
    back = dataclasses.replace(run, step=progress.step, seconds=seconds, rate_share=LOWER)
    run.world.wait()
    if run.world.writes:
        run.folder.forget_after(back.step)
        save_state(run.folder.state, back.progress(back.step, seconds), back.nets, back.chance)
    return back


def is_sound(run: Run) -> bool:
    """Whether all weights of the run, and all that its optimisers remember, are numbers."""
    return all(map(is_finite, state_tensors(run.nets).values()))
