"""The window's end of the supply: orders digits of a worker process and never waits for them."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections import deque
from pathlib import Path
from typing import Any

from game.orders import DigitOrder, Order, ShowcaseOrder, receive, send
from game.rules.news import DigitReady, ShowcaseReady, SupplyFailed
from game.rules.trials import PlannedTrial

ROOT = Path(__file__).resolve().parent.parent

FAREWELL_SECONDS = 0.3
"""How long a worker may take to end by itself; while torch is being imported it takes longer."""

News = DigitReady | ShowcaseReady | SupplyFailed


class Supply:
    """A worker process that makes digits ahead of need, in the order they are asked for.

    No call waits for it but `close`. A failure that concerns one order leaves the worker at work;
    when the worker itself has died, every further order is answered by SupplyFailed.
    """

    def __init__(self) -> None:
        """Start the worker and return at once."""
        self._news: deque[News] = deque()
        self._orders: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        self._closing = False
        self._dead: SupplyFailed | None = None
        self._worker: subprocess.Popen[bytes] | None = None
        self._threads: list[threading.Thread] = []
        try:
            worker = self._worker = _start()
        except OSError as why:
            self._die(f"it cannot be started ({why.strerror})")
            return
        for task in (self._hand_over, self._take_in):
            thread = threading.Thread(target=task, args=(worker,), name="supply", daemon=True)
            thread.start()
            self._threads.append(thread)

    def showcase(self, checkpoint_path: Path, checkpoint_id: str) -> None:
        """Ask for digits that decorate the title: ShowcaseReady, without waiting for torch.

        A checkpoint without a fixed-noise picture sends a second one, once it has forged some.
        """
        self._order(ShowcaseOrder(os.path.abspath(checkpoint_path), checkpoint_id))

    def ask(self, ticket: int, checkpoint_path: Path, trial: PlannedTrial) -> None:
        """Ask for the digit of a trial, new or recorded: DigitReady with this ticket."""
        self._order(DigitOrder(ticket, os.path.abspath(checkpoint_path), trial))

    def poll(self) -> list[News]:
        """Return what has come since the last call, oldest first; never waits."""
        return [self._news.popleft() for _ in range(len(self._news))]

    def close(self) -> None:
        """End the worker: it is asked, given a moment, then killed."""
        self._closing = True
        self._orders.put(None)
        if self._worker is None:
            return
        try:
            self._worker.wait(FAREWELL_SECONDS)
        except subprocess.TimeoutExpired:
            self._worker.kill()
            self._worker.wait()
        for thread in self._threads:
            thread.join()

    def _order(self, order: Order) -> None:
        if self._dead is not None:
            self._news.append(self._dead)
        else:
            self._orders.put(order)

    def _hand_over(self, worker: subprocess.Popen[bytes]) -> None:
        assert worker.stdin is not None
        try:
            while (order := self._orders.get()) is not None:
                send(worker.stdin, order)
        except OSError:
            return  # it is dead, as the other thread will find
        finally:
            worker.stdin.close()

    def _take_in(self, worker: subprocess.Popen[bytes]) -> None:
        assert worker.stdout is not None
        try:
            while True:
                self._news.append(receive(worker.stdout))
        except (EOFError, OSError):
            worker.stdout.close()
        status = worker.wait()
        if not self._closing:
            how = f"killed by signal {-status}" if status < 0 else f"exit status {status}"
            self._die(f"it has ended ({how})")
            self._orders.put(None)

    def _die(self, what: str) -> None:
        self._dead = SupplyFailed(
            f"the process that makes the digits: expected it to run as long as the game, "
            f"but {what}; start the game again"
        )
        self._news.append(self._dead)


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
