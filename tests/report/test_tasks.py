"""Planning a study, and forgetting a player."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game.report.__main__ import main
from game.report.forgetting import Forgotten, foreseen
from game.report.modes import MEASURING
from game.report.planning import Spreading, plans, spreading_of
from game.report.rates import infer, two_sided
from game.report.reading import looking
from game.report.verdict import measured_cells, reach_verdict
from game.scenes.settings import Settings
from game.settings_file import NAME, load, written
from tests.report.samples import EARLY, LATE, Sat, counts, database
from tests.report.simulating import DIFFERENCE, Design, simulate


@pytest.fixture(autouse=True)
def users(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where the game keeps what is the user's."""
    folder = tmp_path_factory.mktemp("user")
    monkeypatch.setattr("game.report.changing.data_folder", lambda: folder)
    return folder


@pytest.mark.parametrize(("last", "left"), [("Bartholomew", "Examiner"), ("Ada", "Ada")])
def test_the_settings_forget_the_last_player_if_it_is_that_one(
    tmp_path: Path, users: Path, last: str, left: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(player=last, volume=30)
    (users / NAME).write_text(written(settings), encoding="utf-8")
    url = database(tmp_path / "guesses.sqlite3", [Sat("Bartholomew", counts(4, 5, 4, 5))])
    assert main(["forget", "Bartholomew", "--db", url]) == 0
    assert load(users / NAME).settings == replace(settings, player=left)
    assert ("The settings on this computer" in capsys.readouterr().out) == (last != left)


def test_settings_that_cannot_be_read_stay_as_they_are(tmp_path: Path, users: Path) -> None:
    (users / NAME).write_text("Bartholomew")
    url = database(tmp_path / "guesses.sqlite3", [Sat("Bartholomew", counts(4, 5, 4, 5))])
    assert main(["forget", "Bartholomew", "--db", url]) == 0
    assert [each.name for each in users.iterdir()] == [NAME]


def test_a_forgotten_player_is_gone_to_the_last_byte(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = database(
        tmp_path / "guesses.sqlite3",
        [Sat("Ada", counts(4, 5, 4, 5)), Sat("Bartholomew", counts(3, 5, 3, 5))],
    )
    assert main(["forget", "Bartholomew", "--db", url]) == 0
    assert "sessions: 1, trials: 10" in capsys.readouterr().out
    assert b"Bartholomew" not in (tmp_path / "guesses.sqlite3").read_bytes()
    with looking(url) as connection:
        verdict = reach_verdict(connection, MEASURING)
    assert (verdict.players, verdict.trials) == (1, 10)


class Terminal(io.StringIO):
    """What is typed at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("typed", ["y\n", "YES\n"])
def test_at_a_terminal_a_player_is_forgotten_after_a_yes(
    typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = database(tmp_path / "guesses.sqlite3", [Sat("Ada", counts(4, 5, 4, 5))])
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    assert main(["forget", "Ada", "--db", url]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Delete Ada for good, with 1 session and 10 trials, from ")
    assert "Ada is forgotten" in said


@pytest.mark.parametrize("typed", ["\n", "n\n", "yet\n", ""])
def test_at_a_terminal_nothing_is_deleted_without_a_yes(
    typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = database(tmp_path / "guesses.sqlite3", [Sat("Ada", counts(4, 5, 4, 5))])
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    assert main(["forget", "Ada", "--db", url]) == 0
    assert "Nothing was deleted." in capsys.readouterr().out
    assert foreseen(url, "Ada") == Forgotten(1, 10)


def test_at_a_terminal_a_yes_may_be_given_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = database(tmp_path / "guesses.sqlite3", [Sat("Ada", counts(4, 5, 4, 5))])
    monkeypatch.setattr("sys.stdin", Terminal(""))
    assert main(["forget", "Ada", "--yes", "--db", url]) == 0
    assert capsys.readouterr().out.startswith("Ada is forgotten")
    assert foreseen(url, "Ada") == Forgotten(0, 0)


def test_a_script_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = database(tmp_path / "guesses.sqlite3", [Sat("Ada", counts(4, 5, 4, 5))])
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["forget", "Ada", "--db", url]) == 0
    assert capsys.readouterr().out.startswith("Ada is forgotten")


def test_a_player_nobody_knows_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = database(tmp_path / "guesses.sqlite3", [Sat("Ada", counts(4, 5, 4, 5))])
    assert main(["forget", "ada", "--db", url]) == 1
    assert "expected a player 'ada', found none" in capsys.readouterr().err


def test_forgetting_makes_no_database(tmp_path: Path) -> None:
    assert main(["forget", "Ada", "--db", f"sqlite:///{tmp_path / 'none.sqlite3'}"]) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_plan_says_what_it_takes_and_what_it_rests_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    url = database(tmp_path / "guesses.sqlite3", [Sat("Ada", counts(4, 5, 4, 5))])
    assert main(["plan", "--detect", "5", "--db", url]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "100 26 5,200" in said
    assert "assumed, for too few have been seen" in said


def test_a_plan_needs_no_answers_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REAL_OR_FAKE_DB", f"sqlite:///{tmp_path / 'none.sqlite3'}")
    assert main(["plan", "--detect", "10"]) == 0
    assert "assumed" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("points", ["0", "-5", "51", "nan"])
def test_a_difference_that_no_study_finds_is_wrong_usage(points: str) -> None:
    assert main(["plan", "--detect", points]) == 2


def test_the_spread_of_players_is_found_again(tmp_path: Path) -> None:
    chance = np.random.default_rng(4)
    design = Design(60, answers=(200, 200), truths=(0.55, 0.65), own=0.06)
    right, _ = simulate(design, chance)
    sessions = (
        Sat(f"player {n}", (*counts(a, 200, 0, 0, EARLY), *counts(b, 200, 0, 0, LATE)))
        for n, (a, b) in enumerate(right.astype(int).tolist())
    )
    with looking(database(tmp_path / "guesses.sqlite3", sessions)) as connection:
        found = spreading_of(measured_cells(connection))
    assert found.seen
    assert found.accuracy == pytest.approx(0.6, abs=0.05)
    assert found.difference == pytest.approx(0.06 * 2**0.5, abs=0.02)


def test_a_study_as_planned_finds_the_difference_four_times_in_five() -> None:
    own = 0.03
    plan = plans(0.1, Spreading(0.5, own * 2**0.5, seen=True))[1]
    design = Design(plan.players, (50, 50), truths=(0.45, 0.55), spread=0.08, own=own)
    chance, studies, found = np.random.default_rng(5), 400, 0
    for _ in range(studies):
        inference = infer(*simulate(design, chance), DIFFERENCE)
        assert inference is not None
        found += two_sided(inference, 0.0) < 0.05
    assert found / studies == pytest.approx(0.8, abs=0.07)
