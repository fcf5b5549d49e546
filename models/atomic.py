"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

UNFINISHED = ".part"
"""How the name of a file ends that is not whole yet."""


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to a temporary name beside `path`, flush it to the disk and rename it.

    Whatever ends the program, `path` holds its old content or the new one. Raise OSError, with
    nothing left behind, where the disk refuses.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=UNFINISHED, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def make_room(path: Path) -> None:
    """Make the folder of a file that is to be written, before time is spent on what goes there.

    Raise OSError, with the name of what is in the way, where `path` is a folder or a part of its
    way is a file.
    """
    expect_no_file(path.parent)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder where a file is to be", path)


def expect_no_file(folder: Path) -> None:
    """Raise OSError, with its name, where a file stands at `folder` or on the way to it."""
    there = next((each for each in (folder, *folder.parents) if each.exists()), None)
    if there is not None and not there.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "a file where a folder is to be", there)
