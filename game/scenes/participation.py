"""Participation: from a participant's code to the first question, and from the last to thanks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from game.rules.begun import Sitting
from game.rules.lab import Lab
from game.rules.news import News, Recalled
from game.scenes import case, title, unopened
from game.scenes.actions import Action, Intent
from game.scenes.desk import Desk
from game.scenes.effects import AskRecall
from game.scenes.preparing import AWAY, Preparing
from game.scenes.screen import Screen, Step


@dataclass(frozen=True)
class Admission(Preparing):
    """What the participant has done of the study so far is on its way."""

    def hear(self, news: News) -> Step:
        """Whoever has finished is thanked once more; anybody else is welcome."""
        match news:
            case Recalled(player, known=False) if (player, self.desk.mode) == (
                self.desk.player,
                Lab.mode,
            ):
                return Step(unopened.Unopened(self.desk, AWAY))
            case Recalled(player) if player == self.desk.player:
                if not self.desk.new and any(finished(self.desk, s) for s in news.sittings):
                    return Step(Thanks(self.desk))
                return welcomed(replace(self.desk, seen=news.seen))
        return Step(self)


@dataclass(frozen=True)
class Welcome(Screen):
    """What the researcher has to say before the first question, page by page."""

    turns: ClassVar[bool] = True
    caption: ClassVar[str] = "Welcome"

    page: int = 0
    """0 is the first."""

    @property
    def pages(self) -> tuple[str, ...]:
        """What stands on each; one or more."""
        return self.desk.inquiry.welcome if self.desk.inquiry else ()

    def handle(self, intent: Intent) -> Step:
        """Turn the pages, begin after the last, or leave it to the next participant."""
        last = self.page + 1 >= len(self.pages)
        match intent:
            case Action.LEFT | Action.UP:
                return Step(replace(self, page=max(self.page - 1, 0)))
            case Action.RIGHT | Action.DOWN if not last:
                return Step(replace(self, page=self.page + 1))
            case Action.GO_ON if not last:
                return Step(replace(self, page=self.page + 1))
            case Action.GO_ON:
                return case.begin(self.desk)
            case Action.BACK:
                return title.begin(self.desk)
        return Step(self)


@dataclass(frozen=True)
class Thanks(Screen):
    """The end of a study for one participant; it leads to the next."""

    turns: ClassVar[bool] = True
    caption: ClassVar[str] = "Thank you"

    result: Screen | None = None
    """Where to see how it went; None for who had finished before."""

    @property
    def words(self) -> str:
        """The researcher's own; empty where there are none."""
        return self.desk.inquiry.thanks if self.desk.inquiry else ""

    def handle(self, intent: Intent) -> Step:
        """On to the result, if there is one to see, or to the next participant."""
        match intent:
            case Action.GO_ON if self.result is not None:
                return Step(self.result.at(self.desk))
            case Action.GO_ON | Action.BACK:
                return title.begin(self.desk)
        return Step(self)


def begin(desk: Desk, code: str | None) -> Step:
    """A study opens: whose turn it is has been said already, or is asked."""
    return title.begin(desk) if code is None else admit(desk, code)


def admit(desk: Desk, code: str) -> Step:
    """A participant has signed: it is asked what they have done so far."""
    desk = replace(desk, player=code)
    return Step(Admission(desk), (AskRecall(code, desk.own_seed),))


def finished(desk: Desk, sitting: Sitting) -> bool:
    """Whether a session of the study was answered to its end, and not left before."""
    if sitting.mode != desk.mode or not sitting.ended:
        return False
    # Lab ends nowhere but at its end; timed cannot be taken up again, and ends when it is left.
    return desk.mode == Lab.mode or sitting.answers >= (desk.limit or 1)


def welcomed(desk: Desk) -> Step:
    """The welcome, if there is one, while the first digits are made; else the first question."""
    if desk.mode != Lab.mode:
        desk = replace(desk, new=False)  # nothing that was left could be taken up anyway
    if desk.inquiry is None or not desk.inquiry.welcome:
        return case.begin(desk)
    desk, asks = desk.prepared()
    return Step(Welcome(desk), asks)


def closed(result: Screen) -> Screen:
    """What comes first when a study is done: the researcher's thanks, if there are any."""
    inquiry = result.desk.inquiry
    return result if inquiry is None or not inquiry.thanks else Thanks(result.desk, result)
