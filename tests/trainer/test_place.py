"""A process knows its place among those of a run, and who of them is to speak."""

from __future__ import annotations

import sys
import time

import pytest
import torch

from trainer.config import ConfigError
from trainer.voice import FIRST_SPEAKS_WITHIN, one_voice
from trainer.world import the_world


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Be the second process of a machine; return the pauses that it makes."""
    pauses: list[float] = []
    monkeypatch.setenv("LOCAL_RANK", "1")
    monkeypatch.setattr(time, "sleep", pauses.append)
    return pauses


def test_a_fault_of_the_second_process_is_said_where_the_first_has_none(
    second: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit), one_voice():
        _refuse()
    assert second == [FIRST_SPEAKS_WITHIN]
    assert capsys.readouterr().err == "a sentence\n"


def test_the_second_process_ends_in_silence_and_at_once_where_all_is_well(
    second: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    for code in (0, 130):
        with pytest.raises(SystemExit), one_voice():
            sys.exit(code)
    assert second == []
    assert capsys.readouterr().err == ""


def _refuse() -> None:
    print("a sentence", file=sys.stderr)
    sys.exit(2)


def test_the_first_process_speaks_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit), one_voice():
        _refuse()
    assert capsys.readouterr().err == "a sentence\n"


def test_more_processes_than_gpus_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"WORLD_SIZE": 2, "LOCAL_WORLD_SIZE": 2, "RANK": 1, "LOCAL_RANK": 1}.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    with (
        pytest.raises(ConfigError, match="at most the 1 GPUs of this machine, found 2"),
        the_world(),
    ):
        pytest.fail("it joined")


@pytest.mark.parametrize("found", [None, "one"])
def test_a_size_of_the_world_without_a_place_in_it_is_refused(
    found: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORLD_SIZE", "2")
    monkeypatch.delenv("RANK", raising=False)
    if found:
        monkeypatch.setenv("RANK", found)
    with (
        pytest.raises(ConfigError, match=f"RANK: expected .*, found {found or 'nothing'};"),
        the_world(),
    ):
        pytest.fail("it joined")


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ({"RANK": "2", "LOCAL_RANK": "0"}, "RANK: expected 0 to 1 .*, found 2;"),
        ({"RANK": "0", "LOCAL_RANK": "0"}, "WORLD_SIZE: expected 2 processes that find each other"),
    ],
)
def test_a_world_that_is_not_torchruns_is_refused(
    place: dict[str, str], found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("MASTER_ADDR", "MASTER_PORT"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ({"WORLD_SIZE": "2"} | place).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError, match=found), the_world():
        pytest.fail("it joined")


@pytest.mark.parametrize(("local_rank", "rank"), [("x", "1"), (None, "1")])
def test_only_the_first_process_speaks_even_where_torchrun_did_not_start_it(
    local_rank: str | None,
    rank: str,
    second: list[float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RANK", rank)
    if local_rank is None:
        monkeypatch.delenv("LOCAL_RANK")
    else:
        monkeypatch.setenv("LOCAL_RANK", local_rank)
    with pytest.raises(SystemExit), one_voice():
        _refuse()
    assert second == [FIRST_SPEAKS_WITHIN]
