"""The kind of case: the four modes, each with what it is for, to play one from now on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from game.scenes import title
from game.scenes.actions import Action, Intent, Picked
from game.scenes.desk import Desk
from game.scenes.screen import Screen, Step


@dataclass(frozen=True)
class Kind:
    """A mode in words."""

    mode: str
    what: str
    """One short sentence or two."""
    verdicts: str
    """Whether and when one is told what was right."""
    takes: str
    """How long it takes."""


KINDS = (
    Kind(
        "arcade",
        "Three lives. The longer your streak, the less time.",
        "verdicts at once",
        "a few minutes",
    ),
    Kind(
        "ladder",
        "Watch a forger learn: eight of ten right climb an epoch.",
        "verdicts at once",
        "about five minutes",
    ),
    Kind(
        "lab",
        "Forgers compared blind. Leave it, and take it up again.",
        "told at the end",
        "about ten minutes",
    ),
    Kind(
        "timed",
        "A glimpse, then noise: how short a look is enough?",
        "told at the end",
        "ten minutes a forger",
    ),
)


@dataclass(frozen=True)
class Modes(Screen):
    """The four of them, with one in focus."""

    turns: ClassVar[bool] = True
    caption: ClassVar[str] = "The kind of case"

    focus: int = 0

    def handle(self, intent: Intent) -> Step:
        """Move, take what is in focus, or leave it as it was."""
        match intent:
            case Action.UP | Action.LEFT:
                return Step(replace(self, focus=(self.focus - 1) % len(KINDS)))
            case Action.DOWN | Action.RIGHT:
                return Step(replace(self, focus=(self.focus + 1) % len(KINDS)))
            case Action.GO_ON:
                return self._play(KINDS[self.focus])
            case Picked(item) if item < len(KINDS):
                return self._play(KINDS[item])
            case Action.BACK:
                focus = title.ITEMS.index(title.Item.KIND)
                return Step(title.Title(self.desk, focus=focus))
        return Step(self)

    def _play(self, kind: Kind) -> Step:
        """Back to the title, where the case can be opened, its first digits being under way."""
        if kind.mode == self.desk.mode:
            return Step(title.Title(self.desk))
        desk, asks = self.desk.in_mode(kind.mode)
        return Step(title.Title(desk), asks)


def begin(desk: Desk) -> Step:
    """The kinds, with the one that is played in focus."""
    modes = [kind.mode for kind in KINDS]
    return Step(Modes(desk, focus=modes.index(desk.mode)))
