"""The title: what the game is, what is played against whom, and who plays."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import ClassVar

from game.scenes import case, help_card, leaving, name_entry
from game.scenes.actions import Action, Intent, Picked
from game.scenes.desk import Desk
from game.scenes.effects import AskStudyLeft
from game.scenes.screen import Screen, Step


class Item(Enum):
    """The lines of the title's menu, in order."""

    PLAY = "Open a case"
    KIND = "The kind of case"
    FORGER = "The forger"
    PLAYER = "The examiner"
    REGISTER = "The register"
    SETTINGS = "Settings"
    HELP = "How to play"
    QUIT = "Leave the desk"


ITEMS = tuple(Item)


@dataclass(frozen=True)
class Title(Screen):
    """A menu beside digits that make one want to play."""

    turns: ClassVar[bool] = True

    focus: int = 0
    asked_for: str = field(default="", compare=False)
    """The player of whom it was asked whether a study waits for them."""

    @property
    def waiting(self) -> int | None:
        """The exhibit at which a study waits that the player has left; None if none can go on."""
        desk, left = self.desk, self.desk.left
        if left is None or left.trials is None or left.player != desk.player or desk.new:
            return None
        known = {forger.id for forger in (*desk.shelf, *desk.forgers)}
        return left.trials + 1 if known >= set(left.checkpoint_ids) else None

    def handle(self, intent: Intent) -> Step:
        """Move through the menu, or take what is in focus."""
        match intent:
            case Action.UP:
                return Step(replace(self, focus=(self.focus - 1) % len(ITEMS)))
            case Action.DOWN:
                return Step(replace(self, focus=(self.focus + 1) % len(ITEMS)))
            case Action.GO_ON:
                return self._choose(ITEMS[self.focus])
            case Picked(item) if item < len(ITEMS):
                return replace(self, focus=item)._choose(ITEMS[item])
            case Action.BACK:
                return leaving.begin(self)
        return Step(self)

    def after(self, seconds: float) -> Step:
        """Whoever sits down may have left a study before its end."""
        if self.asked_for == self.desk.player:
            return Step(self)
        return Step(replace(self, asked_for=self.desk.player), (AskStudyLeft(self.desk.player),))

    def _choose(self, item: Item) -> Step:
        match item:
            case Item.PLAY:
                return case.begin(self.desk)
            case Item.KIND:
                # Here and not above, as below: the first frame does without.
                from game.scenes import modes

                return modes.begin(self.desk)
            case Item.FORGER:
                from game.scenes import choose

                return choose.begin(self.desk)
            case Item.PLAYER:
                return name_entry.begin(self.desk, self)
            case Item.REGISTER:
                from game.scenes import register

                return register.begin(self.desk, Title(self.desk, ITEMS.index(item)))
            case Item.SETTINGS:
                from game.scenes import adjust

                return Step(adjust.Adjust(self.desk))
            case Item.HELP:
                return Step(help_card.HelpCard(self.desk, self))
            case Item.QUIT:
                return leaving.begin(self)


def begin(desk: Desk) -> Step:
    """Back at the title; in a study of a file, where the next participant signs."""
    if desk.inquiry is None:
        return Step(Title(desk))
    from game.scenes import code_entry

    return code_entry.begin(desk)
