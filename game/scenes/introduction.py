"""The introduction: three short cards at the very first start, and whenever help leads to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from game.scenes.actions import Action, Intent
from game.scenes.cover import Cover
from game.scenes.screen import Step

CARDS = 3


@dataclass(frozen=True)
class Introduction(Cover):
    """A card of the three; once they have been put away, no start begins with them any more."""

    turns: ClassVar[bool] = True
    caption: ClassVar[str] = "The introduction"
    can_be_covered: ClassVar[bool] = False

    card: int = 0
    """0: what is shown; 1: what is recorded; 2: the kinds of case."""

    def handle(self, intent: Intent) -> Step:
        """Turn the cards, or put them away."""
        match intent:
            case Action.LEFT | Action.UP:
                return Step(replace(self, card=max(self.card - 1, 0)))
            case Action.RIGHT | Action.DOWN:
                return Step(replace(self, card=min(self.card + 1, CARDS - 1)))
            case Action.GO_ON if self.card + 1 < CARDS:
                return Step(replace(self, card=self.card + 1))
            case Action.GO_ON | Action.BACK:
                seen = replace(self.desk.settings, introduced=True)
                return Step(self.behind.at(self.desk.arranged(seen)))
        return Step(self)
