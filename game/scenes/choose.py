"""Choosing forgers: every checkpoint on the shelf, to take one, its run, or several of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from game.rules.arcade import Arcade
from game.rules.board import FoolRate
from game.rules.forgers import Forger
from game.rules.lab import Lab
from game.rules.ladder import Ladder
from game.rules.news import FoolRatesReady, ForgersReady, News
from game.rules.timed import Timed
from game.scenes import title
from game.scenes.actions import Action, Intent, Picked
from game.scenes.desk import Desk
from game.scenes.effects import AskFoolRates, AskForgers
from game.scenes.screen import Screen, Step

FOR_FUN = (Arcade.mode, Ladder.mode)
MEASURED = (Lab.mode,)
"""Timed is left out: its staircase pins how often a forger fools people."""
SEVERAL = (Lab.mode, Timed.mode)
"""The modes that compare checkpoints."""


def counted(mode: str) -> tuple[str, ...]:
    """The modes whose answers are told beside a forger, where this one is to be played."""
    return FOR_FUN if mode in FOR_FUN else MEASURED


@dataclass(frozen=True)
class Choose(Screen):
    """The shelf; the focus is a checkpoint's id, so that new ones may come in between."""

    turns: ClassVar[bool] = True

    focus_id: str
    rates: tuple[FoolRate, ...] | None = None
    """How often each that was judged has fooled people; None until that has come."""
    marked: tuple[str, ...] = ()
    """The ids of those chosen so far, where there may be several; one at least."""

    @property
    def several(self) -> bool:
        """Whether more than one can be chosen, each for itself."""
        return self.desk.mode in SEVERAL

    @property
    def by_run(self) -> bool:
        """Whether any checkpoint stands for its whole run."""
        return self.desk.mode == Ladder.mode

    @property
    def focus(self) -> int:
        """The place of the focus on the shelf."""
        ids = [forger.id for forger in self.shelf]
        in_use = (forger.id for forger in reversed(self.desk.forgers))
        return next((ids.index(each) for each in (self.focus_id, *in_use) if each in ids), 0)

    @property
    def shelf(self) -> tuple[Forger, ...]:
        """What there is to choose from; a forger in use stays on offer."""
        known = {forger.id for forger in self.desk.shelf}
        return (*self.desk.shelf, *(f for f in self.desk.forgers if f.id not in known))

    @property
    def chosen(self) -> tuple[Forger, ...]:
        """Those marked, in the order of the shelf, or those in use."""
        if self.several:
            return tuple(forger for forger in self.shelf if forger.id in self.marked)
        return self.desk.opponents

    def handle(self, intent: Intent) -> Step:
        """Move along the shelf, take one or mark it, or leave the shelf."""
        match intent:
            case Action.UP | Action.LEFT:
                return Step(self._moved(-1))
            case Action.DOWN | Action.RIGHT:
                return Step(self._moved(1))
            case Picked(item) if item < len(self.shelf):
                return replace(self, focus_id=self.shelf[item].id)._take()
            case Action.GO_ON if self.shelf:
                return self._take()
            case Action.BACK if self.several:
                return self._played(self.chosen)
            case Action.BACK:
                return Step(self._left())
        return Step(self)

    def hear(self, news: News) -> Step:
        """How the forgers have done so far, and who they are where that was not known before."""
        match news:
            case FoolRatesReady(rates):
                return Step(replace(self, rates=rates))
            case ForgersReady() if not self.marked:
                return Step(replace(self, marked=_ids(self.desk.forgers)))
        return Step(self)

    def _moved(self, by: int) -> Choose:
        if not self.shelf:
            return self
        place = min(max(self.focus + by, 0), len(self.shelf) - 1)
        return replace(self, focus_id=self.shelf[place].id)

    def _take(self) -> Step:
        """Choose what is in focus; where several may be, add it or take it away again."""
        forger = self.shelf[self.focus]
        if not self.several:
            return self._played((forger,))
        left = tuple(each for each in self.marked if each != forger.id)
        if left == self.marked:
            left = (*left, forger.id)
        return Step(replace(self, marked=left or self.marked))

    def _played(self, chosen: tuple[Forger, ...]) -> Step:
        """Back to the title, to play against these."""
        same = _ids(chosen) == _ids(self.desk.forgers) and self.desk.tray.fault is None
        if not chosen or same:
            return Step(self._left() if self.several else title.Title(self.desk))
        desk, effects = self.desk.against(chosen)
        return Step(title.Title(desk), effects)

    def _left(self) -> title.Title:
        return title.Title(self.desk, focus=title.ITEMS.index(title.Item.FORGER))


def begin(desk: Desk) -> Step:
    """The shelf, looked through anew, with the forger in use in focus."""
    focus = desk.forgers[-1].id if desk.forgers else ""
    scene = Choose(desk, focus, marked=_ids(desk.forgers))
    return Step(scene, (AskForgers(), AskFoolRates(counted(desk.mode))))


def _ids(forgers: tuple[Forger, ...]) -> tuple[str, ...]:
    return tuple(forger.id for forger in forgers)
