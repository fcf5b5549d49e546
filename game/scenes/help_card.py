"""Help: the rules and the keys on one card, laid over the screen that asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from game.scenes.actions import Action, Intent
from game.scenes.effects import Effect
from game.scenes.screen import Screen, Step


@dataclass(frozen=True)
class HelpCard(Screen):
    """A card that any of the usual keys puts away again."""

    can_be_covered: ClassVar[bool] = False

    behind: Screen

    def handle(self, intent: Intent) -> Step:
        """Back to where it was asked for."""
        match intent:
            case Action.BACK | Action.GO_ON | Action.HELP:
                return Step(self.behind.at(self.desk))
        return Step(self)

    def leaving(self) -> tuple[Effect, ...]:
        """What the screen behind would do."""
        return self.behind.leaving()
