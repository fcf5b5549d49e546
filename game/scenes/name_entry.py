"""Name entry: who plays, with a word on what is recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from game.scenes import title
from game.scenes.actions import Action, Context, Intent, Typed
from game.scenes.letters import LETTERS, composed, lacking
from game.scenes.screen import Screen, Step

LONGEST = 40
"""Letters in a name."""


def tidy(name: str) -> str:
    """A name fit to be kept: composed, printable, single spaces, at most LONGEST letters.

    >>> tidy("  Ada   Lovelace\\n")
    'Ada Lovelace'
    """
    printable = "".join(letter if letter.isprintable() else " " for letter in composed(name))
    return " ".join(printable.split())[:LONGEST].strip()


@dataclass(frozen=True)
class NameEntry(Screen):
    """A name being typed."""

    context: ClassVar[Context] = Context.TEXT

    draft: str
    refused: bool = False
    """Whether what was typed last holds a letter that the type lacks."""

    @property
    def fits(self) -> bool:
        """Whether the draft is a name."""
        return bool(tidy(self.draft))

    def handle(self, intent: Intent) -> Step:
        """Type, erase, take the name, or leave it as it was."""
        match intent:
            case Typed(text):
                return Step(self._typed(composed(self.draft + text)))
            case Action.ERASE:
                return Step(replace(self, draft=self.draft[:-1], refused=False))
            case Action.GO_ON if self.fits:
                desk = replace(self.desk, player=tidy(self.draft))
                return Step(title.Title(desk))
            case Action.BACK:
                return Step(title.Title(self.desk, focus=2))
        return Step(self)

    def _typed(self, text: str) -> NameEntry:
        printable = "".join(letter for letter in text if letter.isprintable())
        letters = "".join(letter for letter in printable if letter in LETTERS)
        return replace(self, draft=letters[:LONGEST], refused=bool(lacking(printable)))
