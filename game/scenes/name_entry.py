"""Name entry: who plays, with a word on what is recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from game.scenes import title
from game.scenes.actions import Action, Context, Intent, Typed
from game.scenes.screen import Screen, Step

LONGEST = 40
"""Letters in a name."""


def tidy(name: str) -> str:
    """A name fit to be kept: printable, single spaces, at most LONGEST letters.

    >>> tidy("  Ada   Lovelace\\n")
    'Ada Lovelace'
    """
    printable = "".join(letter if letter.isprintable() else " " for letter in name)
    return " ".join(printable.split())[:LONGEST].strip()


@dataclass(frozen=True)
class NameEntry(Screen):
    """A name being typed."""

    context: ClassVar[Context] = Context.TEXT

    draft: str

    @property
    def fits(self) -> bool:
        """Whether the draft is a name."""
        return bool(tidy(self.draft))

    def handle(self, intent: Intent) -> Step:
        """Type, erase, take the name, or leave it as it was."""
        match intent:
            case Typed(text):
                letters = "".join(letter for letter in text if letter.isprintable())
                return Step(replace(self, draft=(self.draft + letters)[:LONGEST]))
            case Action.ERASE:
                return Step(replace(self, draft=self.draft[:-1]))
            case Action.GO_ON if self.fits:
                desk = replace(self.desk, player=tidy(self.draft))
                return Step(title.Title(desk))
            case Action.BACK:
                return Step(title.Title(self.desk, focus=2))
        return Step(self)
