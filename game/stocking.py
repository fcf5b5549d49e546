"""Laying in a stock for the next start, in the worker, when there is nothing else to do."""

from __future__ import annotations

import contextlib
from pathlib import Path

from game.orders import DigitOrder, StockOrder
from game.rules.news import DigitReady
from game.rules.stream import Stream
from game.stock import SIZE, SUFFIX, Stock, StockedDigit, packed, shown_by
from game.workbench import Workbench
from models.atomic import UNFINISHED, write_atomically

MOST_STOCKS = 32
"""Files kept, each of about 5 kB."""


def lay_in(bench: Workbench, order: StockOrder) -> None:
    """Make what is ordered and keep it on disk, unless there is some already.

    What stands in the way is not worth a word: the next start will make its digits itself.
    """
    path = Path(order.path)
    with contextlib.suppress(OSError):
        if not path.exists() and (stock := _made(bench, order)) is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            _make_room(path.parent)
            write_atomically(path, packed(stock))


def _made(bench: Workbench, order: StockOrder) -> Stock | None:
    stream = Stream(order.seed, order.forgers)
    digits = {}
    for position in range(SIZE):
        trial = stream.trial(position, position + 1)
        forger = stream.forger(trial.checkpoint_id)
        (news,) = bench.carry_out(DigitOrder(0, forger.path, trial))
        if not isinstance(news, DigitReady) or news.validity is None:
            return None
        digits[shown_by(trial)] = StockedDigit(news.pixels, news.validity)
    return Stock(order.seed, digits)


def _make_room(folder: Path) -> None:
    """Leave room for one more, and nothing that a killed worker left unfinished."""
    for path in folder.glob(f".*{SUFFIX}.*{UNFINISHED}"):
        path.unlink(missing_ok=True)
    kept = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime)
    for path in kept[: max(0, len(kept) - MOST_STOCKS + 1)]:
        path.unlink(missing_ok=True)
