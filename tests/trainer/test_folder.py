"""What is read again of a run's folder is what a run has written there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trainer.folder import NEEDED, RunFolder


def line(step: int, **others: object) -> str:
    return json.dumps(dict.fromkeys(sorted(NEEDED), 0.5) | {"step": step} | others)


@pytest.mark.parametrize(
    "broken",
    [
        '{"step": 14, "epo',
        "[" * 100_000,
        "[]",
        "{}",
        line(14, loss_d=float("nan")),
        line(14, loss_d="low"),
        line(14, loss_d=True),
        line(14, loss_d=10**400),
        line(10),
        line(9),
    ],
)
def test_lines_are_read_up_to_the_first_that_no_run_has_written(
    tmp_path: Path, broken: str
) -> None:
    folder = RunFolder(tmp_path)
    folder.metrics.write_text(f"{line(4)}\n{line(10)}\n{broken}\n{line(20)}\n", encoding="utf-8")
    assert [each["step"] for each in folder.lines()] == [4, 10]
    folder.forget_after(9)
    assert [each["step"] for each in folder.lines()] == [4]


def test_a_folder_without_lines_has_none(tmp_path: Path) -> None:
    assert RunFolder(tmp_path).lines() == []
