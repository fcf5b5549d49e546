"""A game in a process of its own that opens a database and is killed at a statement.

Run as `python -m tests.records.upgrader URL STATEMENT`; the statement by how it begins.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from sqlalchemy import Engine, event

from game.records.records import Records


def main(url: str, fatal: str) -> None:
    @event.listens_for(Engine, "before_cursor_execute")
    def die(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if statement.startswith(fatal):
            os._exit(9)

    @event.listens_for(Engine, "commit")
    def die_at_the_end(connection: Any) -> None:
        if fatal == "COMMIT":
            os._exit(9)

    Records.open(url).close()


if __name__ == "__main__":
    main(*sys.argv[1:])
