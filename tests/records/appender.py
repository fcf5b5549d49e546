"""A game in a process of its own: appends trials to a database and prints each durable number.

Run as `python -m tests.records.appender URL UUID PLAYER COUNT`.
"""

from __future__ import annotations

import sys

from game.records.records import Records
from tests.records.samples import card, fake, start


def main(url: str, uuid: str, player: str, count: str) -> None:
    records = Records.open(url)
    records.keep_checkpoint(card())
    session = records.begin_session(start(uuid, player))
    for number in range(1, int(count) + 1):
        records.append(session, fake(number, number % 2 == 0))
        print(number, flush=True)
    records.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
