"""My statistics: what the answers of the player at the desk come to, a mode at a time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from game.rules.career import COUNTED, Career, ModeCareer
from game.rules.news import News, StatisticsReady
from game.scenes import name_entry, register
from game.scenes.actions import Action, Intent, Picked
from game.scenes.desk import Desk
from game.scenes.effects import AskStatistics
from game.scenes.register import LEAVES, Leaf
from game.scenes.screen import Screen, Step


@dataclass(frozen=True)
class Statistics(Screen):
    """One mode's figures; modes are never mixed, for feedback changes how people judge."""

    turns: ClassVar[bool] = True
    caption: ClassVar[str] = "My statistics"

    behind: Screen
    """Where it leads back to."""
    mode: str
    """One of COUNTED."""
    career: Career | None = None
    """None until it has come."""
    asked_for: str = field(default="", compare=False)
    """The player whose career was asked for."""

    @property
    def shown(self) -> ModeCareer | None:
        """What is known of the mode; None until it has come."""
        if self.career is None or self.career.player != self.desk.player:
            return None
        return next(each for each in self.career.modes if each.mode == self.mode)

    def handle(self, intent: Intent) -> Step:
        """Another mode, another leaf of the register, another player, or back."""
        match intent:
            case Action.UP | Action.DOWN:
                by = 1 if intent is Action.DOWN else -1
                place = (COUNTED.index(self.mode) + by) % len(COUNTED)
                return Step(replace(self, mode=COUNTED[place]))
            case Action.LEFT:
                return self._turned(LEAVES[LEAVES.index(Leaf.MINE) - 1])
            case Picked(item) if item < len(LEAVES):
                return self._turned(LEAVES[item])
            case Picked(item) if item < len(LEAVES) + len(COUNTED):
                return Step(replace(self, mode=COUNTED[item - len(LEAVES)]))
            case Action.GO_ON:
                # What has not come by now would come to a screen that does not wait for it.
                waiting = self if self.shown is not None else replace(self, asked_for="")
                return name_entry.begin(self.desk, waiting)
            case Action.BACK:
                return Step(self.behind.at(self.desk))
        return Step(self)

    def after(self, seconds: float) -> Step:
        """Whoever sits at the desk has their own statistics."""
        if self.asked_for == self.desk.player:
            return Step(self)
        asking = replace(self, asked_for=self.desk.player)
        return Step(asking, (AskStatistics(self.desk.player),))

    def hear(self, news: News) -> Step:
        """They have come; what lies below may wait for other news."""
        match news:
            case StatisticsReady(career):
                return Step(replace(self, career=career))
        return Step(replace(self, behind=self.behind.hear(news).scene))

    def _turned(self, leaf: Leaf) -> Step:
        return Step(self) if leaf is Leaf.MINE else register.begin(self.desk, self.behind, leaf)


def begin(desk: Desk, behind: Screen) -> Step:
    """The statistics of the player at the desk, in the mode that is played if it has any."""
    mode = desk.mode if desk.mode in COUNTED else COUNTED[0]
    scene = Statistics(desk, behind, mode, asked_for=desk.player)
    return Step(scene, (AskStatistics(desk.player),))
