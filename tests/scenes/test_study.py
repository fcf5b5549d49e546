"""A study of a file: participants come by their codes, are led through it, and leave the desk."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from game.rules.begun import Sitting
from game.rules.lab import Lab
from game.rules.news import ForgersChosen, ForgersReady, FrameShown, Recalled, SupplyFailed
from game.rules.seen import NOTHING, Seen
from game.rules.timed import BLOCK, timed
from game.rules.trials import PlannedTrial
from game.scenes import case, participation, title
from game.scenes.actions import Action, Context, Typed
from game.scenes.adjust import DECIDED, ROWS, Adjust, Row
from game.scenes.code_entry import STRANGE, UNKNOWN, CodeEntry
from game.scenes.desk import Desk
from game.scenes.draft import TAKEN_UP
from game.scenes.effects import (
    Arrange,
    AskPlayers,
    AskRecall,
    BeginSession,
    EndSession,
    Quit,
    Record,
)
from game.scenes.glimpse import Glimpse
from game.scenes.inquiry import Inquiry
from game.scenes.mishap import Item, Mishap
from game.scenes.outcome import Outcome
from game.scenes.participation import Admission, Thanks, Welcome
from game.scenes.pause import Pause
from game.scenes.phases import Phase
from game.scenes.preparing import AWAY, Preparing
from game.scenes.question import Question
from game.scenes.rating import Rating
from game.scenes.rest import Rest
from game.scenes.session import Session
from game.scenes.unopened import Unopened
from tests.rules.samples import answered, forger
from tests.scenes.examinees import answering, finished, settled
from tests.scenes.player import Player

STUDY = Inquiry("Autumn", ("P01", "P02"), 7)
TALKING = replace(STUDY, welcome=("One.", "Two."), rest="Sit back.", thanks="Done.")


def following(inquiry: Inquiry = STUDY, *, code: str | None = None, mode: str = "lab") -> Player:
    """The program has been started with a study's file."""
    desk = Desk(UUID(int=1), 7, "Examiner", "desk/guesses.sqlite3", mode, 20, inquiry=inquiry)
    player = Player(title.Title(desk))
    player._take(participation.begin(desk, code))
    return player.hear(ForgersChosen((forger("b"),))).hear(ForgersReady((forger("a"), forger("b"))))


def signs(player: Player, code: str = "P01") -> Player:
    """Type a code and sign: at the first question, if no page stands before it."""
    return player.does(Typed(code), Action.GO_ON).waits(0.0).sees()


def again(player: Player, **options: object) -> Player:
    """The program was ended, and is started again."""
    started = following(STUDY)
    started.past = (*player.past, *player.effects)
    desk = replace(started.scene.desk, namespace=uuid4(), **options)  # type: ignore[arg-type]
    started.scene = started.scene.at(desk)
    return started


def trials(desk: Desk) -> list[PlannedTrial]:
    """Those whose digits have been asked for."""
    return [slot.trial for slot in desk.tray.slots]


def seeds(player: Player) -> list[tuple[str, int]]:
    return [(begun.player, begun.seed) for begun in player.done(BeginSession)]


def test_it_opens_where_the_code_is_asked_and_offers_no_name() -> None:
    player = following()
    assert isinstance(player.scene, CodeEntry)
    assert player.scene.context is Context.TEXT
    assert player.done(AskPlayers) == []
    assert isinstance(player.does(Action.DOWN, Action.GO_ON).scene, CodeEntry)


def test_a_code_that_is_not_of_the_study_is_refused_in_words_and_can_be_typed_anew() -> None:
    player = following().does(Typed("P03"), Action.GO_ON)
    assert isinstance(player.scene, CodeEntry)
    assert player.scene.refused == UNKNOWN.format(code="P03")
    player.does(Action.ERASE)
    assert player.scene.refused == ""
    assert isinstance(signs(player, "1").scene, Question)


def test_a_letter_that_no_code_has_is_not_typed_and_that_is_said() -> None:
    player = following().does(Typed("P\u6f22"))
    assert isinstance(player.scene, CodeEntry)
    assert (player.scene.draft, player.scene.refused) == ("P", STRANGE)


def test_a_code_is_known_however_its_letters_are_typed() -> None:
    assert signs(following(), " p01 ").scene.desk.player == "P01"


def test_a_code_that_is_given_at_the_start_is_not_asked() -> None:
    player = following(code="P02").waits(0.0).sees()
    assert isinstance(player.scene, Question)
    assert player.scene.desk.player == "P02"


def test_what_was_typed_is_taken_back_before_the_desk_is_left() -> None:
    player = following().does(Typed("P0"), Action.BACK)
    assert player.done(Quit) == []
    player.does(Action.BACK)
    assert player.done(Quit) == [Quit()]


