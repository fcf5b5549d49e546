"""The result card: what stands on it in every mode, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace

from game.rules.ladder import climb
from game.rules.news import CardKept, CardUnkept, LeaderboardReady
from game.rules.staircase import Staircase
from game.rules.timed import timed
from game.rules.trials import AnsweredTrial
from game.scenes.actions import Action
from game.scenes.effects import KeepCard
from game.scenes.keepsake import DIGITS, Keepsake, drawn_up
from game.scenes.outcome import Outcome
from game.scenes.session import Finding, Session
from game.scenes.summary import Summary
from tests.rules.samples import answered, forger
from tests.scenes.examinees import finished, in_lab
from tests.scenes.player import Player, pixels


def closed(rights: int = 2) -> Player:
    """Somebody at the summary after some right answers and three wrong ones."""
    player = Player().starts()
    for _ in range(rights):
        player.answers(right=True).does(Action.GO_ON).sees()
    return player.loses().does(Action.GO_ON)


def kept(player: Player) -> Keepsake:
    assert isinstance(player.scene, Keepsake)
    return player.scene


def session_of(player: Player) -> Session:
    assert isinstance(player.scene, Summary)
    return player.scene.session


def finding(place: int, *, is_real: bool, said_real: bool, phase: str = "main") -> Finding:
    return Finding(answered(is_real=is_real, said_real=said_real, phase=phase), pixels(place))


def trials(rights: int, wrongs: int) -> tuple[AnsweredTrial, ...]:
    right = [answered(is_real=True, said_real=True)] * rights
    return (*right, *[answered(is_real=False, said_real=True)] * wrongs)


def findings(rights: int, wrongs: int) -> tuple[Finding, ...]:
    return tuple(Finding(trial, pixels(9)) for trial in trials(rights, wrongs))


def test_the_key_draws_the_card_and_asks_for_it_to_be_saved_once() -> None:
    player = closed().does(Action.KEEP)
    assert player.done(KeepCard) == [KeepCard(kept(player).card)]
    player.does(Action.KEEP)
    assert len(player.done(KeepCard)) == 1
    player.hear(CardKept("~/Pictures/a.png"))
    assert kept(player).kept == "~/Pictures/a.png"
    player.does(Action.KEEP)
    assert len(player.done(KeepCard)) == 1


def test_why_it_could_not_be_saved_is_said_and_it_can_be_tried_again() -> None:
    player = closed().does(Action.KEEP).hear(CardUnkept("No room."))
    assert kept(player).fault == "No room."
    player.does(Action.KEEP)
    assert kept(player).fault == ""
    assert len(player.done(KeepCard)) == 2


def test_the_card_leads_back_to_the_summary_which_has_heard_its_news_meanwhile() -> None:
    player = closed()
    assert isinstance(player.scene, Summary)
    player.scene = replace(player.scene, board=None)
    player.does(Action.KEEP).hear(LeaderboardReady("arcade", ())).does(Action.BACK)
    assert isinstance(player.scene, Summary)
    assert player.scene.board == ()


def test_a_card_of_arcade_tells_the_score_its_share_and_the_forger() -> None:
    card = drawn_up(session_of(closed(rights=7)))
    assert (card.mode, card.figure, card.meaning) == ("arcade", "7", "digits told right")
    assert card.notes == ("70 % of 10 right, 95 % interval 40–89", "longest streak 7")
    assert (card.player, card.against) == ("Ada", "sgd · epoch 98")
    assert card.when is not None


def test_forgeries_that_passed_are_shown_and_else_those_that_were_caught() -> None:
    session = session_of(closed(rights=0))
    passed = tuple(finding(n, is_real=False, said_real=True) for n in range(12))
    caught = finding(20, is_real=False, said_real=False)
    practice = finding(21, is_real=False, said_real=True, phase="practice")
    real = finding(22, is_real=True, said_real=True)
    card = drawn_up(replace(session, findings=(practice, caught, real, *passed)))
    assert card.digits == tuple(pixels(n) for n in range(DIGITS))
    assert card.caption == "Forgeries that passed for genuine"
    card = drawn_up(replace(session, findings=(practice, caught, real)))
    assert (card.digits, card.caption) == ((pixels(20),), "Forgeries that were caught")
    card = drawn_up(replace(session, findings=(real,)))
    assert (card.digits, card.caption) == ((), "")


def of_ladder(answers: tuple[bool, ...]) -> Session:
    game = replace(climb(7, tuple(map(forger, "abc"))), answers=answers)
    return Session("uuid", "Ada", 7, game, game.forgers, findings(sum(answers), 2))


def test_a_card_of_the_ladder_tells_the_last_epoch_told_apart() -> None:
    card = drawn_up(of_ladder((True,) * 20 + (False,) * 10))
    assert (card.figure, card.meaning) == (str(forger("b").epoch), "the last epoch told apart")
    assert card.against == "run sgd"
    assert drawn_up(of_ladder((False,) * 10)).figure == "–"
    assert drawn_up(of_ladder((True,) * 30)).notes[1:] == ("the top of the ladder",)


def test_a_card_of_lab_tells_the_share_told_right_blind() -> None:
    player = finished(in_lab())
    assert isinstance(player.scene, Outcome)
    card = drawn_up(replace(player.scene.session, findings=findings(71, 29)))
    assert (card.figure, card.meaning) == ("71 %", "told right")
    assert card.notes == ("100 digits judged blind, 95 % interval 61–79",)


def of_timed(*staircases: Staircase) -> Session:
    forgers = tuple(forger(name) for name in "abc"[: len(staircases)])
    named = tuple((each.id, stairs) for each, stairs in zip(forgers, staircases, strict=True))
    game = replace(timed(7, forgers, 2), staircases=named)
    return Session("uuid", "Ada", 7, game, forgers, findings(1, 1))


def stairs(level: float, count: int = 120) -> Staircase:
    """A staircase that has stayed at a level."""
    return Staircase(level, (level,) * count, (True,) * count)


def test_a_card_of_timed_tells_the_threshold_and_never_a_share() -> None:
    card = drawn_up(of_timed(stairs(240.0)))
    assert (card.figure, card.meaning) == ("240 ms", "of sight for three in four right")
    assert not any("%" in words for words in (card.figure, card.meaning, *card.notes))
    card = drawn_up(of_timed(stairs(240.0), stairs(180.0)))
    assert (card.figure, card.notes[0]) == ("180 ms", "the shortest of 2 forgers")


def test_a_threshold_out_of_reach_is_a_bound_and_one_of_too_few_answers_is_none() -> None:
    assert drawn_up(of_timed(stairs(1000.0))).figure == "> 1000 ms"
    assert drawn_up(of_timed(stairs(100.0))).figure == "< 100 ms"
    assert drawn_up(of_timed(stairs(240.0, count=20))).figure == "–"


def test_a_card_of_nothing_claims_nothing() -> None:
    empty = replace(of_ladder((False,) * 10), findings=())
    card = drawn_up(empty)
    assert (card.when, card.notes) == (None, ("nothing was judged",))
