"""How often forgers have fooled people: in the game as in the report, to the last digit."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from game.orders import RatesOrder
from game.rates import fool_rates
from game.records.records import Records
from game.rules.board import FoolCount, FoolRate
from game.rules.news import FoolRatesReady
from game.workbench import Workbench
from tests.report.samples import EARLY, LATE, Sat, catches, counts, database
from tests.report.samples import report as reported


def sessions(players: int, mode: str) -> list[Sat]:
    """Sessions of players who are fooled more and less, some of them twice."""
    chance = random.Random(7)
    return [
        Sat(
            f"P{number % players:02}",
            (*counts(30, 40, chance.randrange(5, 38), 40), *counts(3, 5, 1, 5, of=EARLY)),
            mode=mode,
        )
        for number in range(players + 2)
    ]


def in_game(url: str, mode: str) -> dict[str, FoolRate]:
    """The rates by checkpoint, as the chooser gets them."""
    records = Records.open(url)
    rates = fool_rates(records.fool_counts([mode]))
    records.close()
    return {rate.checkpoint_id: rate for rate in rates}


@pytest.mark.parametrize("players", [1, 4, 12])
def test_the_game_shows_what_the_report_says_of_however_many_players(
    tmp_path: Path, players: int
) -> None:
    (tmp_path / "game").mkdir()
    sat = sessions(players, "arcade")
    said = reported(tmp_path, *sat, modes=("arcade",))
    found = in_game(database(tmp_path / "game" / "guesses.sqlite3", sat), "arcade")
    for identity in (EARLY, LATE):
        told, passed = said["checkpoints"][identity]["fool_rate"], found[identity].passed
        assert (passed.estimate, passed.of) == (told["estimate"], told["n"])
        assert (passed.low, passed.high) == pytest.approx((told["low"], told["high"]), abs=1e-12)


def test_a_session_that_failed_its_catch_trials_is_left_out_as_in_the_report(
    tmp_path: Path,
) -> None:
    sat = [
        Sat("Ada", (*counts(9, 10, 6, 10), *catches(3, 1))),
        Sat("Ben", (*counts(0, 10, 0, 10), *catches(2, 2))),
        Sat("Cy", (*counts(9, 10, 9, 10), *catches(0, 3))),
    ]
    url = database(tmp_path / "guesses.sqlite3", sat)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        connection.execute("UPDATE session SET ended_at = started_at")
        connection.commit()
    records = Records.open(url)
    assert records.fool_counts(["lab"]) == (FoolCount(LATE, ((10, 4), (10, 1))),)
    records.close()


def test_the_worker_reckons_them() -> None:
    counted = (FoolCount(LATE, ((40, 10), (40, 20))), FoolCount(EARLY, ((3, 0),)))
    (news,) = Workbench().carry_out(RatesOrder(counted))
    assert news == FoolRatesReady(fool_rates(counted))
    assert [rate.passed.of for rate in news.rates] == [80, 3]
