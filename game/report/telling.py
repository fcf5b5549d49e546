"""What the answers come to: printed, and written as a page, as figures and as exports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from sqlalchemy import Connection

from game.records.errors import RecordsError
from game.records.location import default_url
from game.report.export import export
from game.report.finding import find_files
from game.report.planning import spreading_of
from game.report.reading import looking
from game.report.rebuilding import Rebuilt, rebuild
from game.report.table import as_text, plan_text
from game.report.values import as_values
from game.report.verdict import Verdict, measured_cells, reach_verdict
from models.atomic import expect_no_file, make_room, write_atomically

if TYPE_CHECKING:
    from game.report.__main__ import Command


def tell(command: Command, modes: Sequence[str]) -> None:
    """Print the report on these modes, and write the files that were asked for."""
    for file in (command.html, command.json):
        if file is not None:
            make_room(file)
    if command.export is not None:
        expect_no_file(command.export)
    rebuilt = None
    with looking(default_url() if command.db is None else command.db) as connection:
        verdict = reach_verdict(connection, modes)
        if command.export is not None:
            export(connection, modes, command.export, anonymous=command.anonymous)
        if command.html is not None:
            rebuilt = _rebuilt(connection, verdict)
    _print(as_text(verdict))
    if command.json is not None:
        two_samples = {} if rebuilt is None else rebuilt.two_samples
        values = json.dumps(
            as_values(verdict, two_samples), indent=2, ensure_ascii=False, allow_nan=False
        )
        write_atomically(command.json, f"{values}\n".encode(errors="replace"))
    if command.html is not None and rebuilt is not None:
        # Imported here: who wants figures alone need not wait for pictures.
        from game.report.page.document import page

        made = page(verdict, rebuilt, datetime.now().astimezone().date())
        write_atomically(command.html, made.encode(errors="replace"))


def tell_plan(db: str | None, points: float) -> None:
    """Print how many players and answers find a difference of so many points of accuracy."""
    try:
        with looking(default_url() if db is None else db) as connection:
            cells = measured_cells(connection)
    except RecordsError:
        # A study may be planned before anything was played; only a database that was named counts.
        if db is not None:
            raise
        cells = ()
    spreading = spreading_of(cells)
    _print(plan_text(points, spreading))


def _rebuilt(connection: Connection, verdict: Verdict) -> Rebuilt:
    """The digits that were mistaken most, and what the classifier makes of each checkpoint."""
    judged = [each.contestant.id for each in verdict.checkpoints if each.trials]
    digits = (*verdict.fooling.digits, *verdict.doubted.digits)
    with Console(stderr=True).status("making digits again"):
        files = find_files(connection, judged)
        return rebuild(digits, judged, files)


def _print(parts: Iterable[RenderableType]) -> None:
    console = Console(highlight=False)
    for part in parts:
        console.print(part)
