"""Help: the rules on one leaf, the keys on another, and behind them the introduction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from game.scenes.actions import Action, Intent
from game.scenes.cover import Cover
from game.scenes.screen import Step

LEAVES = 2


@dataclass(frozen=True)
class HelpCard(Cover):
    """A card that any of the usual keys turns and puts away again."""

    turns: ClassVar[bool] = True
    can_be_covered: ClassVar[bool] = False

    leaf: int = 0
    """0: the rules; 1: the keys."""

    def handle(self, intent: Intent) -> Step:
        """Turn the leaf, or back to where it was asked for."""
        match intent:
            case Action.LEFT | Action.UP:
                return Step(replace(self, leaf=max(self.leaf - 1, 0)))
            case Action.RIGHT if self.leaf + 1 == LEAVES:
                # Here and not above: the first frame does without.
                from game.scenes import introduction

                return Step(introduction.Introduction(self.desk, self))
            case Action.RIGHT | Action.DOWN:
                return Step(replace(self, leaf=min(self.leaf + 1, LEAVES - 1)))
            case Action.GO_ON if self.leaf + 1 < LEAVES:
                return Step(replace(self, leaf=self.leaf + 1))
            case Action.BACK | Action.GO_ON | Action.HELP | Action.PAUSE:
                return Step(self.behind.at(self.desk))
        return Step(self)
