"""Name entry: who plays, with a word on what is recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from game.scenes.actions import Action, Context, Intent, Picked, Typed
from game.scenes.desk import Desk
from game.scenes.effects import AskPlayers
from game.scenes.letters import LETTERS, composed, lacking
from game.scenes.names import LONGEST, tidy
from game.scenes.screen import Screen, Step
from game.scenes.settings import UNNAMED

OFFERED = 5
"""Names of earlier players, at most."""


@dataclass(frozen=True)
class NameEntry(Screen):
    """A name being typed, or taken from those who have signed before."""

    turns: ClassVar[bool] = True
    context: ClassVar[Context] = Context.TEXT

    behind: Screen
    """Where it leads back to, whether a name has been signed or left as it was."""
    draft: str
    refused: bool = False
    """Whether what was typed last holds a letter that the type lacks."""

    @property
    def fits(self) -> bool:
        """Whether the draft is a name."""
        return bool(tidy(self.draft))

    @property
    def offered(self) -> tuple[str, ...]:
        """The last players, the latest first."""
        return self.desk.players[:OFFERED]

    def handle(self, intent: Intent) -> Step:
        """Type, erase, walk through earlier names, take the name, or leave it as it was."""
        match intent:
            case Typed(text):
                return Step(self._typed(composed(self.draft + text)))
            case Action.ERASE:
                return Step(replace(self, draft=self.draft[:-1], refused=False))
            case Action.DOWN if self.offered:
                return Step(self._offered(1))
            case Action.UP if self.offered:
                return Step(self._offered(-1))
            case Picked(item) if item < len(self.offered):
                return self._signed(self.offered[item])
            case Action.GO_ON if self.fits:
                return self._signed(tidy(self.draft))
            case Action.BACK:
                return Step(self.behind.at(self.desk))
        return Step(self)

    def _signed(self, name: str) -> Step:
        return Step(self.behind.at(replace(self.desk, player=name)))

    def _offered(self, by: int) -> NameEntry:
        names = self.offered
        if self.draft in names:
            place = (names.index(self.draft) + by) % len(names)
        else:
            place = 0 if by > 0 else len(names) - 1
        return replace(self, draft=names[place], refused=False)

    def _typed(self, text: str) -> NameEntry:
        printable = "".join(letter for letter in text if letter.isprintable())
        letters = "".join(letter for letter in printable if letter in LETTERS)
        return replace(self, draft=letters[:LONGEST], refused=bool(lacking(printable)))


def begin(desk: Desk, behind: Screen) -> Step:
    """The name of who plays, to be changed."""
    signed = "" if desk.player == UNNAMED else desk.player
    return Step(NameEntry(desk, behind, signed), (AskPlayers(),))
