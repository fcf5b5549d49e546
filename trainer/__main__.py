"""`python -m trainer`: train a generator, or go on with a run that was stopped."""

from __future__ import annotations

import os

# Threads that spin while they wait make a busy machine ten times slower, and gain next to nothing
# on an idle one. OpenMP reads this once, when torch is imported.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import tyro

from models.configs.per_digit import PerDigitConfig
from trainer.config import Config, ConfigError
from trainer.memory import keep_freed_memory
from trainer.preset_list import preset_lines
from trainer.presets import PRESETS, config_of
from trainer.voice import DONE, INTERRUPTED, WRONG_USAGE, one_voice, say

FOLDERS = ("--out", "--data-dir", "--resume")


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
        # Imported here: a help text or a word on a slip need not wait for torch.
        from trainer.going import go, show_summary

        if command.summary:
            return show_summary(command.config)
        return go(command.config, command.resume)
    except ConfigError as why:
        return say(why, WRONG_USAGE)
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


if __name__ == "__main__":
    with one_voice():
        sys.exit(main(sys.argv[1:]))
