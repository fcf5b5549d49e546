"""A run's folder: what lies where in it."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.atomic import UNFINISHED, write_atomically
from models.configs.catalogue import config_from
from models.metadata import MOST_TEXT
from models.shelf import SUFFIX
from models.wording import shown
from trainer.config import Config

NEEDED = frozenset({"step", "epoch", "loss_d", "loss_g", "real", "fake"})
"""What is read again of a line of metrics.jsonl."""


class FolderError(Exception):
    """A run cannot be kept where it was asked to be; the message is one sentence."""


@dataclass(frozen=True)
class RunFolder:
    """The paths of one run."""

    path: Path

    @property
    def pictures(self) -> Path:
        return self.path / "fixed-noise"

    @property
    def noise(self) -> Path:
        return self.pictures / f"noise{SUFFIX}"

    @property
    def metrics(self) -> Path:
        return self.path / "metrics.jsonl"

    @property
    def state(self) -> Path:
        return self.path / "resume.state"

    @property
    def progress(self) -> Path:
        return self.path / "progress.gif"

    @property
    def samples(self) -> Path:
        return self.path / "samples.png"

    @property
    def losses(self) -> Path:
        return self.path / "losses.png"

    def checkpoint(self, epoch: int) -> Path:
        return self.path / f"epoch-{epoch:03d}{SUFFIX}"

    def picture(self, epoch: int, step: int | None = None) -> Path:
        """Where the fixed-noise digits after `epoch` are kept; with `step`, those within it."""
        within = "" if step is None else f"-step-{step:05d}"
        return self.pictures / f"epoch-{epoch:03d}{within}.png"

    def begin(self, config: Config) -> None:
        """Make the folder and write the config into it.

        Raise FolderError if a run is there, or no run can be called as the folder is.
        """
        called = self.path.name
        if not called or not called.isprintable() or len(called) > MOST_TEXT:
            raise FolderError(
                f"{shown(str(self.path))}: expected a name that can be read, for the run is called "
                f"like its folder, found {shown(called)}; name another --out"
            )
        if self.metrics.exists() or any(self.path.glob(f"*{SUFFIX}")):
            raise FolderError(
                f"{self.path}: expected a new folder, found a run in it; "
                f"go on with it by --resume {self.path}, or name another --out"
            )
        self.pictures.mkdir(parents=True, exist_ok=True)
        text = json.dumps(as_plain(config), indent=2, sort_keys=True)
        write_atomically(self.path / "config.json", f"{text}\n".encode())
        self.metrics.touch()

    def keep_line(self, line: Mapping[str, float]) -> None:
        """Append one line to metrics.jsonl."""
        with self.metrics.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def lines(self) -> list[dict[str, float]]:
        """Return the lines of metrics.jsonl, up to the first that is none or was cut off."""
        if not self.metrics.exists():
            return []
        kept: list[dict[str, float]] = []
        for text in self.metrics.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                line = json.loads(text)
                whole = _is_line(line)
            except (ValueError, OverflowError, RecursionError):
                break
            if not whole or (kept and line["step"] <= kept[-1]["step"]):
                break
            kept.append(line)
        return kept

    def forget_after(self, step: int) -> None:
        """Drop the lines of steps after `step`, which a resumed run will take again."""
        kept = [json.dumps(line) + "\n" for line in self.lines() if line["step"] <= step]
        write_atomically(self.metrics, "".join(kept).encode())

    def tidy(self) -> None:
        """Remove what a trainer that was killed amid a save has left."""
        for left in self.path.rglob(f".*{UNFINISHED}"):
            left.unlink()


def _is_line(found: Any) -> bool:
    return (
        isinstance(found, dict)
        and found.keys() >= NEEDED
        and all(type(value) in (int, float) and math.isfinite(value) for value in found.values())
    )


def as_plain(config: Config) -> dict[str, Any]:
    """Return the config as JSON values."""
    return {
        name: str(value) if isinstance(value, Path) else value
        for name, value in dataclasses.asdict(config).items()
    }


def from_plain(values: Mapping[str, Any]) -> Config:
    """Return the config that `as_plain` made `values` of, with the `family` of its networks.

    Raise TypeError, ValueError or OverflowError where they are not of one.
    """
    kept = dict(values)
    family = kept.pop("family", None)
    known = {entry.name for entry in dataclasses.fields(Config)}
    if missing := sorted(known - set(kept)):
        raise ValueError(f"no {', '.join(missing)}")
    if unknown := sorted(set(kept) - known):
        raise ValueError(f"unknown {', '.join(map(shown, unknown))}")
    network = config_from(family, kept["network"])
    paths = {name: kept[name] and Path(kept[name]) for name in ("data_dir", "out")}
    return Config(**kept | paths | {"network": network, "save_epochs": tuple(kept["save_epochs"])})
