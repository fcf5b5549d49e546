"""The worker process: takes orders from its standard input until the window is gone.

Run by `game.supply` as `python -m game.worker`.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import IO

from game.orders import Order, StockOrder, receive, send
from game.workbench import News, Workbench

HEAD_START_SECONDS = 0.5
"""How long the first order may take to come before torch is imported without one.

An import cannot be interrupted, and digits for the title, which need no torch, should not wait.
"""

IDLE_SECONDS = 2.0
"""How long nothing may have been asked for before the next start is thought of."""

POLITENESS = 5
"""Added to the worker's niceness when it is ready, so that the window is drawn first."""


def main() -> None:
    """Serve the window at the other end of standard input and output until it closes them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # One digit at a time is made, in a process that should leave the other cores alone.
    os.environ["OMP_NUM_THREADS"] = "1"
    inlet, outlet = _pipes()
    orders: queue.SimpleQueue[Order | StockOrder] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(inlet, orders), daemon=True).start()
    try:
        serve(orders, lambda news: send(outlet, news))
    except OSError:
        os._exit(0)  # the window is gone


def serve(orders: queue.SimpleQueue[Order | StockOrder], tell: Callable[[News], None]) -> None:
    """Carry out orders as they come, for ever; torch is imported when there is time for it.

    A stock for the next start is laid in when all else is done, and torch is there.
    """
    bench = Workbench()
    stocks: list[StockOrder] = []
    warm = False
    patience: float | None = HEAD_START_SECONDS
    while True:
        try:
            order = orders.get(timeout=patience)
        except queue.Empty:
            if warm:
                from game.stocking import lay_in  # here, for the first digit does not need it

                lay_in(bench, stocks.pop())
            else:
                warm = True
                _tell_all(bench.warm_up(), tell)
                _step_back()
        else:
            if isinstance(order, StockOrder):
                stocks.append(order)
            else:
                patience = 0.0
                _tell_all(bench.carry_out(order), tell)
        if warm:
            patience = IDLE_SECONDS if stocks else None


def _tell_all(news: Iterator[News], tell: Callable[[News], None]) -> None:
    for item in news:
        tell(item)


def _step_back() -> None:
    if sys.platform != "win32":
        os.nice(POLITENESS)


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Take standard input and output for the orders and the news alone."""
    inlet = os.fdopen(os.dup(0), "rb", buffering=0)
    outlet = os.fdopen(os.dup(1), "wb", buffering=0)
    # What a library prints must not get among the digits.
    with open(os.devnull, "r+b") as nowhere:
        os.dup2(nowhere.fileno(), 0)
        os.dup2(nowhere.fileno(), 1)
    return inlet, outlet


def _listen(inlet: IO[bytes], orders: queue.SimpleQueue[Order | StockOrder]) -> None:
    try:
        while True:
            orders.put(receive(inlet))
    except (EOFError, OSError):
        os._exit(0)  # at once, whatever is being made: nobody will see it


if __name__ == "__main__":
    main()
