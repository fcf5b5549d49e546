"""torchrun: two processes train one run as one would, and speak and write as one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from safetensors.torch import load_file

from models.shelf import find
from tests.trainer.stops import after
from tests.trainer.tiny import START, Silence
from trainer.__main__ import main
from trainer.config import Config
from trainer.loop import train
from trainer.presets import config_of
from trainer.resuming import resume_run
from trainer.run import begin_run
from trainer.state import state_tensors

ROOT = Path(__file__).resolve().parents[2]
TWO = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"]
# Processes on the CPU, whatever there is.
ENVIRONMENT = os.environ | {"CUDA_VISIBLE_DEVICES": "", "COLUMNS": "200"}
PATIENCE = 540

# No norm over the batch and no dropout, so that halves of a batch add up to the whole.
TWENTY_STEPS = [
    *("--preset=vanilla", "--dataset=bundled", "--device=cpu", "--precision=float32"),
    *("--batch=200", "--epochs=1", "--window=10", "--translate=2"),
    *("--optimizer=sgd", "--learning-rate=0.1", "--momentum=0.5", "--ema=0.9"),
    *("--r1-gamma=1", "--r2-gamma=0.5", "--penalty-every=2"),
]
ENDLESS = [
    *("--dataset=bundled", "--device=cpu", "--batch=400", "--epochs=4000", "--latent=8"),
    *("--generator-width=4", "--discriminator-width=4", "--save-epochs=1"),
]


def torchrun(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a module or a program of Python's in two processes on this machine."""
    return subprocess.run(
        [*TWO, *map(str, arguments)],
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty steps of one process."""
    out = tmp_path_factory.mktemp("alone") / "run"
    assert main([*TWENTY_STEPS, f"--out={out}"]) == 0
    return out


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The same of two processes, and what they said."""
    out = tmp_path_factory.mktemp("together") / "run"
    ended = torchrun("-m", "trainer", *TWENTY_STEPS, f"--out={out}")
    assert ended.returncode == 0, ended.stderr
    return out, ended.stdout


@pytest.mark.slow
def test_two_processes_with_half_the_batch_each_train_as_one_does(
    alone: Path, together: tuple[Path, str], tmp_path: Path
) -> None:
    config = config_of("vanilla")
    values = vars(config) | {"dataset": "bundled", "device": "cpu", "out": tmp_path / "untrained"}
    before = state_tensors(begin_run(Config(**values), START).nets)
    one, two = (load_file(run / "resume.state") for run in (alone, together[0]))
    assert one.keys() == two.keys()
    for network in ("generator", "discriminator", "average"):
        names = [name for name in before if name.startswith(f"{network}.")]
        assert names
        for name in names:
            moved = (one[name] - before[name]).abs().max()
            assert moved > 1e-4, name
            assert (two[name] - one[name]).abs().max() < 1e-3 * moved, name


@pytest.mark.slow
def test_two_processes_measure_what_one_does(alone: Path, together: tuple[Path, str]) -> None:
    one, two = (
        [json.loads(line) for line in (run / "metrics.jsonl").read_text().splitlines()]
        for run in (alone, together[0])
    )
    assert [line["step"] for line in two] == [10, 20]
    for line, twin in zip(one, two, strict=True):
        for measure in ("loss_d", "loss_g", "real", "fake", "r1", "r2"):
            assert twin[measure] == pytest.approx(line[measure], rel=1e-4), measure
            assert line[measure] > 0


@pytest.mark.slow
def test_one_of_the_processes_alone_writes(alone: Path, together: tuple[Path, str]) -> None:
    out, said = together
    one, two = (sorted(path.relative_to(run) for path in run.rglob("*")) for run in (alone, out))
    assert two == one
    assert "processes: 2" in said
    assert len([line for line in said.splitlines() if line.startswith("epoch")]) == 1
    assert said.count("Done.") == 1


@pytest.mark.slow
def test_a_batch_that_the_processes_do_not_divide_is_refused_once(tmp_path: Path) -> None:
    out = tmp_path / "run"
    ended = torchrun("-m", "trainer", "--dataset=bundled", "--batch=201", f"--out={out}")
    sentences = [line for line in ended.stderr.splitlines() if line.startswith("python -m trainer")]
    assert sentences == [
        "python -m trainer: batch: expected a multiple of the 2 processes that share it, found 201"
    ]
    # torchrun itself ends with 1, and says what its processes ended with.
    assert ended.returncode == 1
    assert "exitcode  : 2 " in ended.stderr
    assert not out.exists()


@pytest.fixture
def stopped(tmp_path: Path) -> Iterator[Path]:
    """The folder of a run of two processes that Ctrl-C has stopped."""
    out = tmp_path / "run"
    process = subprocess.Popen(
        [*TWO, "-m", "trainer", *ENDLESS, f"--out={out}"],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        deadline = time.monotonic() + PATIENCE
        while not (out / "epoch-001.safetensors").exists():
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=PATIENCE)
        assert said.count(f"Go on with: python -m trainer --resume {out}") == 1
        yield out
    finally:
        process.kill()


@pytest.mark.slow
def test_ctrl_c_on_torchrun_leaves_a_run_that_one_process_goes_on_with(stopped: Path) -> None:
    before = [json.loads(line) for line in (stopped / "metrics.jsonl").read_text().splitlines()]
    run = resume_run(stopped)
    assert run.step == before[-1]["step"] >= run.steps_an_epoch
    assert not train(run, Silence(), after(12))
    lines = run.folder.lines()
    assert lines[: len(before)] == before
    assert lines[-1]["step"] == run.step + 12
    steps = [line["step"] for line in lines]
    assert steps == sorted(set(steps))
    assert find(str(stopped))


@pytest.mark.slow
def test_a_weight_that_only_one_process_met_moves_in_both(tmp_path: Path) -> None:
    ended = torchrun("-m", "tests.trainer.lopsided", tmp_path)
    assert ended.returncode == 0, ended.stderr
    for rank in (0, 1):
        gradients = json.loads((tmp_path / f"{rank}.json").read_text())
        assert gradients == [[1.5, 4.5], [1.0, 2.0], None]
