"""Simulated studies: intervals hold the truth and tests sound false alarms as often as promised."""

from __future__ import annotations

import re

import numpy as np
import pytest

from tests.report.simulating import Design, simulation_error, tally_studies
from tests.report.studies import DOCS, Table, as_markdown, tables

FIGURE = re.compile(r"(\d+\.\d) %")


@pytest.fixture(scope="module")
def found() -> tuple[Table, ...]:
    return tuple(tables())


@pytest.mark.simulation
@pytest.mark.slow
def test_every_interval_and_every_test_keeps_its_promise(found: tuple[Table, ...]) -> None:
    broken = [
        f"{table.title}, {row.label}: {count.heading} in {count.share:.1%}"
        for table in found
        for row in table.rows
        for count in row.counts
        if not row.kept(count)
    ]
    assert broken == []


@pytest.mark.simulation
@pytest.mark.slow
def test_the_docs_hold_what_is_found(found: tuple[Table, ...]) -> None:
    here, there = as_markdown(found), DOCS.read_text(encoding="utf-8")
    assert FIGURE.sub("", here) == FIGURE.sub("", there)
    # Another version of a library may round one study of a thousand otherwise.
    figures = [np.array(FIGURE.findall(text), dtype=float) for text in (here, there)]
    assert np.abs(figures[0] - figures[1]).max() <= 0.5


def test_a_few_studies_already_show_an_interval_that_is_far_off() -> None:
    design, studies = Design(12, truths=(0.5, 0.5)), 200
    counted = tally_studies(design, studies, seed=12)
    error = simulation_error(0.05, studies)
    assert counted.covered_share == pytest.approx(0.95, abs=error)
    assert counted.covered_difference == pytest.approx(0.95, abs=error)
    assert counted.found_difference == pytest.approx(0.05, abs=error)
    assert counted.found_off_coin == pytest.approx(0.05, abs=error)
