"""Choosing a forger: every checkpoint on the shelf, each with its picture."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.rules.arcade import Arcade
from game.rules.forgers import Forger
from game.rules.news import FoolCount, FoolCountsReady, News
from game.scenes import title
from game.scenes.actions import Action, Intent, Picked
from game.scenes.desk import Desk
from game.scenes.effects import AskFoolCounts, AskForgers
from game.scenes.screen import Screen, Step

COUNTED = (Arcade.mode,)
"""The modes whose answers are told beside a forger."""


@dataclass(frozen=True)
class Choose(Screen):
    """The shelf; the focus is a checkpoint's id, so that new ones may come in between."""

    focus_id: str
    counts: tuple[FoolCount, ...] | None = None
    """How often each that was judged has fooled people; None until that has come."""

    @property
    def focus(self) -> int:
        """The place of the focus on the shelf."""
        ids = [forger.id for forger in self.shelf]
        return ids.index(self.focus_id) if self.focus_id in ids else 0

    @property
    def shelf(self) -> tuple[Forger, ...]:
        """What there is to choose from; a forger in use stays on offer."""
        known = {forger.id for forger in self.desk.shelf}
        return (*self.desk.shelf, *(f for f in self.desk.forgers if f.id not in known))

    def handle(self, intent: Intent) -> Step:
        """Move along the shelf, take one, or leave it."""
        match intent:
            case Action.UP | Action.LEFT:
                return Step(self._moved(-1))
            case Action.DOWN | Action.RIGHT:
                return Step(self._moved(1))
            case Picked(item) if item < len(self.shelf):
                return replace(self, focus_id=self.shelf[item].id)._take()
            case Action.GO_ON if self.shelf:
                return self._take()
            case Action.BACK:
                return Step(title.Title(self.desk, focus=1))
        return Step(self)

    def hear(self, news: News) -> Step:
        """How the forgers have done so far."""
        match news:
            case FoolCountsReady(counts):
                return Step(replace(self, counts=counts))
        return Step(self)

    def _moved(self, by: int) -> Choose:
        if not self.shelf:
            return self
        place = min(max(self.focus + by, 0), len(self.shelf) - 1)
        return replace(self, focus_id=self.shelf[place].id)

    def _take(self) -> Step:
        chosen = (self.shelf[self.focus],)
        if chosen == self.desk.forgers and self.desk.fault is None:
            return Step(title.Title(self.desk))
        desk, effects = self.desk.against(chosen)
        return Step(title.Title(desk), effects)


def begin(desk: Desk) -> Step:
    """The shelf, looked through anew, with the forger in use in focus."""
    scene = Choose(desk, desk.forgers[-1].id if desk.forgers else "")
    return Step(scene, (AskForgers(), AskFoolCounts(COUNTED)))
