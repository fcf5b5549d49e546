"""The summary of a preset's networks as tables for a terminal."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table

from trainer.summary import Part, Summary, in_words


def as_tables(summary: Summary) -> RenderableType:
    """Return a table for the generator, the discriminator and both as one, each with its sum."""
    return Group(
        *(line for part in summary.parts for line in (part.name, _table(part), part.note, ""))
    )


def _table(part: Part) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("layer", no_wrap=True)
    table.add_column("")
    table.add_column("leaves it as", justify="right", no_wrap=True)
    table.add_column("weights", justify="right", no_wrap=True)
    for row in part.rows:
        weights = f"{row.weights:,}" if row.weights else ""
        table.add_row(row.name, row.detail, in_words(row.shape), weights)
    return table
