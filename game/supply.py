"""The window's end of the supply: orders digits of a worker process and never waits for them."""

from __future__ import annotations

import os
import queue
import random
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from game.orders import (
    ClassesOrder,
    DigitOrder,
    Order,
    OwnReals,
    RatesOrder,
    ShowcaseOrder,
    StockOrder,
    receive,
    send,
)
from game.rules.board import FoolCount
from game.rules.forgers import Forger
from game.rules.news import (
    ClassesFailed,
    ClassesRead,
    DigitReady,
    FoolRatesReady,
    ShowcaseReady,
    SupplyFailed,
)
from game.rules.stream import SEEDS
from game.rules.trials import PlannedTrial
from game.stock import Shown, StockedDigit, shown_by

ROOT = Path(__file__).resolve().parent.parent

FAREWELL_SECONDS = 0.3
"""How long a worker may take to end by itself; while torch is being imported it takes longer."""

News = DigitReady | ShowcaseReady | ClassesRead | ClassesFailed | FoolRatesReady | SupplyFailed


class Supply:
    """A worker process that makes digits ahead of need, in the order they are asked for.

    No call waits for it but `close`. A failure that concerns one order leaves the worker at work;
    when the worker itself has died, what it was asked for fails, and the next order starts
    another.
    """

    def __init__(self, stock: Mapping[Shown, StockedDigit] | None = None) -> None:
        """Start the worker and return at once; what is in the stock need not be made."""
        self._stock = dict(stock or {})
        self._news: deque[News] = deque()
        self._worker: Worker | None = None
        self._open: set[int] = set()
        self._readings: list[tuple[str, ...]] = []
        self._employ()

    def showcase(
        self, checkpoint_path: Path, checkpoint_id: str, reals: OwnReals | None = None
    ) -> None:
        """Ask for digits that decorate the title: ShowcaseReady, without waiting for torch.

        A checkpoint without a fixed-noise picture sends a second one, once it has forged some.
        """
        self._order(ShowcaseOrder(os.path.abspath(checkpoint_path), checkpoint_id, reals))

    def ask(
        self,
        ticket: int,
        checkpoint_path: Path,
        trial: PlannedTrial,
        reals: OwnReals | None = None,
    ) -> None:
        """Ask for the digit of a trial, new or recorded: DigitReady with this ticket.

        A contestant's images lie at the path of a checkpoint; ``reals`` stand beside them, where
        these are not the bundled digits.
        """
        if (digit := self._stock.pop(shown_by(trial), None)) is not None:
            self._news.append(DigitReady(ticket, digit.pixels, digit.validity))
            return
        self._open.add(ticket)
        self._order(DigitOrder(ticket, os.path.abspath(checkpoint_path), trial, reals))

    def read_classes(
        self,
        checkpoint_paths: Mapping[str, Path],
        fakes: Sequence[tuple[str, int]],
        *,
        bundled: bool = True,
    ) -> None:
        """Ask which digits fakes (checkpoint id, seed) show: ClassesRead, or ClassesFailed.

        The paths are those of all the forgers, by checkpoint id: the unmistakable reals that are
        told as well are ones that none of them trained on; where the reals beside them are not
        the ``bundled`` digits, none are.
        """
        paths = tuple((each, os.path.abspath(path)) for each, path in checkpoint_paths.items())
        order = ClassesOrder(paths, tuple(fakes), bundled)
        self._readings.append(order.beside)
        self._order(order)

    def reckon(self, counts: tuple[FoolCount, ...]) -> None:
        """Ask how often forgers have fooled people, with intervals: FoolRatesReady."""
        if counts:
            self._order(RatesOrder(counts))
        else:
            self._news.append(FoolRatesReady(()))

    def lay_in(self, forgers: tuple[Forger, ...], path: Path) -> None:
        """Have a stock made for a start against these forgers, once there is time for it."""
        seed = random.SystemRandom().randrange(SEEDS)
        self._order(StockOrder(seed, forgers, os.path.abspath(path)))

    def poll(self) -> list[News]:
        """Return what has come since the last call, oldest first; never waits."""
        if self._worker is not None:
            for message in self._worker.messages():
                if isinstance(message, str):
                    self._worker = None
                    self._fail(message)
                else:
                    self._settle(message)
        return [self._news.popleft() for _ in range(len(self._news))]

    def close(self) -> None:
        """End the worker: it is asked, given a moment, then killed."""
        if self._worker is not None:
            self._worker.close()

    def _order(self, order: Order | StockOrder) -> None:
        if self._worker is None:
            self._employ()
        if self._worker is not None:
            self._worker.hand_over(order)

    def _employ(self) -> None:
        try:
            self._worker = Worker()
        except OSError as why:
            self._fail(f"it cannot be started ({why.strerror})")

    def _settle(self, news: News) -> None:
        self._open -= {news.ticket} if isinstance(news, DigitReady) else set()
        self._open -= set(news.tickets) if isinstance(news, SupplyFailed) else set()
        if isinstance(news, ClassesRead | ClassesFailed):
            self._readings.remove(news.beside)
        self._news.append(news)

    def _fail(self, what: str) -> None:
        """Everything that is open is lost."""
        sentence = (
            f"the process that makes the digits: expected it to run as long as the game, "
            f"but {what}; try again, or start the game again"
        )
        self._news.append(SupplyFailed(sentence, tuple(sorted(self._open))))
        self._open.clear()
        self._news.extend(ClassesFailed(sentence, beside) for beside in self._readings)
        self._readings.clear()


class Worker:
    """One process, with a thread for each end of its pipe."""

    def __init__(self) -> None:
        """Start it; OSError if it cannot be started."""
        self._orders: queue.SimpleQueue[Order | StockOrder | None] = queue.SimpleQueue()
        self._messages: deque[News | str] = deque()
        self._closing = False
        self.process = _start()
        self._threads = [
            threading.Thread(target=task, name="supply", daemon=True)
            for task in (self._send, self._take_in)
        ]
        for thread in self._threads:
            thread.start()

    def hand_over(self, order: Order | StockOrder) -> None:
        """Let it carry out an order after those before."""
        self._orders.put(order)

    def messages(self) -> list[News | str]:
        """What has come since the last call; a text says how it ended, and is the last."""
        return [self._messages.popleft() for _ in range(len(self._messages))]

    def close(self) -> None:
        """Ask it to end, give it a moment, kill it."""
        self._closing = True
        self._orders.put(None)
        try:
            self.process.wait(FAREWELL_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for thread in self._threads:
            thread.join()

    def _send(self) -> None:
        assert self.process.stdin is not None
        try:
            while (order := self._orders.get()) is not None:
                send(self.process.stdin, order)
        except OSError:
            return  # it is dead, as the other thread will find
        finally:
            self.process.stdin.close()

    def _take_in(self) -> None:
        assert self.process.stdout is not None
        try:
            while True:
                self._messages.append(receive(self.process.stdout))
        except (EOFError, OSError):
            self.process.stdout.close()
        status = self.process.wait()
        if not self._closing:
            how = f"killed by signal {-status}" if status < 0 else f"exit status {status}"
            self._messages.append(f"it has ended ({how})")
            self._orders.put(None)


def _start() -> subprocess.Popen[bytes]:
    # A process group of its own, or Ctrl-C in the terminal would strike the worker as well.
    apart: dict[str, Any] = {"process_group": 0}
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    # Unbuffered, for a buffer that a thread waits on cannot be closed when the program ends.
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "game.worker"],
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
        **apart,
    )
