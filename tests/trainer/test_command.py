"""`python -m trainer` trains, stops when asked to, and says what is wrong in one sentence."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.console import Console

from models.shelf import find
from tests.trainer.tiny import begin_tiny
from trainer import loop
from trainer.__main__ import main
from trainer.display import LiveDisplay
from trainer.keeping import keep_checkpoint
from trainer.presets import PRESETS

ROOT = Path(__file__).resolve().parents[2]
TINY = [
    "--dataset=bundled",
    "--device=cpu",
    "--batch=400",
    "--latent=8",
    "--generator-width=4",
    "--discriminator-width=4",
]


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """Return the one sentence on stderr."""
    text = capsys.readouterr().err
    assert text.count("\n") == 1, text
    assert "Traceback" not in text
    return text


def test_one_line_an_epoch_is_printed_on_a_plain_pipe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    assert main([*TINY, "--epochs", "2", "--save-epochs", "1", "--out", str(out)]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("epoch")]
    assert [line.split()[1] for line in lines] == ["1/2", "2/2"]
    assert all("images/s" in line and "left" in line for line in lines)
    assert [entry.metadata.epoch for entry in find(str(out))] == [1, 2]
    written = (out / "samples.png").stat().st_mtime_ns
    assert main(["--resume", str(out)]) == 0
    assert "has come to its end" in " ".join(capsys.readouterr().out.split())
    assert (out / "samples.png").stat().st_mtime_ns == written


def test_the_presets_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list-presets"]) == 0
    names = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert names == list(PRESETS)


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--epochs", "0"], "epochs"),
        (["--threads", "3000000000"], "threads"),
        (["--learning-rate", "-1"], "learning_rate"),
        (["--batch", "5000", "--dataset", "bundled"], "batch"),
        (["--preset", "unheard-of"], "--preset"),
        (["--resume", "somewhere", "--epochs", "9"], "--resume"),
        (["--latent", "0"], "latent"),
        (["--save-epochs", "0,1"], "save_epochs"),
        (["--epochs", "1000001"], "epochs"),
        (["--out", ""], "--out: expected a folder, found nothing"),
        (["--out="], "--out: expected a folder, found nothing"),
        (["--latent", "4096", "--generator-width", "4096", "--dataset", "bundled"], "weights"),
        (["--latent", "4096", "--generator-width", "4096", "--summary"], "weights"),
    ],
)
def test_a_value_that_no_run_can_have_is_wrong_usage(
    options: list[str], names: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(options) == 2
    assert names in said(capsys)


@pytest.mark.parametrize("options", [["--epochs", "many"], ["--dataset", "cifar"], ["--colour"]])
def test_words_that_no_option_takes_are_wrong_usage(options: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(options)
    assert ended.value.code == 2


def test_a_data_folder_with_broken_files_ends_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = tmp_path / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for part in ("train", "t10k"):
        for kind in ("images-idx3", "labels-idx1"):
            (raw / f"{part}-{kind}-ubyte").write_bytes(b"broken")
    out = tmp_path / "run"
    assert main(["--data-dir", str(tmp_path), "--out", str(out)]) == 1
    assert "another --data-dir" in said(capsys)
    assert not out.exists()


def test_a_run_that_could_not_be_called_like_its_folder_ends_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "two\nlines"
    assert main(["--dataset=bundled", "--device=cpu", f"--out={folder}"]) == 1
    assert "name another --out" in said(capsys)
    assert not list(tmp_path.iterdir())


def test_a_file_where_the_runs_folder_should_be_ends_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["--dataset=bundled", "--device=cpu", f"--out={tmp_path / 'file'}"]) == 1
    assert "found Not a directory; mend that, or name another" in said(capsys)


def test_a_folder_that_cannot_be_resumed_ends_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--resume", str(tmp_path)]) == 1
    assert "expected the state of a stopped run" in said(capsys)


def test_a_full_disk_ends_in_one_sentence_and_what_was_saved_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "run"
    keep = keep_checkpoint

    def full_at_the_second(run: object, epoch: int, line: dict[str, float]) -> None:
        if epoch == 2:
            raise OSError(28, "No space left on device")
        keep(run, epoch, line)  # type: ignore[arg-type]

    monkeypatch.setattr(loop, "keep_checkpoint", full_at_the_second)
    assert main([*TINY, "--epochs", "2", "--save-epochs", "1", "--out", str(out)]) == 1
    sentence = said(capsys)
    assert "No space left on device" in sentence
    assert "--resume" in sentence
    assert [entry.metadata.epoch for entry in find(str(out))] == [1]


def test_a_run_that_diverges_twice_says_so_both_times_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wild = ["--learning-rate", "1e30", "--no-normalised", "--epochs", "1"]
    assert main([*TINY, *wild, "--out", str(tmp_path / "run")]) == 1
    said_both = capsys.readouterr()
    (first,) = [line for line in said_both.out.splitlines() if line.startswith("! ")]
    assert "back to step 0, and on at 0.5 of the learning rate" in first
    assert said_both.err.count("\n") == 1
    assert "try a lower --learning-rate" in said_both.err


def test_what_is_amiss_is_said_after_its_epoch_and_at_the_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.watch.WON", 1_000.0)
    assert main([*TINY, "--epochs", "2", "--out", str(tmp_path / "run")]) == 0
    lines = capsys.readouterr().out.splitlines()
    told = [number for number, line in enumerate(lines) if "the discriminator has won" in line]
    assert len(told) == 1
    assert lines[told[0] - 1].startswith("epoch   1/2")
    assert "try a lower --discriminator-rate" in lines[told[0]]
    assert "Noticed: the discriminator had won after epoch 1–2 of 2." in lines


def test_on_a_terminal_a_notice_stays_above_the_bar(tmp_path: Path) -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=100)
    with LiveDisplay(begin_tiny(tmp_path / "run"), console) as display:
        display.notice("mode collapse: try [a] lower --learning-rate")
    assert "! mode collapse: try [a] lower --learning-rate" in screen.getvalue()


@pytest.mark.slow
def test_ctrl_c_saves_and_says_how_to_go_on(tmp_path: Path) -> None:
    out = tmp_path / "run"
    command = [sys.executable, "-m", "trainer"]
    process = subprocess.Popen(
        [*command, *TINY, "--epochs", "400", "--out", str(out)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"COLUMNS": "200"},
    )
    deadline = time.monotonic() + 240
    while not (out / "epoch-001.safetensors").exists():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=240)
    assert process.returncode == 130
    assert errors == ""
    assert f"python -m trainer --resume {out}" in output
    assert (out / "progress.gif").exists()
    assert (out / "losses.png").exists()
    assert (out / "resume.state").exists()