def test_every_participant_has_an_order_of_their_own_and_keeps_it() -> None:
    player = signs(following()).does(Action.BACK, Action.BACK)
    signs(player, "P02")
    assert seeds(player) == [(code, STUDY.seed_of(code)) for code in ("P01", "P02")]
    assert len({STUDY.seed_of(code) for code in STUDY.codes}) == 2
    assert replace(STUDY, seed=8).seed_of("P01") != STUDY.seed_of("P01")
    assert replace(STUDY, name="Spring").seed_of("P01") != STUDY.seed_of("P01")
    assert len({begun.session_uuid for begun in player.done(BeginSession)}) == 2


def test_the_pages_of_the_welcome_stand_before_the_first_question() -> None:
    player = signs(following(TALKING))
    assert isinstance(player.scene, Welcome)
    assert (player.scene.pages, player.scene.page) == (("One.", "Two."), 0)
    player.does(Action.GO_ON, Action.LEFT, Action.RIGHT, Action.RIGHT)
    assert isinstance(player.scene, Welcome)
    assert player.scene.page == 1
    assert isinstance(player.does(Action.GO_ON).waits(0.0).sees().scene, Question)
    assert isinstance(signs(following(TALKING)).does(Action.BACK).scene, CodeEntry)


def test_an_unfinished_session_is_taken_up_at_the_second_start() -> None:
    left = answering(signs(following()), 9)
    player = signs(again(left))
    assert isinstance(player.scene, Question)
    assert (player.scene.session.number, player.scene.session.word) == (10, TAKEN_UP)
    other = signs(again(left), "P02").scene
    assert isinstance(other, Question)
    assert other.session.number == 1


def test_what_was_left_of_another_study_is_not_taken_up() -> None:
    left = answering(signs(following(replace(STUDY, name="Spring"))), 9)
    player = signs(again(left))
    assert isinstance(player.scene, Question)
    assert player.scene.session.number == 1
    assert player.done(AskRecall) == [AskRecall("P01", STUDY.seed_of("P01"))] * 2


def test_whoever_has_finished_is_thanked_and_does_not_begin_again() -> None:
    done = finished(signs(following()))
    assert isinstance(done.scene, Outcome)
    player = signs(again(done))
    assert player.scene == Thanks(player.scene.desk)
    assert player.done(BeginSession) == []
    assert isinstance(player.does(Action.GO_ON).scene, CodeEntry)
    assert isinstance(signs(player, "P02").scene, Question)


def test_whoever_has_finished_begins_again_where_a_new_one_is_asked_for() -> None:
    done = finished(signs(following()))
    player = finished(signs(again(done, new=True)))
    assert len(player.done(EndSession)) == 1
    shown = [r.trial.planned.real_index for p in (done, player) for r in p.done(Record)]
    reals = [place for place in shown if place is not None]
    assert len(set(reals)) == len(reals)
    assert isinstance(signs(player.does(Action.GO_ON)).scene, Thanks)


def test_a_study_of_timed_is_finished_when_all_was_answered_and_not_when_it_was_left() -> None:
    desk = following(mode="timed").scene.desk
    assert participation.finished(desk, Sitting("timed", True, 20))
    assert not participation.finished(desk, Sitting("timed", True, 19))
    assert not participation.finished(desk, Sitting("timed", False, 20))
    assert not participation.finished(desk, Sitting("lab", True, 20))


def test_in_timed_the_first_digits_are_made_while_the_welcome_is_read() -> None:
    player = following(TALKING, mode="timed")
    assert player.scene.desk.tray.slots == ()
    signs(player)
    assert isinstance(player.scene, Welcome)
    asked = trials(player.scene.desk)
    player.does(Action.GO_ON, Action.GO_ON).waits(0.0)
    assert trials(player.scene.desk) == asked != []


def test_who_begins_a_timed_session_anew_is_shown_other_digits() -> None:
    def plays(player: Player) -> Seen:
        signs(player)
        for _ in range(3):
            while not (isinstance(player.scene, Glimpse) and player.scene.phase is Phase.QUESTION):
                player.does(Action.GO_ON).waits(1 / 60).sees().hear(FrameShown(60.0))
            player.does(Action.SAY_REAL)
        player.does(Action.BACK, Action.BACK)
        return Seen.of(record.trial.planned for record in player.done(Record))

    first = following(mode="timed")
    before = plays(first)
    second = following(mode="timed")
    second.past = tuple(first.effects)
    after = plays(second)
    assert before != NOTHING != after
    assert not before.reals & after.reals
    assert not before.fakes & after.fakes


def test_the_texts_of_the_study_are_read_at_its_rests_and_at_its_end() -> None:
    player = signs(following(TALKING)).does(Action.GO_ON, Action.GO_ON).waits(0.0).sees()
    answering(player, 5).answers(right=True).does(Action.GO_ON)
    assert isinstance(player.scene, Rest)
    finished(settled(player))
    assert isinstance(player.scene, Thanks)
    assert player.scene.words == "Done."
    assert len(player.done(EndSession)) == 1
    assert isinstance(player.does(Action.GO_ON).scene, Outcome)


