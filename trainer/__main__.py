"""`python -m trainer`: train a generator, or go on with a run that was stopped."""

from __future__ import annotations

import os

# Threads that spin while they wait make a busy machine ten times slower, and gain next to nothing
# on an idle one. OpenMP reads this once, when torch is imported.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import tyro
from rich.console import Console

from models.classifier import ClassifierError
from models.digits import PackError
from models.families.per_digit import PerDigitConfig
from models.metadata import CheckpointError
from models.wording import reason
from trainer.config import Config, ConfigError
from trainer.display import display_for
from trainer.folder import FolderError
from trainer.interrupt import wish_to_stop
from trainer.loop import DivergedError, has_ended, train
from trainer.memory import keep_freed_memory
from trainer.mnist import DataError
from trainer.networks import weights_of
from trainer.pictures import keep_picture
from trainer.preset_list import preset_lines
from trainer.presets import PRESETS, config_of
from trainer.run import Run, begin_run, resume_run
from trainer.state import StateError
from trainer.summary import summarise
from trainer.summary_picture import draw_summary
from trainer.summary_text import as_tables
from trainer.watch import in_all
from trainer.world import World, one_voice, the_world

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
FOLDERS = ("--out", "--data-dir", "--resume")
OURS = (
    *(CheckpointError, ClassifierError, DataError, DivergedError),
    *(FolderError, PackError, StateError),
)


@dataclass(frozen=True)
class Command:
    """Train a generator of digits; every option starts from the preset's value."""

    config: Annotated[Config, tyro.conf.arg(name="")]
    resume: Path | None = None
    """Go on with the stopped run in this folder; its own config holds, so give no other
    option but --data-dir, where the data has moved."""
    list_presets: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Print the presets and end."""
    summary: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Print generator, discriminator and both as one, with shapes and counts of weights, and end;
    with --out they are drawn there too, as summary.png."""


def main(arguments: Sequence[str]) -> int:
    """Run the command line; return the exit code."""
    keep_freed_memory()
    try:
        command = _parse(arguments)
        if command.list_presets:
            print("\n".join(preset_lines()))
            return DONE
        if command.summary:
            _summarise(command.config)
            return DONE
        with the_world() as world:
            return _train(_begin(command, world))
    except ConfigError as why:
        return _say(why, WRONG_USAGE)
    except OURS as why:
        return _say(why, FAILED)
    except OSError as why:
        return _say(
            f"{why.filename or 'the disk'}: expected what can be read and written, found "
            f"{reason(why)}; mend that, or name another folder",
            FAILED,
        )
    except KeyboardInterrupt:
        return INTERRUPTED


def _parse(arguments: Sequence[str]) -> Command:
    name = _peek(arguments, "--preset") or "sgd"
    if name not in PRESETS:
        raise ConfigError(f"--preset: expected one of {', '.join(PRESETS)}, found {name}")
    for option in FOLDERS:
        if _peek(arguments, option) == "":
            raise ConfigError(f"{option}: expected a folder, found nothing")
    options = {word.partition("=")[0] for word in arguments if word.startswith("--")}
    if "--resume" in options and options - {"--resume", "--data-dir"}:
        raise ConfigError(
            "--resume: expected no other option but --data-dir, for the run's own config holds"
        )
    try:
        return tyro.cli(
            Command,
            args=arguments,
            default=Command(_default(name, _peek(arguments, "--digit"))),
            prog="python -m trainer",
            config=(tyro.conf.OmitArgPrefixes,),
        )
    except (ValueError, OverflowError) as why:
        raise ConfigError(str(why)) from None


def _default(preset: str, digit: str | None) -> Config:
    config = config_of(preset, one_digit=digit not in (None, "all"))
    if digit is None or isinstance(config.network, PerDigitConfig):
        return config
    able = [name for name, kin in PRESETS.items() if isinstance(kin.config.network, PerDigitConfig)]
    raise ConfigError(
        f"--digit: expected with preset {' or '.join(able)}, which has networks for each digit, "
        f"found with preset {preset}"
    )


def _peek(arguments: Sequence[str], option: str) -> str | None:
    """Return the value of `option` before the command line is parsed in full."""
    for here, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if here == option:
            return following
        if here.startswith(f"{option}="):
            return here.removeprefix(f"{option}=")
    return None


def _begin(command: Command, world: World) -> Run:
    if command.resume:
        return resume_run(command.resume, command.config.data_dir, world)
    run = begin_run(command.config, datetime.now().astimezone(), world)
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
        return _say(
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


def _say(why: object, code: int) -> int:
    print(f"python -m trainer: {why}", file=sys.stderr)
    return code


if __name__ == "__main__":
    with one_voice():
        sys.exit(main(sys.argv[1:]))
