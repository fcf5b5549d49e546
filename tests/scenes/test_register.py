"""The register: leaves that are turned, pages of forgers, and the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.rules.board import Each
from game.rules.news import LeaderboardReady
from game.scenes.actions import Action, Picked
from game.scenes.effects import AskLeaderboard, AskStatistics
from game.scenes.register import LEAVES, LINES, Leaf, Register
from game.scenes.statistics import Statistics
from game.scenes.summary import Summary
from game.scenes.title import ITEMS, Item, Title
from tests.scenes.player import Player
from tests.ui.register_screens import boards, row

THE_REGISTER = Picked(ITEMS.index(Item.REGISTER))


def reading(player: Player | None = None) -> Player:
    """Somebody who has opened the register from the title."""
    player = player or Player()
    player.boards = boards("Ada")
    return player.does(THE_REGISTER)


def page(player: Player) -> Register:
    assert isinstance(player.scene, Register)
    return player.scene


def turned_to(leaf: Leaf) -> Player:
    return reading().does(Picked(LEAVES.index(leaf)))


def test_the_register_opens_at_arcade_and_leads_back_to_its_line_of_the_title() -> None:
    player = reading()
    assert page(player).leaf is Leaf.ARCADE
    player.does(Action.BACK)
    assert player.scene == Title(player.scene.desk, ITEMS.index(Item.REGISTER))


def test_leaves_are_turned_to_both_sides_and_end_there() -> None:
    player = reading()
    seen = [page(player).leaf]
    for _ in range(3):
        seen.append(page(player.does(Action.RIGHT)).leaf)
    assert seen == [Leaf.ARCADE, Leaf.LADDER, Leaf.FORGERS, Leaf.EXAMINERS]
    assert isinstance(player.does(Action.RIGHT).scene, Statistics)
    assert isinstance(player.does(Action.RIGHT).scene, Statistics)
    player.does(*[Action.LEFT] * 9)
    assert page(player).leaf is Leaf.ARCADE
    assert page(player).boards


def test_what_stands_on_a_leaf_is_asked_for_when_it_is_turned_up() -> None:
    player = reading()
    assert player.done(AskLeaderboard) == [AskLeaderboard("arcade", LINES)]
    player.does(Action.RIGHT, Action.RIGHT, Action.RIGHT)
    assert player.done(AskLeaderboard)[1:] == [
        AskLeaderboard("ladder", LINES),
        AskLeaderboard("arcade", LINES, Each.CHECKPOINT),
        AskLeaderboard("arcade", LINES, Each.PLAYER),
        AskLeaderboard("ladder", LINES, Each.PLAYER),
    ]


def test_a_leaf_says_nothing_before_its_lines_have_come() -> None:
    scene = replace(page(reading()), boards=())
    assert scene.rows is None
    assert replace(scene, leaf=Leaf.EXAMINERS).examiners is None


def test_a_forger_has_a_page_of_its_own() -> None:
    player = turned_to(Leaf.FORGERS).does(*[Action.DOWN] * 2, Action.GO_ON)
    rows = boards("Ada")[2].rows
    assert page(player).opened == rows[2]
    assert player.done(AskLeaderboard)[-1] == AskLeaderboard(
        "arcade", LINES, checkpoint_id=rows[2].checkpoint_id
    )
    found = (row("Ada", 4, 3),)
    player.hear(LeaderboardReady("arcade", found, checkpoint_id=rows[2].checkpoint_id))
    assert page(player).rows == found
    player.does(Action.BACK)
    assert (page(player).leaf, page(player).opened, page(player).focus) == (Leaf.FORGERS, None, 2)


def test_a_click_on_a_forger_opens_its_page_and_one_beside_the_lines_opens_none() -> None:
    player = turned_to(Leaf.FORGERS)
    player.does(Picked(len(LEAVES) + 99))
    assert page(player).opened is None
    player.does(Picked(len(LEAVES) + 1))
    assert page(player).opened == boards("Ada")[2].rows[1]


def test_the_focus_stays_among_the_forgers() -> None:
    player = turned_to(Leaf.FORGERS).does(*[Action.DOWN] * 99)
    assert page(player).focus == len(boards("Ada")[2].rows) - 1
    assert page(player.does(*[Action.UP] * 999)).focus == 0


def test_every_examiner_has_one_line_with_his_best_of_both_modes() -> None:
    found = page(turned_to(Leaf.EXAMINERS)).examiners
    assert found is not None
    scores = {
        each.name: (each.arcade and each.arcade.score, each.ladder and each.ladder.score)
        for each in found
    }
    assert scores == {
        "Grace Hopper": (48, 20),
        "Jean": (41, 10),
        "Zoë": (37, 5),
        "Ada": (3, None),
        "Ada II": (None, 3),
    }


def test_a_board_of_one_forger_is_not_taken_for_that_of_all() -> None:
    player = reading()
    before = page(player).rows
    player.hear(LeaderboardReady("arcade", (), checkpoint_id="a" * 12))
    player.hear(LeaderboardReady("arcade", (), Each.PLAYER))
    assert page(player).rows == before


def closed() -> Player:
    """Somebody at the summary of a case in arcade."""
    return Player().starts().loses().does(Action.GO_ON)


def test_from_a_summary_the_register_opens_at_its_mode_and_leads_back_to_it() -> None:
    player = closed()
    summary = player.scene
    player.does(Action.REGISTER)
    assert page(player).leaf is Leaf.ARCADE
    assert player.does(Action.BACK).scene == summary


def test_a_summary_that_waits_for_its_board_gets_it_under_the_register() -> None:
    player = closed()
    assert isinstance(player.scene, Summary)
    player.scene = replace(player.scene, board=None)
    player.does(Action.REGISTER, Action.BACK)
    assert isinstance(player.scene, Summary)
    assert player.scene.board is not None


def test_a_summary_takes_no_other_board_for_its_own() -> None:
    player = closed()
    before = player.scene
    player.hear(LeaderboardReady("arcade", boards("Ada")[3].rows, Each.PLAYER))
    player.hear(LeaderboardReady("arcade", boards("Ada")[0].rows, checkpoint_id="a" * 12))
    assert player.scene == before


@pytest.mark.parametrize("mode", ["lab", "timed"])
def test_a_mode_that_is_not_ranked_leads_to_the_players_own_statistics(mode: str) -> None:
    from game.scenes import register

    player = closed()
    step = register.beside(player.scene.desk, player.scene, mode)
    assert isinstance(step.scene, Statistics)
    assert step.effects == (AskStatistics("Ada"),)
