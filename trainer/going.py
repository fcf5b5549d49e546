"""What the trainer's command line asks for, done: a run begun or gone on with, or a summary."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from rich.console import Console

from models.classifier import ClassifierError
from models.digits import PackError
from models.metadata import CheckpointError
from models.wording import hindrance, reason
from trainer.config import Config
from trainer.display import display_for
from trainer.folder import FolderError
from trainer.interrupt import wish_to_stop
from trainer.loop import DivergedError, has_ended, train
from trainer.mnist import DataError
from trainer.networks import weights_of
from trainer.pictures import keep_picture
from trainer.resuming import resume_run
from trainer.run import Run, begin_run
from trainer.state import StateError
from trainer.summary import summarise
from trainer.summary_picture import draw_summary
from trainer.summary_text import as_tables
from trainer.voice import DONE, FAILED, INTERRUPTED, say
from trainer.watch import in_all
from trainer.world import World, the_world

OURS = (
    *(CheckpointError, ClassifierError, DataError, DivergedError),
    *(FolderError, PackError, StateError),
)


def go(config: Config, resume: Path | None) -> int:
    """Train with `config`, or go on with the run in the folder `resume`; return the exit code."""

    def trained() -> int:
        with the_world() as world:
            return _train(_begin(config, resume, world))

    return _in_words(trained)


def show_summary(config: Config) -> int:
    """Print what the networks are made of, and draw it where there is a folder for it."""

    def shown() -> int:
        _summarise(config)
        return DONE

    return _in_words(shown)


def _in_words(task: Callable[[], int]) -> int:
    try:
        return task()
    except OURS as why:
        return say(why, FAILED)
    except OSError as why:
        return say(hindrance(why), FAILED)


def _begin(config: Config, resume: Path | None, world: World) -> Run:
    if resume:
        return resume_run(resume, config.data_dir, world)
    run = begin_run(config, datetime.now().astimezone(), world)
    if run.digits.notice and world.writes:
        print(run.digits.notice, file=sys.stderr)
    return run


def _train(run: Run) -> int:
    console = Console(quiet=not run.world.writes)
    where = f"{run.folder.path}"
    # A run that was killed while its samples were drawn goes on to draw them.
    if has_ended(run) and run.folder.samples.exists():
        epoch = run.step // run.steps_an_epoch
        console.print(f"{where}: this run has come to its end, epoch {epoch}")
        return DONE
    console.print(
        f"{run.name}: {len(run.digits.training.images):,} digits of {run.digits.name}, "
        f"epochs: {run.config.epochs}, device: {run.device}, threads: {run.threads}, "
        f"{f'processes: {run.world.size}, ' if run.world.size > 1 else ''}"
        f"{'bfloat16' if run.bfloat16 else 'float32'} → {where}",
        soft_wrap=True,
        highlight=False,
    )
    try:
        with wish_to_stop() as stop, display_for(run, console) as display:
            finished = train(run, display, stop)
    except OSError as why:
        return say(
            f"{where}: expected room and leave to save the run there, found {reason(why)}; "
            f"what was saved before is whole: mend it and go on with --resume {where}",
            FAILED,
        )
    for words in in_all(run.folder.lines() if run.world.writes else ()):
        console.print(f"Noticed: {words}.", soft_wrap=True, highlight=False)
    if finished:
        console.print(f"Done. Play against it: python run_game.py --checkpoint {where}")
        return DONE
    console.print(f"Stopped and saved. Go on with: python -m trainer --resume {where}")
    return INTERRUPTED


def _summarise(config: Config) -> None:
    weights_of(config)  # before memory is taken for them
    summary = summarise(config.network)
    Console(highlight=False).print(as_tables(summary))
    if config.out:
        config.out.mkdir(parents=True, exist_ok=True)
        path = config.out / "summary.png"
        keep_picture(path, draw_summary(config.preset, summary))
        print(path)
