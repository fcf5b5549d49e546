"""The moments at which tests stop a run."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count


def never() -> bool:
    """Let it come to its end."""
    return False


def after(steps: int) -> Callable[[], bool]:
    """Return a stop that comes once `steps` steps are done."""
    calls = count()
    return lambda: next(calls) >= steps


def kill_at(steps: int) -> Callable[[], bool]:
    """Return what ends the program once `steps` steps are done, with nothing saved."""
    reached = after(steps)

    def stop() -> bool:
        if reached():
            raise KeyboardInterrupt
        return False

    return stop
