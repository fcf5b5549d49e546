"""Unopened: a case that cannot be, with one sentence on why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from game.scenes import title
from game.scenes.actions import Action, Intent
from game.scenes.screen import Screen, Step


@dataclass(frozen=True)
class Unopened(Screen):
    """From here there is only the way back to the title."""

    turns: ClassVar[bool] = True
    caption: ClassVar[str] = "The case cannot be opened"

    sentence: str

    def handle(self, intent: Intent) -> Step:
        """Back to the title."""
        match intent:
            case Action.GO_ON | Action.BACK:
                return title.begin(self.desk)
        return Step(self)
