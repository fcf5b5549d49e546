"""Quiet: keeps libraries below Python from writing to stderr what is no error of ours."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def libraries_silenced() -> Iterator[None]:
    """Turn the file behind stderr away while a device or a display is being looked for.

    Such libraries write past Python; what Python itself would write meanwhile is lost as well.
    """
    try:
        kept = os.dup(2)
    except OSError:  # started without a console there is nothing to turn away
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)
