"""The stock: the next start's first digits, the very ones that would be made, taken once."""

from __future__ import annotations

import os
import queue
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from game import worker
from game.orders import DigitOrder, StockOrder
from game.rules.forgers import Forger
from game.rules.news import DigitReady
from game.rules.stream import Stream
from game.stock import LONGEST, SIZE, Stock, packed, place, shown_by, take, unpacked
from game.stocking import MOST_STOCKS, lay_in
from game.supply import Supply
from game.workbench import News, Workbench
from models.metadata import checkpoint_id
from tests.rules.samples import forger as sample
from tests.supply.trials import fake


@pytest.fixture(scope="module")
def forger(checkpoint: Path) -> Forger:
    return replace(sample(), id=checkpoint_id(checkpoint), path=str(checkpoint))


@pytest.fixture(scope="module")
def file(forger: Forger, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A stock of seed 7 as it lies on the disk."""
    path = tmp_path_factory.mktemp("data") / "stock" / "a.stock"
    lay_in(Workbench(), StockOrder(7, (forger,), str(path)))
    return path.read_bytes()


def kept(folder: Path, data: bytes) -> Path:
    path = folder / "a.stock"
    path.write_bytes(data)
    return path


def test_stocked_digits_are_those_that_are_made_with_the_same_verdict(
    file: bytes, forger: Forger, tmp_path: Path
) -> None:
    stock = take(kept(tmp_path, file))
    assert stock is not None
    assert stock.seed == 7
    trials = [Stream(7, (forger,)).trial(at, at + 1) for at in range(SIZE)]
    assert {trial.is_real for trial in trials} == {True, False}
    bench = Workbench()
    for trial in trials:
        (made,) = bench.carry_out(DigitOrder(1, forger.path, trial))
        assert isinstance(made, DigitReady)
        digit = stock.digits[shown_by(trial)]
        assert (digit.pixels, digit.validity) == (made.pixels, made.validity)
    assert len(stock.digits) == SIZE


def test_a_stock_is_taken_once(file: bytes, tmp_path: Path) -> None:
    path = kept(tmp_path, file)
    assert take(path) is not None
    assert not path.exists()
    assert take(path) is None


@pytest.mark.parametrize("at", [0, 5, 8, 9, 60, 400, 900, -1])
def test_a_stock_with_one_wrong_byte_is_none(file: bytes, tmp_path: Path, at: int) -> None:
    damaged = bytearray(file)
    damaged[at] ^= 1
    path = kept(tmp_path, bytes(damaged))
    assert take(path) is None
    assert not path.exists()


def sealed(body: bytes) -> bytes:
    return b"%08x\n" % zlib.crc32(body) + body


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body[:-1],
        lambda body: body + b"\0",
        lambda body: body.replace(b"stock 1", b"stock 0"),
        lambda body: body.replace(b'"seed": 7', b'"seed": -7'),
        lambda body: body.replace(b'"seed": 7', b'"seed": true'),
        lambda body: body.replace(b'"digits": [[', b'"digits": [[[], '),
        lambda body: body.replace(b'"digits"', b'"figures"'),
        lambda body: b"[1, 2]\n",
        lambda body: b"[" * 100_000,
        lambda body: b"\xff\xfe\n" + body,
        lambda body: body[:-1] + b"\x41",  # a grey that no digit is shown in
        lambda body: b"",
        lambda body: body + bytes(LONGEST),
    ],
)
def test_a_whole_file_that_is_no_stock_of_today_is_none(
    file: bytes, tmp_path: Path, change: object
) -> None:
    body = file.partition(b"\n")[2]
    assert sealed(body) == file
    other = change(body)  # type: ignore[operator]
    assert other != body
    assert take(kept(tmp_path, sealed(other))) is None


@pytest.mark.parametrize("validity", [-0.1, 1.5, float("nan"), float("inf"), None])
def test_a_verdict_that_cannot_be_makes_a_stock_none(
    file: bytes, tmp_path: Path, validity: object
) -> None:
    stock = unpacked(file)
    name, digit = next(iter(stock.digits.items()))
    wrong = {**stock.digits, name: replace(digit, validity=validity)}  # type: ignore[arg-type]
    assert take(kept(tmp_path, packed(Stock(7, wrong)))) is None


def test_what_is_in_the_stock_comes_without_the_worker_and_comes_once(
    file: bytes, forger: Forger
) -> None:
    stock = unpacked(file)
    trials = [Stream(7, (forger,)).trial(at, at + 1) for at in range(SIZE)]
    supply = Supply(stock.digits)
    try:
        for ticket, trial in enumerate(trials):
            supply.ask(ticket, Path("none.safetensors"), trial)
        ready = supply.poll()
        assert [news.ticket for news in ready if isinstance(news, DigitReady)] == list(range(SIZE))
        supply.ask(9, Path("none.safetensors"), trials[0])
        assert supply.poll() == []
    finally:
        supply.close()


def test_a_trial_of_another_checkpoint_is_not_answered_from_the_stock(
    file: bytes, forger: Forger
) -> None:
    other = replace(forger, id="f" * 12)
    supply = Supply(unpacked(file).digits)
    try:
        for ticket in range(SIZE):
            supply.ask(ticket, Path("none"), Stream(7, (other,)).trial(ticket, ticket + 1))
        assert supply.poll() == []
    finally:
        supply.close()


def test_the_worker_lays_in_a_stock_when_it_has_nothing_else_to_do(
    forger: Forger, checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "stock" / "a.stock"
    monkeypatch.setattr(worker, "IDLE_SECONDS", 0.2)
    heard: list[News] = []

    class ClosedError(Exception):
        """The window is gone."""

    class Orders(queue.SimpleQueue):  # type: ignore[type-arg]
        def get(self, block: bool = True, timeout: float | None = None) -> object:
            if timeout is None:
                raise ClosedError
            return super().get(block, timeout)

    def tell(news: News) -> None:
        assert not path.exists()
        heard.append(news)

    orders = Orders()
    orders.put(StockOrder(7, (forger,), str(path)))
    for ticket in range(3):
        orders.put(DigitOrder(ticket, str(checkpoint), fake(forger.id, ticket)))
    monkeypatch.setattr(worker, "_step_back", lambda: None)
    with pytest.raises(ClosedError):
        worker.serve(orders, tell)
    assert len(heard) == 3
    assert take(path) is not None


def test_a_stock_that_is_there_stays_as_it_is(file: bytes, forger: Forger, tmp_path: Path) -> None:
    path = kept(tmp_path, file)
    lay_in(Workbench(), StockOrder(8, (forger,), str(path)))
    assert path.read_bytes() == file


def test_digits_that_cannot_be_made_leave_no_stock(forger: Forger, tmp_path: Path) -> None:
    gone = replace(forger, path=str(tmp_path / "none.safetensors"))
    lay_in(Workbench(), StockOrder(8, (gone,), str(tmp_path / "a.stock")))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions of POSIX users")
def test_a_folder_that_cannot_be_written_is_no_fault(forger: Forger, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    lay_in(Workbench(), StockOrder(8, (forger,), str(closed / "stock" / "a.stock")))


def test_a_file_where_the_folder_should_be_is_no_fault(forger: Forger, tmp_path: Path) -> None:
    (tmp_path / "stock").write_text("a file")
    lay_in(Workbench(), StockOrder(8, (forger,), str(tmp_path / "stock" / "a.stock")))
    assert (tmp_path / "stock").read_text() == "a file"


def test_only_so_many_stocks_are_kept_and_the_oldest_go(forger: Forger, tmp_path: Path) -> None:
    for number in range(MOST_STOCKS + 5):
        path = tmp_path / f"{number:08x}.stock"
        path.write_bytes(b"old")
        os.utime(path, (number, number))
    (tmp_path / ".00.stock.abc.part").write_bytes(b"left by a worker that was killed")
    lay_in(Workbench(), StockOrder(8, (forger,), str(tmp_path / "new.stock")))
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"new.stock", *(f"{number:08x}.stock" for number in range(6, MOST_STOCKS + 5))}
    assert len(left) == MOST_STOCKS


def test_a_stock_takes_a_few_kilobytes(file: bytes) -> None:
    assert len(file) < 6_000


def test_each_choice_of_checkpoints_has_its_own_place(tmp_path: Path) -> None:
    a, b = tmp_path / "a.safetensors", tmp_path / "b.safetensors"
    places = {place(tmp_path, chosen) for chosen in ([], [a], [b], [a, b])}
    assert len(places) == 4
    assert place(tmp_path, [tmp_path / "runs" / ".." / "a.safetensors"]) == place(tmp_path, [a])
