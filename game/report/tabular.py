"""Tables as text, written whole or not at all."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from models.atomic import write_atomically

Row = dict[str, Any]
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def table(columns: Sequence[str], rows: Iterable[Row], between: str, missing: str) -> str:
    """The rows under a head, with ``between`` between cells and ``missing`` for None.

    >>> table(("name", "ms"), [{"name": "A\\tB", "ms": None}], ",", "n/a")
    'name,ms\\nA B,n/a\\n'
    >>> table(("name",), [{"name": "A\\0\\x1b[31mB"}], ",", "n/a")
    'name\\nA [31mB\\n'
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=between, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(_cell(row[name], missing) for name in columns)
    return text.getvalue()


def write(path: Path, text: str) -> None:
    """Write a text as UTF-8; what no encoding has becomes a question mark."""
    write_atomically(path, text.encode(errors="replace"))


def _cell(value: Any, missing: str) -> Any:
    # A tab or a line's end in a name would be another cell, a NUL the end of a file to some who
    # read it, an escape an order to a terminal; and a name of blanks is none.
    said = " ".join(CONTROLS.sub(" ", value).split()) if isinstance(value, str) else value
    return missing if said in (None, "") else said
