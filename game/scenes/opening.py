"""Opening: a case was asked for, and what it needs is on its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from game.scenes import case, title
from game.scenes.actions import Action, Context, Intent
from game.scenes.desk import Desk
from game.scenes.screen import Screen, Step


@dataclass(frozen=True)
class EmptyPlate(Screen):
    """Nothing is asked yet: the first question follows by itself."""

    context: ClassVar[Context] = Context.PLAY

    def handle(self, intent: Intent) -> Step:
        """Leave it for the title."""
        match intent:
            case Action.BACK | Action.PAUSE:
                return title.begin(self.desk)
        return Step(self)


@dataclass(frozen=True)
class Opening(EmptyPlate):
    """Whom one plays against is on its way."""

    caption: ClassVar[str] = "Exhibit 1 is on its way"

    def after(self, seconds: float) -> Step:
        """As soon as it can, the case begins."""
        return Step(self) if self.desk.coming() is None else case.begin(self.desk)


def begin(desk: Desk) -> Step:
    """Wait for what the desk's mode needs."""
    return Step(Opening(desk))
