"""The screens around the game: title, shelf, name, help, trouble."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.rules.news import (
    DigitReady,
    ForgersChosen,
    ForgersReady,
    RecordsFailed,
    ShelfFailed,
    ShowcaseReady,
)
from game.scenes.actions import Action, Picked, Typed
from game.scenes.choose import Choose
from game.scenes.effects import (
    Arrange,
    AskDigit,
    AskFoolRates,
    AskForgers,
    AskShowcase,
    Complain,
    EndSession,
    Quit,
    Record,
)
from game.scenes.help_card import HelpCard
from game.scenes.name_entry import NameEntry
from game.scenes.names import LONGEST
from game.scenes.question import Question
from game.scenes.settings import UNNAMED
from game.scenes.title import ITEMS, Item, Title
from game.scenes.trouble import READING_SECONDS, Trouble
from tests.rules.samples import forger
from tests.scenes.player import Player, desk, pixels, stream


def picked(item: Item) -> Picked:
    return Picked(ITEMS.index(item))


def test_a_question_that_was_opened_before_the_forger_is_known_gets_its_digit() -> None:
    player = Player(Title(desk())).does(Action.GO_ON).sees()
    player.hear(ForgersChosen((forger("a"),))).waits(0.01).sees().does(Action.SAY_REAL)
    assert [record.trial.planned.checkpoint_id for record in player.done(Record)] == ["a" * 12]


def test_a_choice_of_the_player_is_not_overruled() -> None:
    player = Player().hear(ForgersChosen((forger("c"),)))
    assert player.scene.desk.forgers == (forger("b"),)


def test_the_showcase_is_asked_for_before_any_digit() -> None:
    kinds = [type(effect) for effect in Player().effects]
    assert kinds.index(AskShowcase) < kinds.index(AskDigit)


def test_a_showcase_of_another_checkpoint_is_not_shown() -> None:
    player = Player()
    before = player.scene.desk.showcase
    assert player.hear(ShowcaseReady((), (), "f" * 12)).scene.desk.showcase == before


def test_the_menu_goes_round_and_takes_what_is_in_focus() -> None:
    player = Player().does(Action.UP)
    assert player.scene == Title(player.scene.desk, focus=len(ITEMS) - 1)
    assert player.does(Action.GO_ON).done(Quit) == [Quit()]


def test_a_click_on_a_line_takes_it() -> None:
    assert isinstance(Player().does(picked(Item.PLAY)).scene, Question)


def test_escape_from_the_title_quits() -> None:
    assert Player().does(Action.BACK).done(Quit) == [Quit()]


def test_the_shelf_is_looked_through_anew_when_it_is_opened() -> None:
    player = Player().does(picked(Item.FORGER))
    assert len(player.done(AskForgers)) == 1
    assert player.done(AskFoolRates) == [AskFoolRates(("arcade", "ladder"))]
    player.hear(ForgersReady((forger("a"), forger("b"), forger("c"))))
    assert isinstance(player.scene, Choose)
    assert player.scene.rates == ()
    assert player.scene.shelf[player.scene.focus] == forger("b")


def test_choosing_another_forger_asks_for_its_digits_at_the_same_place_of_the_stream() -> None:
    player = Player()
    player.effects.clear()
    player.does(picked(Item.FORGER), Action.LEFT, Action.GO_ON)
    assert isinstance(player.scene, Title)
    asked = player.done(AskDigit)
    assert {ask.forger for ask in asked} == {forger("a")}
    assert [ask.trial for ask in asked] == [
        stream(player).trial(p, p + 1) for p in range(len(asked))
    ]


def test_a_digit_of_the_forger_before_is_dropped() -> None:
    player = Player().does(picked(Item.FORGER), Action.LEFT, Action.GO_ON)
    before = player.scene
    assert player.hear(DigitReady(1, pixels(9), 0.9)).scene == before


def test_choosing_the_forger_in_use_asks_for_nothing() -> None:
    player = Player().does(picked(Item.FORGER))
    player.effects.clear()
    assert player.does(Action.GO_ON).effects == []


def test_the_focus_stops_at_both_ends_of_the_shelf() -> None:
    player = Player().does(picked(Item.FORGER), Action.RIGHT, Action.RIGHT)
    assert isinstance(player.scene, Choose)
    assert player.scene.focus == 1
    player.does(*[Action.LEFT] * 5)
    assert isinstance(player.scene, Choose)
    assert player.scene.focus == 0


def test_a_name_is_typed_tidied_and_taken() -> None:
    player = Player().does(picked(Item.PLAYER), *[Action.ERASE] * 3)
    player.does(Typed("  Grace "), Typed(" Hopper"), Action.GO_ON)
    assert player.scene.desk.player == "Grace Hopper"


def test_who_has_not_signed_yet_begins_with_an_empty_line() -> None:
    unsigned = Title(replace(desk(), player=UNNAMED))
    player = Player(unsigned).does(picked(Item.PLAYER))
    assert player.does(Action.GO_ON, Action.BACK).scene.desk.player == UNNAMED
    player.does(picked(Item.PLAYER), Typed("Ada"), Action.GO_ON)
    assert player.scene.desk.player == "Ada"


def test_escape_leaves_the_name_as_it_was() -> None:
    player = Player().does(picked(Item.PLAYER), Typed("x"), Action.BACK)
    assert player.scene.desk.player == "Ada"


def test_no_name_at_all_is_not_taken() -> None:
    player = Player().does(picked(Item.PLAYER), *[Action.ERASE] * 9, Typed("   "), Action.GO_ON)
    assert isinstance(player.scene, NameEntry)


def drafted(player: Player) -> tuple[str, bool]:
    assert isinstance(player.scene, NameEntry)
    return player.scene.draft, player.scene.refused


def test_letters_that_no_font_has_are_left_out_of_a_name_and_that_is_said() -> None:
    player = Player().does(picked(Item.PLAYER), Typed(" L\u6f22ovelace\u2764"))
    assert drafted(player) == ("Ada Lovelace", True)
    assert drafted(player.does(Typed("s"))) == ("Ada Lovelaces", False)
    player.does(Typed("\u6f22"), Action.ERASE)
    assert drafted(player) == ("Ada Lovelace", False)


def test_a_letter_and_its_accent_typed_apart_are_one_letter() -> None:
    player = Player().does(picked(Item.PLAYER), Typed(" Se"), Typed("\u0301"), Action.GO_ON)
    assert player.scene.desk.player == "Ada S\u00e9"


def test_a_name_has_an_end() -> None:
    player = Player().does(picked(Item.PLAYER), Typed("x" * 500))
    assert isinstance(player.scene, NameEntry)
    assert len(player.scene.draft) == LONGEST


@pytest.mark.parametrize("key", [Action.BACK, Action.HELP, Action.PAUSE])
def test_help_covers_a_screen_and_gives_it_back(key: Action) -> None:
    player = Player().starts()
    before = player.scene
    player.does(Action.HELP)
    assert isinstance(player.scene, HelpCard)
    assert player.does(key).scene == before


def test_help_has_two_leaves_that_turn_and_the_last_puts_it_away() -> None:
    player = Player().does(Action.HELP)
    leaves = []
    for action in (Action.RIGHT, Action.DOWN, Action.LEFT, Action.GO_ON):
        player.does(action)
        assert isinstance(player.scene, HelpCard)
        leaves.append(player.scene.leaf)
    assert leaves == [1, 1, 0, 1]
    assert isinstance(player.does(Action.GO_ON).scene, Title)


def test_mute_and_full_screen_work_everywhere_and_are_kept() -> None:
    player = Player().starts().does(Action.MUTE, Action.FULL_SCREEN)
    assert player.scene.desk.mute
    held = [each.settings for each in player.done(Arrange)]
    assert [(each.mute, each.full_screen) for each in held] == [(True, False), (True, True)]
    player.does(Action.MUTE)
    assert not player.done(Arrange)[-1].settings.mute


@pytest.mark.parametrize("news", [RecordsFailed("A."), ShelfFailed("A.")])
def test_a_failure_is_said_once_and_ends_the_program(
    news: RecordsFailed | ShelfFailed,
) -> None:
    player = Player(Title(desk())).hear(news).hear(RecordsFailed("B."))
    assert player.scene == Trouble(player.scene.desk, "A.")
    assert player.done(Complain) == [Complain("A.")]
    assert player.waits(READING_SECONDS).done(Quit) == [Quit()]


def test_a_failure_in_a_game_ends_its_session() -> None:
    player = Player().starts().hear(RecordsFailed("The disk is full."))
    assert [type(effect) for effect in player.effects[-2:]] == [EndSession, Complain]


def test_an_empty_shelf_does_not_matter_to_who_brought_a_checkpoint() -> None:
    asked, _ = desk().against((forger("c"),))
    player = Player(Title(asked)).hear(ShelfFailed("Nothing there."))
    assert isinstance(player.scene, Title)
