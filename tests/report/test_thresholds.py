"""Thresholds: what timed sessions give, and that they give nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from game.report.modes import MEASURING
from game.report.reading import looking
from game.report.values import as_values
from game.report.verdict import reach_verdict
from game.rules.staircase import LEAST_ANSWERS, Staircase
from tests.report.samples import LATE, Sat, Shown, catches, counts, database, figure, report


def test_timed_answers_give_a_threshold_and_nothing_else(tmp_path: Path) -> None:
    said = report(
        tmp_path, Sat("Ada", counts(30, 50, 30, 50)), Sat("Ada", staircase(300.0), mode="timed")
    )
    assert (said["trials"], figure(said, "trials"), figure(said, "timed_trials")) == (100, 100, 150)
    found = figure(said, "threshold_ms")
    assert found["low"] < 300 < found["high"]
    assert abs(found["estimate"] - 300) < 90
    assert figure(said, "median_response_ms")["n"] == 100


def test_timed_answers_do_not_slip_in_where_a_session_is_flagged(tmp_path: Path) -> None:
    inattentive = (*counts(5, 10, 5, 10), *catches(0, 4))
    said = report(
        tmp_path,
        Sat("Ada", counts(30, 50, 30, 50)),
        Sat("Ada", staircase(300.0), mode="timed"),
        Sat("Ben", inattentive),
        Sat("Ben", (*staircase(900.0), *catches(0, 4)), mode="timed"),
    )
    assert said["excluded"] == {"flagged_sessions": [3, 4], "trials": 20}
    assert (said["trials"], figure(said, "timed_trials")) == (100, 150)
    assert said["with_flagged"]["checkpoints"][LATE]["trials"] == 120
    assert said["with_flagged"]["checkpoints"][LATE]["timed_trials"] == 300


def test_a_threshold_beyond_the_ceiling_is_no_figure_and_said(tmp_path: Path) -> None:
    said = report(tmp_path, Sat("Ada", staircase(5_000.0), mode="timed"))
    assert figure(said, "threshold_ms")["estimate"] is None
    assert any("even the longest exposure was too short" in each for each in said["warnings"])


def test_a_staircase_still_on_its_way_down_gives_no_threshold_and_says_so(tmp_path: Path) -> None:
    on_its_way = tuple(
        Shown(1, True, index != 90, exposure_ms=1000.0 - 5 * index) for index in range(100)
    )
    said = report(tmp_path, Sat("Ada", on_its_way, mode="timed"))
    assert figure(said, "threshold_ms")["estimate"] is None
    assert any("even the shortest exposure was enough" in each for each in said["warnings"])


def test_few_timed_answers_give_no_threshold_yet(tmp_path: Path) -> None:
    said = report(tmp_path, Sat("Ada", staircase(300.0)[:20], mode="timed"))
    assert figure(said, "threshold_ms")["estimate"] is None
    assert any("about 80 more" in each for each in said["warnings"])


def test_the_report_asks_for_as_many_timed_answers_as_the_game(tmp_path: Path) -> None:
    for answers in (LEAST_ANSWERS - 1, LEAST_ANSWERS):
        (tmp_path / str(answers)).mkdir()
        steps = staircase(300.0)[:answers]
        played = Staircase()
        for step in steps:
            played = played.then(correct=step.is_real == step.said_real)
        said = report(tmp_path / str(answers), Sat("Ada", steps, mode="timed"))
        told = figure(said, "threshold_ms")["estimate"] is not None
        assert told == (played.threshold is not None) == (answers == LEAST_ANSWERS)


def test_void_timed_trials_move_nothing(tmp_path: Path) -> None:
    steps = staircase(300.0)
    void = Shown(1, True, True, exposure_ms=900.0, outcome="void")
    with_void = [step for each in steps for step in (each, void)]
    (tmp_path / "void").mkdir()
    plain = report(tmp_path, Sat("Ada", steps, mode="timed"))
    said = report(tmp_path / "void", Sat("Ada", with_void, mode="timed"))
    assert figure(said, "threshold_ms") == figure(plain, "threshold_ms")


@pytest.mark.parametrize(
    ("masks", "mixed"),
    [((True, True), False), ((False, False), False), ((True, None), False), ((True, False), True)],
)
def test_a_threshold_of_sessions_with_masks_and_without_is_not_given_without_a_word(
    tmp_path: Path, masks: tuple[bool | None, bool | None], mixed: bool
) -> None:
    sessions = [
        Sat(player, staircase(300.0), mode="timed", masks=each)
        for player, each in zip(("Ada", "Ben"), masks, strict=True)
    ]
    said = report(tmp_path, *sessions)
    assert figure(said, "threshold_ms")["estimate"] is not None
    assert any("with masks and of others without" in each for each in said["warnings"]) is mixed


def test_masks_of_a_player_whose_answers_do_not_suffice_mix_nothing(tmp_path: Path) -> None:
    able = Sat("Ada", staircase(300.0), mode="timed", masks=True)
    said = report(tmp_path, able, Sat("Ben", staircase(300.0)[:20], mode="timed", masks=False))
    assert figure(said, "threshold_ms")["estimate"] is not None
    assert not any("with masks and of others without" in each for each in said["warnings"])


def test_a_database_in_which_nobody_noted_masks_is_read_all_the_same(tmp_path: Path) -> None:
    url = database(tmp_path / "guesses.sqlite3", [Sat("Ada", staircase(300.0), mode="timed")])
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
        file.execute("ALTER TABLE session DROP COLUMN masks")
    with looking(url) as connection:
        said = as_values(reach_verdict(connection, MEASURING))
    assert figure(said, "threshold_ms")["estimate"] is not None


def staircase(truth: float, answers: int = 150) -> list[Shown]:
    """Timed trials of one who tells three of four right at ``truth`` ms."""
    chance = np.random.default_rng(5)
    stairs, shown = Staircase(), []
    for _ in range(answers):
        level = stairs.level_ms
        right = bool(chance.random() < 0.5 + 0.5 / (1 + (level / truth) ** -5))
        shown.append(Shown(1, True, right, exposure_ms=level))
        stairs = stairs.then(correct=right)
    return shown
