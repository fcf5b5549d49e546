"""How a command line ends: its exit codes, and its words, said by one process alone."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
FIRST_SPEAKS_WITHIN = 30.0
"""Seconds within which a fault that all processes have is said by the first of a machine."""


def say(why: object, code: int) -> int:
    """Say on stderr what is wrong; return the code to end with."""
    print(f"python -m trainer: {why}", file=sys.stderr)
    return code


@contextmanager
def one_voice() -> Iterator[None]:
    """Let the first process of a machine alone say what is wrong, for it is wrong with them all.

    Another keeps its words to itself, and when it fails it waits: torchrun ends it as soon as the
    first has failed as well. If the first goes on, the fault was this one's own, and is said.
    """
    # Without torchrun there may be a rank alone, or neither.
    if os.environ.get("LOCAL_RANK", os.environ.get("RANK", "0")) in ("", "0"):
        yield
        return
    words = io.StringIO()
    try:
        with contextlib.redirect_stderr(words):
            yield
    except BaseException as why:
        in_order = isinstance(why, SystemExit) and (not why.code or not words.getvalue())
        if not in_order:
            time.sleep(FIRST_SPEAKS_WITHIN)
            sys.stderr.write(words.getvalue())
        raise
