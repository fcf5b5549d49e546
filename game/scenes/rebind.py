"""Keys: each action with the keys that mean it, and another by pressing it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from game.scenes.actions import Action, Context, Intent, Picked, Pressed
from game.scenes.bindings import ACTIONS, ERASER, SLOTS, Bindings
from game.scenes.effects import Effect
from game.scenes.screen import Screen, Step

ORDER = tuple(ACTIONS)
RESTORE = len(ORDER)
"""The line below the actions."""
LINES = RESTORE + 1


@dataclass(frozen=True)
class Rebind(Screen):
    """The page of keys, with one slot of one action in focus."""

    turns: ClassVar[bool] = True
    caption: ClassVar[str] = "Keys"

    behind: Screen
    focus: int = 0
    slot: int = 0
    word: str = ""
    """What came of the last attempt, if something is to be said of it."""

    @property
    def action(self) -> Action | None:
        """The action in focus; None on the line that restores."""
        return ORDER[self.focus] if self.focus < RESTORE else None

    def handle(self, intent: Intent) -> Step:
        """Move among the slots, listen for a key, restore, or go back."""
        match intent:
            case Action.UP | Action.DOWN:
                by = 1 if intent is Action.DOWN else -1
                return Step(replace(self, focus=(self.focus + by) % LINES, word=""))
            case Action.LEFT | Action.RIGHT:
                slot = min(max(self.slot + (1 if intent is Action.RIGHT else -1), 0), SLOTS - 1)
                return Step(replace(self, slot=slot, word=""))
            case Action.GO_ON:
                return self._taken()
            case Picked(item) if item == RESTORE * SLOTS:
                return replace(self, focus=RESTORE)._taken()
            case Picked(item) if item < RESTORE * SLOTS:
                focus, slot = divmod(item, SLOTS)
                return replace(self, focus=focus, slot=slot)._taken()
            case Action.BACK:
                return Step(self.behind.at(self.desk))
        return Step(self)

    def leaving(self) -> tuple[Effect, ...]:
        """What the settings behind it would do."""
        return self.behind.leaving()

    def bound(self, keys: Bindings, word: str) -> Rebind:
        """The page with other keys."""
        desk = self.desk.arranged(replace(self.desk.settings, keys=keys))
        return replace(self, desk=desk, word=word)

    def _taken(self) -> Step:
        if self.action is None:
            return Step(self.bound(Bindings(), "Every key means again what it meant at first."))
        slot = min(self.slot, len(self.desk.settings.keys.of(self.action)))
        return Step(Listen(self.desk, replace(self, slot=slot, word="")))


@dataclass(frozen=True)
class Listen(Screen):
    """The next key that is pressed gets the slot in focus."""

    context: ClassVar[Context] = Context.NAMING
    can_be_covered: ClassVar[bool] = False
    caption: ClassVar[str] = "Press a key"

    page: Rebind
    word: str = ""
    """Why the last key was not taken."""

    @property
    def action(self) -> Action:
        """What the key is to mean."""
        assert self.page.action is not None
        return self.page.action

    def handle(self, intent: Intent) -> Step:
        """Take the key, or say who has it; what means *back* leaves all as it was."""
        match intent:
            case Pressed(key):
                return self._named(key)
            case Action.BACK | Picked():
                return self._left()
        return Step(self)

    def leaving(self) -> tuple[Effect, ...]:
        """What the page of keys would do."""
        return self.page.leaving()

    def _named(self, key: str) -> Step:
        keys, slot = self.desk.settings.keys, self.page.slot
        own = keys.of(self.action)
        if key == ERASER:
            if len(own) == 1:
                return Step(replace(self, word="Its only key cannot be taken away."))
            return Step(self._page().bound(keys.rebound(self.action, slot, None), ""))
        if key in keys.of(Action.BACK) and self.action is not Action.BACK:
            return self._left()
        if (holder := keys.holder(key, self.action)) is not None:
            words = f"That key means “{ACTIONS[holder].words}”. Press another."
            return Step(replace(self, word=words))
        if key in own:
            return self._left()
        return Step(self._page().bound(keys.rebound(self.action, slot, key), ""))

    def _page(self) -> Rebind:
        return self.page.at(self.desk)

    def _left(self) -> Step:
        return Step(self._page())
