"""Mishap: a forger's next digit cannot be had, so the case is closed and another is offered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import ClassVar

from game.rules.news import ForgersReady, News, ShelfFailed
from game.scenes import case, title
from game.scenes.actions import Action, Intent, Picked
from game.scenes.desk import Desk
from game.scenes.effects import AskForgers, Complain, Effect
from game.scenes.screen import Screen, Step
from game.scenes.session import Session
from game.scenes.trouble import Trouble


class Item(Enum):
    """The lines of the menu, in order."""

    ANOTHER = "Choose another forger"
    AGAIN = "Try this one again"
    TITLE = "Back to the title"


ITEMS = tuple(Item)


@dataclass(frozen=True)
class Mishap(Screen):
    """What is wrong, and what can be done; without another forger there is nothing."""

    caption: ClassVar[str] = "The evidence cannot be had"

    sentence: str
    forger_id: str
    """Whose digit cannot be had."""
    answers: int
    """How many the case has, all of them recorded."""
    waits: bool = False
    """Whether the case can be taken up again."""
    focus: int = 0

    @property
    def items(self) -> tuple[Item, ...]:
        """What can be done: in a study of a file nobody chooses another forger."""
        return ITEMS if self.desk.inquiry is None else ITEMS[ITEMS.index(Item.AGAIN) :]

    def handle(self, intent: Intent) -> Step:
        """Move through the menu, or take what is in focus."""
        items = self.items
        match intent:
            case Action.UP:
                return Step(replace(self, focus=(self.focus - 1) % len(items)))
            case Action.DOWN:
                return Step(replace(self, focus=(self.focus + 1) % len(items)))
            case Action.GO_ON:
                return self._choose(items[self.focus])
            case Picked(item) if item < len(items):
                return self._choose(items[item])
            case Action.BACK:
                return self._choose(Item.TITLE)
        return Step(self)

    def hear(self, news: News) -> Step:
        """Whether there is another forger."""
        match news:
            case ForgersReady(forgers) if any(each.id != self.forger_id for each in forgers):
                return Step(self)
            case ForgersReady() | ShelfFailed():
                return Step(Trouble(self.desk, self.sentence), (Complain(self.sentence),))
        return Step(self)

    def leaving(self) -> tuple[Effect, ...]:
        """Who leaves from here could not play: that is an error."""
        return (Complain(self.sentence),)

    def _choose(self, item: Item) -> Step:
        match item:
            case Item.ANOTHER:
                # Here and not above: the first frame does without.
                from game.scenes import choose

                return choose.begin(self.desk)
            case Item.AGAIN:
                desk, asks = self.desk.against(self.desk.forgers)
                step = case.begin(desk)
                return Step(step.scene, (*asks, *step.effects))
            case Item.TITLE:
                return title.begin(self.desk)


def begin(desk: Desk, session: Session, sentence: str) -> Step:
    """The mishap of a session's next digit, while the shelf is looked through for others."""
    if session.game.position is not None:
        desk = replace(desk, position=session.game.position)
    forger_id, answers = session.trial.checkpoint_id, len(session.findings)
    waits = session.game.resumable
    return Step(Mishap(desk, sentence, forger_id, answers, waits), (AskForgers(),))
