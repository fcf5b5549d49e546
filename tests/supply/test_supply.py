"""The real worker: it delivers in order, outlives interrupts, and never outlives the game."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import models.sampling
from game.rules.news import ClassesFailed, ClassesRead, DigitReady, ShowcaseReady, SupplyFailed
from game.supply import News, Supply
from models.checkpoint import load
from models.digits import load_pack
from models.greys import in_five_greys
from models.metadata import checkpoint_id
from tests.supply.conftest import write_checkpoint
from tests.supply.trials import fake, real

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="signals and process ids of POSIX")


@pytest.fixture(scope="module")
def supply() -> Iterator[Supply]:
    """One worker for the tests that leave it as it was: torch takes seconds to import."""
    supply = Supply()
    yield supply
    supply.close()


def news_of(supply: Supply, count: int, seconds: float = 120.0) -> list[News]:
    heard: list[News] = []
    deadline = time.monotonic() + seconds
    while len(heard) < count and time.monotonic() < deadline:
        heard += supply.poll()
        time.sleep(0.005)
    assert len(heard) == count, heard
    return heard


def until(condition: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.005)


def worker_of(supply: Supply) -> subprocess.Popen[bytes]:
    assert supply._worker is not None
    return supply._worker.process


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A process whose parent was killed may wait to be reaped by a parent that is not ours.
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_the_title_is_served_and_then_digits_in_the_order_of_asking(
    supply: Supply, checkpoint: Path
) -> None:
    identity = checkpoint_id(checkpoint)
    supply.showcase(checkpoint, identity)
    trials = [fake(identity, n) if n % 3 else real(identity, n) for n in range(40)]
    random.Random(7).shuffle(trials)
    for ticket, trial in enumerate(trials):
        supply.ask(ticket, checkpoint, trial)
    first, second, *digits = news_of(supply, 42)
    assert isinstance(first, ShowcaseReady)
    assert isinstance(second, ShowcaseReady)
    generator, pack = load(checkpoint).generator, load_pack()
    for ticket, (trial, news) in enumerate(zip(trials, digits, strict=True)):
        assert isinstance(news, DigitReady)
        assert news.ticket == ticket
        if trial.is_real:
            assert news.pixels == in_five_greys(pack.images[trial.real_index]).tobytes()
        else:
            assert trial.digit_seed is not None
            assert news.pixels == models.sampling.forge(generator, trial.digit_seed).tobytes()


def test_a_failed_order_leaves_the_worker_at_work(
    supply: Supply, checkpoint: Path, tmp_path: Path
) -> None:
    identity = checkpoint_id(checkpoint)
    supply.ask(1, tmp_path / "none.safetensors", fake(identity, 1))
    supply.ask(2, checkpoint, fake(identity, 1))
    failed, ready = news_of(supply, 2)
    assert isinstance(failed, SupplyFailed)
    assert str(tmp_path / "none.safetensors") in failed.sentence
    assert failed.tickets == (1,)
    assert isinstance(ready, DigitReady)
    assert ready.ticket == 2


def test_classes_are_read_behind_the_window(supply: Supply, checkpoint: Path) -> None:
    identity = checkpoint_id(checkpoint)
    supply.read_classes({identity: checkpoint}, [(identity, 7), (identity, 8)])
    (read,) = news_of(supply, 1)
    assert isinstance(read, ClassesRead)
    assert [name for name, _ in read.classes] == [(identity, 7), (identity, 8)]
    assert read.unmistakable


def test_a_path_from_here_is_understood_by_the_worker(
    supply: Supply, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_checkpoint(tmp_path / "epoch-001.safetensors", seed=3)
    monkeypatch.chdir(tmp_path)
    supply.ask(1, Path("epoch-001.safetensors"), fake(checkpoint_id(path), 1))
    assert isinstance(news_of(supply, 1)[0], DigitReady)


@posix
def test_an_interrupt_leaves_the_worker_at_work(supply: Supply, checkpoint: Path) -> None:
    worker = worker_of(supply)
    assert os.getpgid(worker.pid) != os.getpgid(0)  # a terminal's Ctrl-C does not even reach it
    os.kill(worker.pid, signal.SIGINT)
    supply.ask(1, checkpoint, fake(checkpoint_id(checkpoint), 1))
    assert isinstance(news_of(supply, 1)[0], DigitReady)


def test_starting_and_asking_do_not_wait(checkpoint: Path) -> None:
    began = time.perf_counter()
    supply = Supply()
    for ticket in range(1000):
        supply.ask(ticket, checkpoint, fake("0" * 12, 1))
    supply.poll()
    assert time.perf_counter() - began < 2.0
    supply.close()


@pytest.mark.parametrize("seconds", [0.0, 0.2, 1.2])
def test_closing_is_quick_even_while_torch_is_being_imported(
    checkpoint: Path, seconds: float
) -> None:
    supply = Supply()
    supply.ask(1, checkpoint, fake(checkpoint_id(checkpoint), 1))
    time.sleep(seconds)
    began = time.perf_counter()
    supply.close()
    assert time.perf_counter() - began < 3.0  # an import of torch takes longer
    assert worker_of(supply).poll() is not None  # reaped: no zombie stays
    assert not [news for news in supply.poll() if isinstance(news, SupplyFailed)]
    supply.close()


@posix
def test_a_worker_that_was_killed_fails_what_it_was_asked_for_and_the_next_order_starts_another(
    checkpoint: Path,
) -> None:
    supply = Supply()
    first = worker_of(supply)
    os.kill(first.pid, signal.SIGSTOP)
    for ticket in (4, 5):
        supply.ask(ticket, checkpoint, fake(checkpoint_id(checkpoint), 1))
    first.kill()
    (failed,) = news_of(supply, 1)
    assert isinstance(failed, SupplyFailed)
    assert "killed by signal 9" in failed.sentence
    assert failed.tickets == (4, 5)
    supply.showcase(checkpoint, checkpoint_id(checkpoint))
    assert isinstance(news_of(supply, 1)[0], ShowcaseReady)
    assert worker_of(supply).pid != first.pid
    supply.close()


def test_a_worker_that_cannot_be_started_is_said(
    checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(checkpoint.parent / "no python"))
    supply = Supply()
    (failed,) = supply.poll()
    assert isinstance(failed, SupplyFailed)
    assert "cannot be started" in failed.sentence
    supply.ask(1, checkpoint, fake("0" * 12, 1))
    (again,) = supply.poll()
    assert again == SupplyFailed(failed.sentence, (1,))
    supply.close()


@posix
def test_a_worker_that_was_killed_fails_what_it_was_to_read(checkpoint: Path) -> None:
    supply = Supply()
    os.kill(worker_of(supply).pid, signal.SIGSTOP)
    supply.read_classes({checkpoint_id(checkpoint): checkpoint}, ())
    worker_of(supply).kill()
    decoration, failed = news_of(supply, 2)
    assert decoration == SupplyFailed(failed.sentence, ())  # type: ignore[union-attr]
    assert isinstance(failed, ClassesFailed)
    assert failed.beside == (checkpoint_id(checkpoint),)
    assert "killed by signal 9" in failed.sentence
    supply.close()


@posix
@pytest.mark.parametrize("seconds", [0.0, 1.5])
def test_a_killed_game_takes_its_worker_along(checkpoint: Path, seconds: float) -> None:
    code = (
        "import time; from game.supply import Supply; supply = Supply(); "
        f"supply.showcase({str(checkpoint)!r}, 'x'); "
        "print(supply._worker.process.pid, flush=True); time.sleep(60)"
    )
    game = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)
    assert game.stdout is not None
    pid = int(game.stdout.readline())
    time.sleep(seconds)
    assert runs(pid)
    game.kill()
    game.wait()
    game.stdout.close()
    until(lambda: not runs(pid), 15.0)
    assert not runs(pid)


def test_a_game_that_ends_without_closing_ends_cleanly(checkpoint: Path) -> None:
    code = (
        "from game.supply import Supply; supply = Supply(); "
        f"supply.showcase({str(checkpoint)!r}, 'x')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=30
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_worker_says_nothing_on_the_terminal(tmp_path: Path) -> None:
    path = write_checkpoint(tmp_path / "epoch-001.safetensors", seed=1)
    path.write_bytes(b"broken")
    code = (
        "import time; from game.supply import Supply; supply = Supply(); "
        f"supply.showcase({str(path)!r}, 'x')\n"
        "while not (news := supply.poll()): time.sleep(0.01)\n"
        "supply.close(); print(type(news[0]).__name__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=30
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "SupplyFailed\n", "")


def test_the_window_side_imports_nothing_but_the_standard_library() -> None:
    code = (
        "import sys; before = set(sys.modules); import game.supply; "
        "tops = {name.split('.')[0] for name in set(sys.modules) - before}; "
        "sys.exit(str(tops - set(sys.stdlib_module_names) - {'game', 'models'} or ''))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr.strip() == ""


def test_importing_the_worker_does_nothing() -> None:
    code = (
        "import signal, sys, threading; before = signal.getsignal(signal.SIGINT); "
        "import game.worker; "
        "assert threading.active_count() == 1; "
        "assert signal.getsignal(signal.SIGINT) is before; "
        "assert not {'numpy', 'torch', 'PIL'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr.strip() == ""
