"""Checkpoints kept loaded, each read again when its file is another."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from models.metadata import CheckpointError, checkpoint_id

if TYPE_CHECKING:
    from models.checkpoint import Checkpoint

MOST_KEPT = 16
"""A ladder's worth."""


@dataclass(frozen=True, eq=False)
class Kept:
    """A loaded checkpoint and the state of its file when it was read."""

    stamp: tuple[int, int, int]
    id: str
    checkpoint: Checkpoint


class Loaded:
    """The checkpoints that were used last."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._kept: OrderedDict[Path, Kept] = OrderedDict()

    def checkpoint(self, path: Path, identity: str) -> Checkpoint:
        """Return the checkpoint at `path`, read again if the file is not the one read before.

        Raise CheckpointError where it cannot be read, or is not the one of that id.
        """
        stamp = _stamp(path)
        kept = self._kept.pop(path, None)
        if kept is None or kept.stamp != stamp:
            kept = _read(path, stamp)
        if kept.id != identity:
            raise CheckpointError(
                f"{path}: expected checkpoint {identity}, found {kept.id} in its place; "
                f"choose a checkpoint again"
            )
        self._kept[path] = kept
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return kept.checkpoint


def _read(path: Path, stamp: tuple[int, int, int]) -> Kept:
    from models.checkpoint import load

    kept = Kept(stamp, checkpoint_id(path), load(path))
    if _stamp(path) != stamp:
        raise CheckpointError(
            f"{path}: expected a checkpoint that stays as it is, found that it was replaced while "
            f"it was read; choose a checkpoint again"
        )
    return kept


def _stamp(path: Path) -> tuple[int, int, int]:
    try:
        status = path.stat()
    except OSError as why:
        raise CheckpointError(
            f"{path}: expected the checkpoint in use, but it cannot be found any more "
            f"({why.strerror}); choose another"
        ) from None
    return status.st_mtime_ns, status.st_size, status.st_ino
