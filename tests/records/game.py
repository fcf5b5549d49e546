"""A game in a process of its own: hands a recorder trials, and prints each that is recorded.

Run as `python -m tests.records.game URL UUID PLAYER COUNT`. Each trial waits for the one before it
to be recorded, as a player waits for the reveal.
"""

from __future__ import annotations

import sys

from game.records.recorder import Recorder
from game.rules.news import Recorded
from tests.records.samples import NOON, card, fake, start
from tests.records.waiting import news_until


def main(url: str, uuid: str, player: str, count: str) -> None:
    recorder = Recorder(url)
    recorder.begin(start(uuid, player), [card()])
    for number in range(1, int(count) + 1):
        recorder.append(uuid, fake(number, number % 2 == 0))
        news_until(recorder, Recorded(uuid, number))
        print(number, flush=True)
    recorder.end(uuid, NOON)
    recorder.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
