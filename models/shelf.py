"""Finding checkpoints: by file, by run or by id, without torch."""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from models.metadata import ID_LENGTH, CheckpointError, Metadata, checkpoint_id, read_metadata

CHECKPOINTS = Path(__file__).resolve().parent.parent / "checkpoints"
SUFFIX = ".safetensors"
TRAIN_ONE = "train one with python -m trainer"


@dataclass(frozen=True)
class Shelved:
    """A checkpoint that was found: where it lies and what it says of itself."""

    path: Path
    metadata: Metadata

    @cached_property
    def id(self) -> str:
        """The first 12 hex digits of the file's SHA-256; reads the whole file, once."""
        return checkpoint_id(self.path)

    @property
    def name(self) -> str:
        """The run and the epoch, as screens and reports say them."""
        return f"{self.metadata.run} · epoch {self.metadata.epoch}"

    @property
    def picture(self) -> Path | None:
        """The fixed-noise picture that belongs to it, if its run kept one."""
        path = self.path.parent / "fixed-noise" / f"epoch-{self.metadata.epoch:03d}.png"
        return path if path.is_file() else None


def shelved(folder: Path = CHECKPOINTS) -> tuple[Shelved, ...]:
    """Return every readable checkpoint in `folder` and its runs, by start of run, then epoch.

    A file that cannot be read is passed over, for a run that is being written may hold one.
    """
    found = []
    for path in [*folder.glob(f"*{SUFFIX}"), *folder.glob(f"*/*{SUFFIX}")]:
        try:
            found.append(Shelved(path, read_metadata(path)))
        except CheckpointError:
            continue
    return tuple(sorted(found, key=_by_age))


def find(name: str, folder: Path = CHECKPOINTS) -> tuple[Shelved, ...]:
    """Return the checkpoints that `name` stands for: a file, a run's folder, or an id.

    A run's folder gives all its checkpoints, by epoch; a name that is no path from here is looked
    for in `folder` as well. Raise CheckpointError where there are none.
    """
    for path in (Path(name), folder / name):
        try:
            if path.is_dir():
                return _run(path)
            if path.exists():
                return (Shelved(path, read_metadata(path)),)
        except OSError as why:
            raise CheckpointError(
                f"{name}: expected a checkpoint's file or a run's folder, found one that cannot be "
                f"looked at ({why.strerror}); give another"
            ) from None
    if len(name) == ID_LENGTH and set(name) <= set(string.hexdigits):
        for entry in shelved(folder):
            if entry.id == name.lower():
                return (entry,)
    raise CheckpointError(
        f"{name}: expected a checkpoint's file, a run's folder or a checkpoint id under {folder}, "
        f"found none; {_offer(folder)}"
    )


def default(folder: Path = CHECKPOINTS) -> Shelved:
    """Return the last epoch of the run that was started last; raise CheckpointError if none is."""
    entries = shelved(folder)
    if not entries:
        raise CheckpointError(f"{folder}: expected checkpoints, found none; {TRAIN_ONE}")
    return entries[-1]


def _run(path: Path) -> tuple[Shelved, ...]:
    entries = [Shelved(file, read_metadata(file)) for file in path.glob(f"*{SUFFIX}")]
    if not entries:
        raise CheckpointError(f"{path}: expected a run with checkpoints, found none; {TRAIN_ONE}")
    return tuple(sorted(entries, key=_by_age))


def _by_age(entry: Shelved) -> tuple[str, str, int, int]:
    metadata = entry.metadata
    return metadata.run_started_at, metadata.run, metadata.epoch, metadata.step


def _offer(folder: Path) -> str:
    runs = sorted({entry.path.parent.name for entry in shelved(folder)})
    return f"the runs there are {', '.join(runs)}" if runs else TRAIN_ONE
