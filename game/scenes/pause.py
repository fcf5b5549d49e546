"""Pause: the evidence is covered and time stands still."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from game.scenes import help_card, title
from game.scenes.actions import Action, Intent, Picked
from game.scenes.effects import Effect
from game.scenes.screen import Screen, Step

if TYPE_CHECKING:
    from game.scenes.glimpse import Glimpse
    from game.scenes.in_play import InPlay

ITEMS = ("Go on with the case", "How to play", "Settings", "Leave the case")


@dataclass(frozen=True)
class Pause(Screen):
    """A session set aside, with what lies under the cover."""

    turns: ClassVar[bool] = True
    caption: ClassVar[str] = "Set aside"

    behind: InPlay | Glimpse
    focus: int = 0

    def handle(self, intent: Intent) -> Step:
        """Back once more leaves the session for the title."""
        match intent:
            case Action.UP:
                return Step(replace(self, focus=(self.focus - 1) % len(ITEMS)))
            case Action.DOWN:
                return Step(replace(self, focus=(self.focus + 1) % len(ITEMS)))
            case Action.GO_ON:
                return self._choose(self.focus)
            case Picked(item) if item < len(ITEMS):
                return self._choose(item)
            case Action.PAUSE:
                return self._choose(0)
            case Action.BACK:
                return self._choose(3)
        return Step(self)

    def leaving(self) -> tuple[Effect, ...]:
        """The session ends here."""
        return self.behind.leaving()

    def _choose(self, item: int) -> Step:
        behind = self.behind.at(self.desk)
        if item == 0:
            return Step(behind)
        if item == 1:
            return Step(help_card.HelpCard(self.desk, replace(self, focus=1)))
        if item == 2:
            # Here and not above: the first frame does without.
            from game.scenes import adjust

            return Step(adjust.Adjust(self.desk, behind=replace(self, focus=2)))
        desk, asks = behind.given_up()
        step = title.begin(desk)
        return Step(step.scene, (*behind.leaving(), *asks, *step.effects))
