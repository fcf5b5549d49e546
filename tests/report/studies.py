"""The simulated studies of the docs: `python -m tests.report.studies` writes their tables.

Every study has a known truth. What is counted is how often an interval holds it, and how often a
test finds what is not there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from models.atomic import write_atomically
from tests.report.simulating import (
    Design,
    Observers,
    covered_by,
    covered_curves,
    covered_medians,
    covered_thresholds,
    false_alarms,
    simulation_error,
    tally_studies,
)

DOCS = Path(__file__).resolve().parents[2] / "docs" / "simulated-studies.md"
STUDIES = 1000
FEWER = 300
"""Where a single study takes longer."""
SEED = 7

COVERS, COVERS_AT_LEAST, ALARMS, ALARMS_AT_MOST, FINDS = range(5)
"""What is promised of a share: 95 %, at least that, 5 %, at most that, or nothing."""


@dataclass(frozen=True)
class Count:
    """How often something happened, under the heading of its column."""

    heading: str
    promise: int
    share: float


@dataclass(frozen=True)
class Row:
    """What one kind of study came to."""

    label: str
    counts: tuple[Count, ...]
    studies: int = STUDIES

    def kept(self, count: Count) -> bool:
        """Whether the share is what is promised: 93–97 % or, of an alarm, within chance."""
        error = simulation_error(0.05, self.studies)
        slack = max(0.02, error)
        return {
            COVERS: abs(count.share - 0.95) <= slack,
            COVERS_AT_LEAST: count.share >= 0.95 - slack,
            ALARMS: abs(count.share - 0.05) <= error,
            ALARMS_AT_MOST: count.share <= 0.05 + error,
            FINDS: True,
        }[count.promise]


@dataclass(frozen=True)
class Table:
    """Studies of one kind, with a sentence on them."""

    title: str
    about: str
    rows: tuple[Row, ...]


def tables() -> Iterator[Table]:
    """Simulate everything; it takes a minute or two."""
    yield Table(
        "Two checkpoints",
        "Each player judges 100 digits of either (or 20 to 200); players differ around the truth "
        "with the standard deviation given, and beyond that by 3 points between the checkpoints.",
        tuple(_of_two(*each) for each in _designs()),
    )
    yield Table(
        "Many checkpoints that are alike",
        "How often Holm's rule lets any of all pairs be called different.",
        tuple(_of_many(players, 5) for players in (10, 20, 60)),
    )
    yield Table(
        "Epochs of a run",
        "Five epochs, told right in 90, 80, 70, 60 and 55 %. The band is for all of them at once.",
        tuple(_of_epochs(players) for players in (5, 10, 20, 60)),
    )
    yield Table(
        "Observers",
        "Each looks at 50 reals and 50 fakes; their d′ and c differ with a standard deviation of "
        "0.4. From ten on the truth is that of all players, with fewer that of these.",
        tuple(_of_observers(players) for players in (1, 4, 10, 30)),
    )
    yield Table(
        "Times and thresholds",
        "Medians of 40 lognormal times a player; thresholds after 150 answers on a staircase.",
        (
            *(_of_medians(players) for players in (1, 12, 40)),
            *(_of_thresholds(*each) for each in ((250.0, 0.15), (400.0, 0.3), (600.0, 0.3))),
        ),
    )


def as_markdown(found: Sequence[Table]) -> str:
    """The document."""
    lines = [
        "# Simulated studies",
        "",
        "What the report's intervals and tests promise, counted over studies whose truth is known: "
        "an interval is to hold the truth in 95 %, a test is to find what is not there in 5 %. "
        f"Each row is {STUDIES:,} studies unless it says otherwise; chance alone moves a share of "
        f"95 % or 5 % by {100 * simulation_error(0.05, STUDIES):.1f} points (three standard "
        f"errors), of {FEWER} studies by {100 * simulation_error(0.05, FEWER):.1f}.",
        "",
        "`python -m tests.report.studies` makes these tables, and `python -m pytest -m simulation` "
        "makes them anew, compares and judges them.",
    ]
    for table in found:
        heads = [count.heading for count in table.rows[0].counts]
        lines += ["", f"## {table.title}", "", table.about, ""]
        lines += [f"| | {' | '.join(heads)} |", f"| --- |{' ---: |' * len(heads)}"]
        for row in table.rows:
            cells = " | ".join(f"{100 * count.share:.1f} %" for count in row.counts)
            label = row.label if row.studies == STUDIES else f"{row.label}; {row.studies} studies"
            lines.append(f"| {label} | {cells} |")
    return "\n".join([*lines, ""])


def _designs() -> Iterator[tuple[str, Design]]:
    for players in (10, 20, 60):
        plain = Design(players)
        yield "no difference, 10 points between players", plain
        yield "the same, 20 to 200 digits", replace(plain, answers=(20, 200))
        yield "55 and 65 %", replace(plain, truths=(0.55, 0.65))
        yield "a coin", replace(plain, truths=(0.5, 0.5))
        yield "a coin, players alike", replace(plain, truths=(0.5, 0.5), spread=0.0, own=0.0)
        yield (
            "90 %, 3 points between players",
            replace(plain, truths=(0.9, 0.9), spread=0.03, own=0.01),
        )


def _of_two(label: str, design: Design) -> Row:
    found = tally_studies(design, STUDIES, SEED)
    first, second = design.truths
    return Row(
        f"{design.players} players, {label}",
        (
            Count("holds accuracy", COVERS, found.covered_share),
            Count("holds difference", COVERS, found.covered_difference),
            Count("says they differ", ALARMS if first == second else FINDS, found.found_difference),
            Count("says no coin", ALARMS if first == 0.5 else FINDS, found.found_off_coin),
            Count(
                "says within 5 points of a coin",
                ALARMS_AT_MOST if abs(first - 0.5) >= 0.05 else FINDS,
                found.found_within,
            ),
        ),
    )


def _of_many(players: int, checkpoints: int) -> Row:
    share = false_alarms(Design(players), checkpoints, STUDIES, SEED)
    label = f"{players} players, {checkpoints} checkpoints"
    return Row(label, (Count("says any differ", ALARMS_AT_MOST, share),))


def _of_epochs(players: int) -> Row:
    truths = (0.9, 0.8, 0.7, 0.6, 0.55)
    design = Design(players, truths=truths, spread=0.03, own=0.01)
    if players < 10:
        # The truth of these players is their own.
        design = replace(design, spread=0.0, own=0.0)
    band, slope = covered_curves(design, STUDIES, SEED)
    counts = (
        Count("band holds the curve", COVERS_AT_LEAST, band),
        Count("holds the slope", COVERS, slope),
    )
    return Row(f"{players} players", counts)


def _of_observers(players: int) -> Row:
    held = covered_by(Observers(players, 50), STUDIES, SEED)
    names = {
        "d_prime": "d′",
        "criterion": "c",
        "fool_rate": "fool rate",
        "hype_error": "HYPE error",
    }
    counts = (Count(f"holds {names[name]}", COVERS, share) for name, share in held.items())
    return Row(f"{players} {'player' if players == 1 else 'players'}", tuple(counts))


def _of_medians(players: int) -> Row:
    share = covered_medians(players, STUDIES, SEED)
    label = f"median, {players} {'player' if players == 1 else 'players'}"
    return Row(label, (Count("holds the truth", COVERS, share),))


def _of_thresholds(truth: float, width: float) -> Row:
    share = covered_thresholds(truth, width, FEWER, SEED)
    label = f"threshold of {truth:.0f} ms, width {width:g}"
    return Row(label, (Count("holds the truth", COVERS_AT_LEAST, share),), FEWER)


if __name__ == "__main__":
    content = as_markdown(tuple(tables()))
    write_atomically(DOCS, content.encode())
    sys.stdout.write(content)
