"""A trainer that is killed, at whatever moment, loses nothing that --resume cannot make again."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

ROOT = Path(__file__).resolve().parents[2]
TRAINER = [sys.executable, "-m", "trainer"]
EPOCHS = 20
SMALL = [
    *("--dataset=bundled", "--device=cpu", "--precision=float32", "--batch=400", "--window=3"),
    *("--latent=8", "--generator-width=4", "--discriminator-width=4"),
    *(f"--epochs={EPOCHS}", "--save-epochs=10"),
]
PATIENCE = 300.0
KILLS = 3


def start(*options: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*TRAINER, *map(str, options)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def lines_of(run: Path) -> list[str]:
    metrics = run / "metrics.jsonl"
    return metrics.read_text().splitlines() if metrics.exists() else []


def kill_within(trainer: subprocess.Popen[str], run: Path, lines: int, pause: float) -> None:
    """Kill it a moment after it has added so many lines, unless it has come to its end."""
    aim = len(lines_of(run)) + lines
    deadline = time.monotonic() + PATIENCE
    while trainer.poll() is None and len(lines_of(run)) < aim:
        assert time.monotonic() < deadline
        time.sleep(0.002)
    time.sleep(pause)
    trainer.kill()
    trainer.communicate()


@pytest.mark.slow
def test_a_run_that_was_killed_again_and_again_ends_as_one_that_was_not(tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    _, said = start(*SMALL, f"--out={whole}").communicate(timeout=PATIENCE)
    assert (whole / "samples.png").exists(), said

    chance = random.Random()
    kill_within(start(*SMALL, f"--out={killed}"), killed, 1, chance.uniform(0, 0.1))
    (killed / ".resume.state.abc.part").write_bytes(b"as a kill amid a save leaves it")
    for _ in range(KILLS):
        # Each epoch writes four lines, a picture and the state: some kills strike amid a save.
        moment = chance.randrange(1, 16), chance.uniform(0, 0.1)
        kill_within(start("--resume", killed), killed, *moment)
    ended = start("--resume", killed)
    _, said = ended.communicate(timeout=PATIENCE)
    assert ended.returncode == 0, said

    one, two = (load_file(run / "resume.state") for run in (whole, killed))
    assert one.keys() == two.keys()
    assert all(torch.equal(one[name], two[name]) for name in one)
    steps = [json.loads(line)["step"] for line in lines_of(killed)]
    assert steps == [json.loads(line)["step"] for line in lines_of(whole)]
    assert {path.name for path in killed.rglob("*")} == {path.name for path in whole.rglob("*")}
