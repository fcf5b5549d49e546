"""A tiny run that has ended, made once, and runs that take less time than they might."""

from __future__ import annotations

import pytest

from tests.trainer.stops import never
from tests.trainer.tiny import Silence, begin_tiny
from trainer import loop
from trainer.loop import train
from trainer.run import Run


@pytest.fixture
def unillustrated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the pictures at a run's end, which take longer than a tiny run."""
    monkeypatch.setattr(loop, "keep_ending", lambda run, finished: None)


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Run:
    run = begin_tiny(tmp_path_factory.mktemp("runs") / "whole")
    audience = Silence()
    assert train(run, audience, never)
    assert (audience.windows, audience.epochs) == (6, 2)
    return run
