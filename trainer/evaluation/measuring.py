"""What the evaluation's command line asks for, done: every checkpoint measured and reported."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import Console

from models.atomic import expect_no_file, make_room, write_atomically
from models.classifier import load_classifier
from models.shelf import Shelved, find
from trainer.evaluation.drawing import draw_digits, draw_epochs
from trainer.evaluation.figures import Bench
from trainer.evaluation.report import Report, as_table, as_values, notes
from trainer.evaluation.yardstick import find_yardstick

if TYPE_CHECKING:
    from trainer.evaluate import Command


def evaluate(command: Command) -> None:
    """Measure the checkpoints that the command names; print the figures and write the files."""
    entries = _entries(command.checkpoints)
    # Before minutes are spent on figures that could not be written.
    if command.out:
        expect_no_file(command.out)
        command.out.mkdir(parents=True, exist_ok=True)
    if command.json:
        make_room(command.json)
    classifier = load_classifier()
    said = Console(stderr=True, highlight=False)
    with said.status("real digits"):
        bench = Bench(
            find_yardstick(command.dataset, command.data_dir),
            classifier,
            command.samples,
            two_sample=command.two_sample,
        )
        floor = bench.floor()
    judged = []
    for number, entry in enumerate(entries, 1):
        with said.status(f"{entry.name} ({number} of {len(entries)})"):
            judged.append(bench.judge(entry))
        said.print(f"{entry.name}: FID {judged[-1].figures.fid:.2f}", soft_wrap=True)
    report = Report(bench, floor, judged)
    console = Console(highlight=False)
    console.print(as_table(report))
    console.print(notes(report), soft_wrap=True)
    if command.json:
        values = as_values(report, datetime.now().astimezone())
        write_atomically(command.json, (json.dumps(values, indent=2) + "\n").encode())
    if command.out:
        draw_digits(command.out / "samples.png", report)
        draw_epochs(command.out / "epochs.png", report)


def _entries(names: Sequence[str]) -> tuple[Shelved, ...]:
    """Return the checkpoints that `names` stand for, each once, in the order given."""
    found = {entry.path.resolve(): entry for name in names for entry in find(name)}
    return tuple(found.values())
