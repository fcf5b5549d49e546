"""The digits that were mistaken most, and how attentive players were."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from game.report.modes import MEASURING
from game.report.reading import looking
from game.report.values import as_values
from game.report.verdict import reach_verdict
from tests.report.samples import EARLY, LATE, Sat, Shown, catches, counts, database, report

Named = tuple[str, int, Sequence[bool]]
"""Checkpoint, seed or index, and what each of several players said: real or not."""


def judged(tmp_path: Path, fakes: Sequence[Named], reals: Sequence[Named]) -> dict[str, Any]:
    """The report of a database in which these digits were judged, each player all of them."""
    sessions = [
        Sat(
            f"player {at}",
            tuple(
                Shown(1, is_real, said[at], of)
                for is_real, digits in ((False, fakes), (True, reals))
                for of, _, said in digits
            ),
        )
        for at in range(len(fakes[0][2]))
    ]
    url = database(tmp_path / "guesses.sqlite3", sessions)
    with closing(sqlite3.connect(tmp_path / "guesses.sqlite3")) as connection:
        for number, (_, name, _) in enumerate([*fakes, *reals], 1):
            column = "digit_seed" if number <= len(fakes) else "real_index"
            connection.execute(f"UPDATE trial SET {column} = {name} WHERE number = {number}")
        connection.commit()
    with looking(url) as connection:
        return as_values(reach_verdict(connection, MEASURING))


def test_the_fake_that_passed_most_stands_first_and_nine_of_ten_before_three_of_three(
    tmp_path: Path,
) -> None:
    nine, three = [True] * 9 + [False], [True] * 3 + [False] * 7
    said = judged(
        tmp_path,
        [(LATE, 3, three), (LATE, 7, nine), (EARLY, 7, [False] * 10)],
        [(LATE, 40, [True] * 10), (EARLY, 41, [False, *[True] * 9])],
    )
    fooling = said["most_fooling"]
    assert (fooling["judged"], fooling["ranked"]) == (3, True)
    assert [
        (each["checkpoint"], each["digit_seed"], each["mistaken"], each["judged"])
        for each in fooling["digits"]
    ] == [(LATE, 7, 9, 10), (LATE, 3, 3, 10)]
    (doubted,) = said["most_doubted"]["digits"]
    assert (doubted["real_pool"], doubted["real_index"]) == ("mnist-5000", 41)
    assert (doubted["mistaken"], doubted["judged"]) == (1, 10)


def test_a_real_digit_is_the_same_one_whosever_share_it_balances(tmp_path: Path) -> None:
    said = judged(
        tmp_path,
        [(LATE, 1, [True, True])],
        [(LATE, 9, [False, True]), (EARLY, 9, [False, False]), (EARLY, 10, [True, True])],
    )
    (doubted,) = said["most_doubted"]["digits"]
    assert (doubted["mistaken"], doubted["judged"]) == (3, 4)


def test_digits_that_were_judged_once_each_are_no_ranking(tmp_path: Path) -> None:
    said = report(tmp_path, Sat("Ada", counts(8, 10, 7, 10)))
    fooling = said["most_fooling"]
    assert (fooling["judged"], fooling["ranked"], len(fooling["digits"])) == (10, False, 3)


def test_flagged_and_timed_sessions_have_no_part_in_it(tmp_path: Path) -> None:
    said = report(
        tmp_path,
        Sat("Ada", counts(10, 10, 9, 10)),
        Sat("Ben", (*counts(0, 10, 0, 10), *catches(0, 4))),
        Sat("Cem", (Shown(9, False, True, exposure_ms=300.0),), mode="timed"),
    )
    assert [each["judged"] for each in said["most_fooling"]["digits"]] == [1]
    assert said["most_doubted"]["digits"] == []


def test_practice_and_catch_trials_say_how_attentive_players_were(tmp_path: Path) -> None:
    practice = Shown(6, True, True, phase="practice"), Shown(2, True, False, phase="practice")
    said = report(
        tmp_path,
        Sat("Ada", (*counts(5, 10, 5, 10), *practice, *catches(4, 0))),
        Sat("Ben", (*counts(5, 10, 5, 10), *catches(1, 3))),
    )["attention"]
    assert said["sessions"] == 2
    assert said["practice_accuracy"]["estimate"] == pytest.approx(6 / 8)
    assert (said["catch_accuracy"]["estimate"], said["catch_accuracy"]["n"]) == (5 / 8, 8)
    assert said["flagged"] == [{"session": 2, "mode": "lab", "catches": 4, "right": 1}]


def test_without_catch_trials_there_is_no_figure_of_them(tmp_path: Path) -> None:
    said = report(tmp_path, Sat("Ada", counts(5, 10, 5, 10)))["attention"]
    assert said["catch_accuracy"]["estimate"] is None
    assert said["practice_accuracy"]["estimate"] is None


def test_a_label_that_cannot_be_is_no_label(tmp_path: Path) -> None:
    url = database(tmp_path / "guesses.sqlite3", [Sat("Ada", counts(5, 5, 0, 5))])
    with closing(sqlite3.connect(tmp_path / "guesses.sqlite3")) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE trial SET digit_label = 9e999, digit_seed = 5 WHERE NOT is_real")
        connection.commit()
    with looking(url) as connection:
        said = as_values(reach_verdict(connection, MEASURING))
    (fooling,) = said["most_fooling"]["digits"]
    assert (fooling["digit_seed"], fooling["digit_label"], fooling["judged"]) == (5, None, 5)
    assert "Infinity" not in json.dumps(said)
