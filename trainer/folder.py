"""A run's folder: what lies where in it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.atomic import UNFINISHED, write_atomically
from models.families.catalogue import FAMILIES
from models.shelf import SUFFIX
from trainer.config import Config


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
        """Make the folder and write the config into it; raise FolderError if a run is there."""
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
        """Return the whole lines of metrics.jsonl; a last one that was cut off is left out."""
        kept = []
        for text in self.metrics.read_text(encoding="utf-8").splitlines():
            try:
                kept.append(json.loads(text))
            except ValueError:
                break
        return kept

    def forget_after(self, step: int) -> None:
        """Drop the lines of steps after `step`, which a resumed run will take again."""
        kept = [json.dumps(line) + "\n" for line in self.lines() if line["step"] <= step]
        write_atomically(self.metrics, "".join(kept).encode())

    def tidy(self) -> None:
        """Remove what a trainer that was killed amid a save has left."""
        for left in self.path.rglob(f".*{UNFINISHED}"):
            left.unlink()


def as_plain(config: Config) -> dict[str, Any]:
    """Return the config as JSON values."""
    return {
        name: str(value) if isinstance(value, Path) else value
        for name, value in dataclasses.asdict(config).items()
    }


def from_plain(values: Mapping[str, Any], family: str) -> Config:
    """Return the config that `as_plain` made `values` of, with networks of `family`.

    Raise KeyError, TypeError, ValueError or OverflowError where they are not of one.
    """
    kept = dict(values)
    if missing := sorted({entry.name for entry in dataclasses.fields(Config)} - set(kept)):
        raise ValueError(f"no {', '.join(missing)}")
    network = FAMILIES[family].config(**kept.pop("network"))
    paths = {name: kept[name] and Path(kept[name]) for name in ("data_dir", "out")}
    return Config(**kept | paths | {"network": network, "save_epochs": tuple(kept["save_epochs"])})
