"""Preparing: a study waits for its forgers, for what its player has seen, and for its digits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from game.rules.news import ClassesFailed, ClassesRead, News, Recalled
from game.scenes import case, unopened
from game.scenes.draft import CHANGED, Draft, afresh, drafted
from game.scenes.effects import AskClasses, AskRecall
from game.scenes.opening import EmptyPlate
from game.scenes.screen import Step

USED_UP = (
    "You have seen every digit that there is beside these forgers: there is nothing left to ask "
    "you. Choose forgers that may be shown with others, or let somebody else sit down."
)
AWAY = (
    "The database is away, and it alone knows what you have seen and what you have left: try again "
    "when it can be reached, or open another kind of case."
)


@dataclass(frozen=True)
class Preparing(EmptyPlate):
    """What a study needs is on its way."""

    caption: ClassVar[str] = "The study is being prepared"

    @property
    def number(self) -> int | None:
        """The exhibit that comes first, 1 in a new study; None before that is known."""
        return None


@dataclass(frozen=True)
class Gathering(Preparing):
    """Forgers and shelf are on their way."""

    def after(self, seconds: float) -> Step:
        """With all forgers known it is asked what the player has seen."""
        if not (self.desk.forgers and self.desk.shelf_known):
            return Step(self)
        return Step(Recalling(self.desk), (AskRecall(self.desk.player, self.desk.own_seed),))


@dataclass(frozen=True)
class Recalling(Preparing):
    """What the player has seen, and has left unfinished, is on its way."""

    def hear(self, news: News) -> Step:
        """A study that was left is taken up, if it can be; otherwise there is a new one."""
        match news:
            case Recalled(player, known=False) if player == self.desk.player:
                return Step(unopened.Unopened(self.desk, AWAY))
            case Recalled(player) if player == self.desk.player:
                draft = drafted(self.desk, news)
                reading = Reading(self.desk, news, draft)
                if draft.left is not None:
                    return reading.advanced()
                return Step(reading, (AskClasses(draft.study.forgers, ()),))
        return Step(self)


@dataclass(frozen=True)
class Reading(Preparing):
    """Digits are being read for a draft."""

    recalled: Recalled
    draft: Draft
    classes: tuple[tuple[tuple[str, int], int], ...] = ()
    """Each fake's checkpoint id and seed, with the digit that it shows, as far as they are read."""

    @property
    def number(self) -> int:
        """A study that is taken up goes on behind the trials that it has."""
        return len(self.draft.left.trials) + 1 if self.draft.left is not None else 1

    @property
    def beside(self) -> tuple[str, ...]:
        """Whom it is asked about: what comes of others was for a study that was left."""
        return tuple(forger.id for forger in self.draft.study.forgers)

    def hear(self, news: News) -> Step:
        """More has been read, or cannot be."""
        match news:
            case ClassesRead(beside, classes, unmistakable) if beside == self.beside:
                draft = self.draft.told(unmistakable)
                known = (*self.classes, *classes)
                return replace(self, draft=draft, classes=known).advanced()
            case ClassesFailed(sentence, beside) if beside == self.beside:
                return Step(unopened.Unopened(self.desk, sentence))
        return Step(self)

    def advanced(self) -> Step:
        """On to the first question, if enough has been read for a schedule."""
        found = self.draft.scheduled(dict(self.classes))
        if found.unread:
            return Step(self, (AskClasses(self.draft.study.forgers, found.unread),))
        if not self.draft.leads_on(found):
            draft = afresh(self.desk, self.recalled, CHANGED)
            anew = replace(self, draft=draft)
            return Step(anew, (AskClasses(draft.study.forgers, ()),))
        desk = self.draft.opened(self.desk)
        session = self.draft.session(desk, found)
        if not session.game.over:
            return case.onward(desk, session)
        if not session.findings:
            return Step(unopened.Unopened(self.desk, USED_UP))
        # All was answered, and the end was not noted any more.
        session, begun = session.beginning(session.findings[-1].trial.shown_at)
        step = case.onward(desk, session)
        return Step(step.scene, (*begun, *step.effects))
