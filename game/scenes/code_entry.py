"""Code entry: where the next participant of a study signs, with the code they were given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from game.scenes import leaving
from game.scenes.actions import Action, Context, Intent, Typed
from game.scenes.desk import Desk
from game.scenes.letters import KNOWN, LETTERS, composed, lacking
from game.scenes.names import LONGEST
from game.scenes.screen import Screen, Step

UNKNOWN = "“{code}” is no code of this study. Whoever runs it knows yours."
STRANGE = f"Codes are written with {KNOWN}."


@dataclass(frozen=True)
class CodeEntry(Screen):
    """A code being typed; whose turn it was before is not told."""

    turns: ClassVar[bool] = True
    context: ClassVar[Context] = Context.TEXT
    caption: ClassVar[str] = "Your code"

    draft: str = ""
    refused: str = ""
    """Why what was typed will not do, in a sentence; empty if all is well."""

    @property
    def study(self) -> str:
        """What the study is called."""
        return self.desk.inquiry.name if self.desk.inquiry else ""

    def handle(self, intent: Intent) -> Step:
        """Type, erase, sign; what has been typed is taken back before the desk is left."""
        match intent:
            case Typed(text):
                return Step(self._typed(composed(self.draft + text)))
            case Action.ERASE:
                return Step(replace(self, draft=self.draft[:-1], refused=""))
            case Action.GO_ON if self.draft.strip():
                return self._signed()
            case Action.BACK if self.draft:
                return Step(replace(self, draft="", refused=""))
            case Action.BACK:
                return leaving.begin(self)
        return Step(self)

    def _signed(self) -> Step:
        typed = " ".join(self.draft.split())
        code = self.desk.inquiry.code(typed) if self.desk.inquiry else None
        if code is None:
            return Step(replace(self, refused=UNKNOWN.format(code=typed)))
        # Here and not above: it leads here.
        from game.scenes import participation

        return participation.admit(self.desk, code)

    def _typed(self, text: str) -> CodeEntry:
        printable = "".join(letter for letter in text if letter.isprintable())
        letters = "".join(letter for letter in printable if letter in LETTERS)
        refused = STRANGE if lacking(printable) else ""
        return replace(self, draft=letters[:LONGEST], refused=refused)


def begin(desk: Desk) -> Step:
    """The desk is free: who is next?"""
    return Step(CodeEntry(desk))
