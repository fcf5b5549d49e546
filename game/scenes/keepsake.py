"""The keepsake: a session's result card, saved as a picture, and where it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from game.rules.arcade import Arcade
from game.rules.lab import Lab
from game.rules.ladder import Ladder
from game.rules.news import CardKept, CardUnkept, News
from game.rules.proportion import Proportion
from game.rules.staircase import CEILING_MS, FLOOR_MS, Censored, Threshold
from game.rules.timed import Timed
from game.scenes.actions import Action, Intent
from game.scenes.desk import Desk
from game.scenes.effects import KeepCard
from game.scenes.result_card import ResultCard
from game.scenes.screen import Screen, Step
from game.scenes.session import Session

DIGITS = 8
"""Digits on a card, at most."""


@dataclass(frozen=True)
class Keepsake(Screen):
    """The card, as it is saved."""

    turns: ClassVar[bool] = True
    caption: ClassVar[str] = "The result card"

    behind: Screen
    card: ResultCard
    kept: str = ""
    """The file that holds it, once it does."""
    fault: str = ""
    """Why none does, in a sentence, if none can."""

    def handle(self, intent: Intent) -> Step:
        """Back to the summary, or another attempt where the first failed."""
        match intent:
            case Action.BACK | Action.GO_ON:
                return Step(self.behind.at(self.desk))
            case Action.KEEP if self.fault:
                return Step(replace(self, fault=""), (KeepCard(self.card),))
        return Step(self)

    def hear(self, news: News) -> Step:
        """It is saved, or it is not."""
        match news:
            case CardKept(place):
                return Step(replace(self, kept=place))
            case CardUnkept(sentence):
                return Step(replace(self, fault=sentence))
        return Step(replace(self, behind=self.behind.hear(news).scene))


def begin(desk: Desk, behind: Screen, session: Session) -> Step:
    """The card of a session that is over, about to be saved."""
    card = drawn_up(session)
    return Step(Keepsake(desk, behind, card), (KeepCard(card),))


def drawn_up(session: Session) -> ResultCard:
    """What stands on a session's card."""
    figure, meaning, notes = RESULTS[session.game.mode](session)
    digits, caption = _evidence(session)
    first = session.findings[0].trial if session.findings else None
    return ResultCard(
        mode=session.game.mode,
        player=session.player,
        figure=figure,
        meaning=meaning,
        notes=notes,
        against=_against(session),
        when=first.shown_at if first else None,
        digits=digits,
        caption=caption,
    )


Result = tuple[str, str, tuple[str, ...]]
"""The figure, what it means, and notes on it."""


def _arcade(session: Session) -> Result:
    right = session.tally.right
    meaning = "digit told right" if right == 1 else "digits told right"
    return str(right), meaning, (_share(session), f"longest streak {session.longest_streak}")


def _ladder(session: Session) -> Result:
    game = session.game
    assert isinstance(game, Ladder)
    if game.last_passed is None:
        return "–", "no epoch could be told apart", (_share(session),)
    top = ("the top of the ladder",) if game.reached_the_top else ()
    passed = game.last_passed
    figure = passed.name if passed.epoch is None else str(passed.epoch)
    return figure, "the last epoch told apart", (_share(session), *top)


def _lab(session: Session) -> Result:
    share = session.tally.accuracy
    if share.estimate is None:
        return "–", "nothing was judged", ()
    blind = f"{share.of} digits judged blind, {_interval(share)}"
    return f"{round(100 * share.estimate)} %", "told right", (blind,)


def _timed(session: Session) -> Result:
    game = session.game
    assert isinstance(game, Timed)
    found = [stairs.threshold for _, stairs in game.staircases]
    known = [each for each in found if each is not None]
    if not known:
        return "–", "too few answers for a threshold", (f"{session.tally.answered} answers",)
    shortest = min(known, key=lambda each: each.ms)
    others = f"the shortest of {len(known)} forgers" if len(known) > 1 else ""
    notes = tuple(filter(None, (others, f"{session.tally.answered} digits seen for an instant")))
    return _threshold(shortest), "of sight for three in four right", notes


def _threshold(found: Threshold) -> str:
    match found.censored:
        case Censored.ABOVE:
            return f"> {CEILING_MS:.0f} ms"
        case Censored.BELOW:
            return f"< {FLOOR_MS:.0f} ms"
    return f"{found.ms:.0f} ms"


RESULTS: dict[str, Callable[[Session], Result]] = {
    Arcade.mode: _arcade,
    Ladder.mode: _ladder,
    Lab.mode: _lab,
    Timed.mode: _timed,
}


def _share(session: Session) -> str:
    share = session.tally.accuracy
    if share.estimate is None:
        return "nothing was judged"
    return f"{round(100 * share.estimate)} % of {share.of} right, {_interval(share)}"


def _interval(share: Proportion) -> str:
    return f"95 % interval {round(100 * share.low)}–{round(100 * share.high)}"


def _against(session: Session) -> str:
    forgers = session.forgers
    if session.game.mode == Ladder.mode:
        return f"run {forgers[0].run}"
    return forgers[0].name if len(forgers) == 1 else f"{len(forgers)} forgers"


def _evidence(session: Session) -> tuple[tuple[bytes, ...], str]:
    """Some of the forgeries that passed, or else of those that were caught."""
    main = [each for each in session.findings if each.trial.planned.phase == "main"]
    forged = [each for each in main if not each.trial.planned.is_real]
    passed = [f.pixels for f in forged if f.trial.said_real and f.pixels is not None]
    if passed:
        return tuple(passed[:DIGITS]), "Forgeries that passed for genuine"
    caught = [f.pixels for f in forged if f.trial.correct and f.pixels is not None]
    return tuple(caught[:DIGITS]), "Forgeries that were caught" if caught else ""
