"""A closed case shows each life that was lost, whatever it was lost to, and who shares a place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pygame
import pytest

from game.rules.board import LeaderboardRow, ranks
from game.rules.timed import timed
from game.scenes.actions import Action, Picked
from game.scenes.outcome import Outcome
from game.scenes.register import Register
from game.scenes.summary import Summary
from game.scenes.title import ITEMS, Item
from game.ui import ledger, painter, roll
from game.ui.page import Page
from game.ui.roll import Entry
from game.ui.screens.outcome import _notes
from game.ui.screens.register import _with_own
from tests.rules.samples import NOON, forger
from tests.scenes.examinees import finished, in_lab
from tests.scenes.player import Player
from tests.ui.screens import every_screen


def written(scene: object, patch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    text = Page.text

    def noted(page: Page, line: str, *more: object, **anchor: object) -> pygame.Rect:
        said.append(line)
        return text(page, line, *more, **anchor)  # type: ignore[arg-type]

    patch.setattr(Page, "text", noted)
    painter.draw(pygame.Surface((1280, 800), depth=32), scene)  # type: ignore[arg-type]
    return said


def row(score: int, player: str = "Ada", *, left: bool = False, days: int = 0) -> LeaderboardRow:
    when = NOON + timedelta(days=days)
    return LeaderboardRow(player, score, days, f"{player} {days}", when, None, left=left)


def test_a_digit_whose_time_ran_out_is_counted_and_pictured_with_the_mistakes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    player = Player().starts()
    for _ in range(3):
        player.answers(right=True).does(Action.GO_ON).sees()
    for _ in range(12):
        player.waits(1.0)
    player.does(Action.GO_ON).sees()
    while not isinstance(player.scene, Summary):
        player.answers(right=False).waits(2).does(Action.GO_ON).sees()
    session = player.scene.session
    assert (session.late, len(session.mistaken), session.tally.right) == (1, 3, 3)
    said = written(player.scene, monkeypatch)
    assert "1 ran out of time, longest streak 3" in said
    assert "What cost you 3 lives" in said
    assert sum(each.endswith(", too late") for each in said) == 1
    assert {f"EXHIBIT {f.trial.planned.number}" for f in session.mistaken} <= set(said)


def test_equal_scores_share_a_place_whether_or_not_lives_were_left() -> None:
    rows = (row(5), row(3, left=True), row(3), row(1))
    assert ranks(rows) == (1, 2, 2, 4)


def test_of_somebodys_cases_the_newest_stands_out(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (row(5, days=1), row(4, "Zo\u00eb", days=4), row(3, days=3), row(2, days=2))
    drawn: list[Entry] = []
    monkeypatch.setattr(roll, "draw", lambda *given: drawn.extend(given[3]))
    player = Player()
    player.does(Picked(ITEMS.index(Item.REGISTER)))
    scene = player.scene
    assert isinstance(scene, Register)
    boards = tuple(replace(each, rows=rows) for each in scene.boards)
    painter.draw(pygame.Surface((1280, 800), depth=32), replace(scene, boards=boards))
    assert [each.own for each in drawn] == [True, False, True, True]
    assert [each.newest for each in drawn] == [False, False, True, False]


def test_the_best_and_the_newest_of_ones_own_stay_in_sight() -> None:
    entries = [Entry(str(n), "", (), own=n in (7, 8, 9), newest=n == 9) for n in range(12)]
    assert [each.place for each in _with_own(entries, 5)] == ["0", "1", "2", "7", "9"]
    assert [each.place for each in _with_own(entries, 1)] == ["9"]
    assert _with_own(entries, 12) == entries


def test_it_is_said_how_many_lines_are_out_of_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    said = written(every_screen()["register"], monkeypatch)
    assert "EXAMINER · 10 OF 18" in said


def test_a_result_says_which_exhibits_are_not_counted_in_it() -> None:
    scene = finished(in_lab(Player())).scene
    assert isinstance(scene, Outcome)
    assert any("not counted above" in words for words, _ in _notes(scene))


def test_a_timed_case_too_short_for_a_threshold_says_so_from_the_start() -> None:
    assert ledger._wanting(timed(7, (forger("a"),), 99)) == "100 for a threshold"
    assert ledger._wanting(timed(7, (forger("a"), forger("b")), 199)) == "100 each for a threshold"
    assert ledger._wanting(timed(7, (forger("a"),), 100)) == ""