@pytest.mark.parametrize(("inquiry", "rests"), [(TALKING, True), (STUDY, False)])
def test_in_timed_there_is_a_sheet_between_two_blocks_where_the_study_has_words_for_it(
    inquiry: Inquiry, rests: bool
) -> None:
    desk = replace(following(inquiry, mode="timed").scene.desk, player="P01")
    game = timed(7, desk.forgers, 2 * BLOCK)
    for _ in range(BLOCK):
        said = answered(is_real=True, said_real=True)
        game = game.then(replace(said, planned=game.upcoming(1)[0]))
    scene = case.onward(desk, Session("uuid", "P01", 7, game, desk.forgers)).scene
    assert isinstance(scene, Rest if rests else Glimpse)
    if isinstance(scene, Rest):
        assert (scene.done, scene.blocks, len(scene.coming)) == (1, 2, BLOCK)
        player = Player(scene).waits(1.0).does(Action.GO_ON)
        assert isinstance(player.scene, Glimpse)


@pytest.mark.parametrize("intent", [Action.GO_ON, Action.BACK])
def test_the_end_leads_to_the_next_participant_and_tells_nothing_of_the_last(
    intent: Action,
) -> None:
    player = finished(signs(following()))
    player.does(Action.REGISTER, Action.KEEP)
    assert isinstance(player.scene, Outcome)
    assert player.does(intent).scene == CodeEntry(player.scene.desk)
    talking = finished(signs(following(TALKING)).does(Action.GO_ON, Action.GO_ON).waits(0.0).sees())
    assert isinstance(talking.does(Action.BACK).scene, CodeEntry)


def test_whoever_leaves_a_case_leaves_it_to_the_next_participant() -> None:
    player = signs(following()).does(Action.BACK)
    assert isinstance(player.scene, Pause)
    assert isinstance(player.does(Action.BACK).scene, CodeEntry)
    waiting = following()
    waiting.reads = False
    assert isinstance(signs(waiting).scene, Preparing)
    assert isinstance(waiting.does(Action.BACK).scene, CodeEntry)


@pytest.mark.parametrize("sure", [True, False])
def test_how_sure_one_is_is_asked_as_the_file_says_whatever_the_settings_say(sure: bool) -> None:
    player = signs(following(replace(STUDY, confidence=sure)))
    settings = replace(player.scene.desk.settings, confidence=not sure)
    player.scene = player.scene.at(player.scene.desk.arranged(settings))
    assert isinstance(player.answers(right=True).scene, Rating) is sure


@pytest.mark.parametrize("row", DECIDED)
def test_a_participant_changes_the_settings_of_the_desk_but_neither_code_nor_what_is_measured(
    row: Row,
) -> None:
    player = signs(following()).does(Action.BACK)
    before = player.scene.desk.settings
    player.scene = Adjust(player.scene.desk, ROWS.index(row), player.scene)
    for intent in (Action.RIGHT, Action.GO_ON):
        assert player.does(intent).scene.desk.settings == before
    player.scene = replace(player.scene, focus=ROWS.index(Row.VOLUME))
    player.does(Action.LEFT)
    assert player.scene.desk.settings == replace(before, volume=before.volume - 10)
    assert player.scene.desk.player == "P01"


def test_a_study_of_timed_has_masks_unless_flashes_do_harm() -> None:
    desk = following(mode="timed").scene.desk
    assert desk.arranged(replace(desk.settings, masks=False)).masks
    assert not desk.arranged(replace(desk.settings, no_flashes=True)).masks


def test_no_code_comes_into_the_settings() -> None:
    player = finished(signs(following())).does(Action.GO_ON)
    signs(player, "P02")
    assert player.done(Arrange) == []


def test_no_other_forger_is_offered_where_one_cannot_be_had() -> None:
    player = following()
    player.digits = False
    signs(player)
    tickets = tuple(slot.ticket for slot in player.scene.desk.tray.slots)
    player.hear(SupplyFailed("It is gone.", tickets)).waits(0.1)
    assert isinstance(player.scene, Mishap)
    assert player.scene.items == (Item.AGAIN, Item.TITLE)
    assert isinstance(player.does(Action.UP, Action.GO_ON).scene, CodeEntry)


def test_a_study_in_lab_does_not_begin_where_nobody_knows_what_was_seen() -> None:
    waiting = Admission(replace(following().scene.desk, player="P01"))
    away = Recalled("P01", NOTHING, None, known=False)
    assert waiting.hear(away).scene == Unopened(waiting.desk, AWAY)
    other = Recalled("P02", NOTHING, None)
    assert waiting.hear(other).scene is waiting


def test_the_session_has_the_blocks_of_the_study() -> None:
    scene = signs(following()).scene
    assert isinstance(scene, Question)
    assert isinstance(scene.session.game, Lab)
    assert (scene.session.game.schedule.main_trials, scene.session.game.blocks) == (20, 1)
