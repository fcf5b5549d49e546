"""Where the makers of recorded digits lie: checkpoints by their id, images where they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, select

from game.contestant import OWN_REALS, is_contestant
from game.records.pools import pools
from game.records.tables import checkpoint, trial
from game.report.mistaken import Mistaken
from models import shelf
from models.metadata import CheckpointError, Metadata, checkpoint_id, read_metadata
from models.pool import BUNDLED, POOL_NAME

GONE = "no file of its forger is here any more"
UNKNOWN = "the database does not say where its real images were"


@dataclass(frozen=True)
class Found:
    """Where a checkpoint, or images from outside, lie."""

    path: Path
    beside_bundled: bool = True
    """Whether the bundled real digits are those that it was judged beside."""


@dataclass(frozen=True)
class Maker:
    """What a digit is made with."""

    id: str
    path: Path
    pool: str | None = None
    """The name of its pool, for a real image from outside."""


@dataclass(frozen=True)
class Files:
    """What is here of all that made the digits of a report."""

    makers: Mapping[str, Found] = field(default_factory=dict)
    """Checkpoints and contestants, by id."""
    pools: Mapping[str, Path] = field(default_factory=dict)
    """Where real images from outside were, by the name of their pool."""
    bundled: Maker | None = None
    """One that makes any of the bundled digits: whose share it balanced does not matter."""


def find_files(connection: Connection, wanted: Sequence[str]) -> Files:
    """Where these checkpoints are, or else others of their id are; and every pool of reals was.

    A checkpoint counts only if it is the very one, by its id, and those that are gone are left
    out. Images from outside are looked at by whoever makes them again.
    """
    columns = (checkpoint.c[name] for name in ("id", "path"))
    rows = connection.execute(select(*columns).where(checkpoint.c.id.in_(wanted))).all()
    here = {str(row.id): Path(str(row.path)) for row in rows if row.path and _is(row.path, row.id)}
    bundled = trial.c.real_pool == POOL_NAME
    query = select(trial.c.checkpoint_id).where(trial.c.checkpoint_id.in_(here), bundled).distinct()
    beside = set(map(str, connection.scalars(query)))
    found = {
        each: Found(path, not is_contestant(path) or each in beside) for each, path in here.items()
    }
    shelved = {entry.id: entry for entry in shelf.shelved()}
    found |= {each: Found(shelved[each].path) for each in shelved.keys() & wanted - found.keys()}
    whole = [Maker(each.id, each.path) for each in shelved.values() if _whole(each.metadata)]
    whole += [Maker(each, one.path) for each, one in found.items() if _has_whole(one.path)]
    return Files(
        found,
        {name: Path(path) for name, path in pools(connection).items()},
        whole[0] if whole else None,
    )


def maker_of(digit: Mistaken, files: Files) -> Maker | str:
    """What makes a digit again; a text says why nothing can."""
    own = files.makers.get(digit.contestant.id)
    if not digit.is_real:
        return GONE if own is None else Maker(digit.contestant.id, own.path)
    if digit.real_pool is not None and digit.real_pool.startswith(OWN_REALS):
        path = files.pools.get(digit.real_pool)
        if path is None:
            return UNKNOWN
        if not path.exists():
            return f"its real images are not at {path} any more"
        # The images stand in for their forger's: those may be gone, and are not asked for.
        return Maker(digit.real_pool.removeprefix(OWN_REALS), path, digit.real_pool)
    if own is not None and not is_contestant(own.path):
        return Maker(digit.contestant.id, own.path)
    return files.bundled or GONE


def _whole(metadata: Metadata) -> bool:
    """Whether a checkpoint is played beside all of the bundled digits."""
    return metadata.dataset != BUNDLED


def _has_whole(path: Path) -> bool:
    return not is_contestant(path) and _whole(read_metadata(path))


def _is(path: object, identity: object) -> bool:
    """Whether the file at a path is the checkpoint of that id."""
    try:
        file = Path(str(path))
        if is_contestant(file):
            return file.exists()
        if not file.is_file():
            return False
        # Its header first: the id takes reading the whole of it, however large.
        read_metadata(file)
        return checkpoint_id(file) == identity
    except (CheckpointError, OSError, ValueError):
        return False
