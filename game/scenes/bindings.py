"""Bindings: which keys mean what; a key never means two things on one screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from game.scenes.actions import Action, Context

SLOTS = 2
"""Keys that an action may have."""
ERASER = "backspace"
"""Erases letters, and empties a slot: never bound to anything else."""
LONGEST = 24
"""Letters in a key's name."""
EVERYWHERE = frozenset({Context.PLAY, Context.MENU, Context.TEXT, Context.RATING})
IN_PLAY = frozenset({Context.PLAY})
IN_MENUS = frozenset({Context.MENU})
IN_LISTS = frozenset({Context.MENU, Context.TEXT})
ACROSS = IN_LISTS | {Context.RATING}
IN_RATING = frozenset({Context.RATING})


@dataclass(frozen=True)
class Remappable:
    """An action whose keys can be chosen."""

    name: str
    """In the file."""
    words: str
    """On the screen."""
    keys: tuple[str, ...]
    """By default."""
    contexts: frozenset[Context]
    """Where it can be meant."""


ACTIONS: dict[Action, Remappable] = {
    Action.SAY_REAL: Remappable("genuine", "Genuine", ("left", "r"), IN_PLAY),
    Action.SAY_FAKE: Remappable("forged", "Forged", ("right", "f"), IN_PLAY),
    Action.GO_ON: Remappable("go_on", "Go on, choose", ("space", "return"), EVERYWHERE),
    Action.BACK: Remappable("back", "Back, pause", ("escape",), EVERYWHERE),
    Action.HELP: Remappable("help", "Help", ("h", "f1"), EVERYWHERE),
    Action.MUTE: Remappable("mute", "Mute", ("m",), EVERYWHERE),
    Action.FULL_SCREEN: Remappable("full_screen", "Full screen", ("f11",), EVERYWHERE),
    Action.REGISTER: Remappable("register", "The register", ("l",), IN_MENUS),
    Action.KEEP: Remappable("keep", "Save the result card", ("s",), IN_MENUS),
    Action.UP: Remappable("up", "Up in a list", ("up",), IN_LISTS),
    Action.DOWN: Remappable("down", "Down in a list", ("down",), IN_LISTS),
    Action.LEFT: Remappable("left", "Left in a list", ("left",), ACROSS),
    Action.RIGHT: Remappable("right", "Right in a list", ("right",), ACROSS),
    Action.RATE_1: Remappable("sure_1", "A guess", ("1", "[1]"), IN_RATING),
    Action.RATE_2: Remappable("sure_2", "Rather unsure", ("2", "[2]"), IN_RATING),
    Action.RATE_3: Remappable("sure_3", "Rather sure", ("3", "[3]"), IN_RATING),
    Action.RATE_4: Remappable("sure_4", "Certain", ("4", "[4]"), IN_RATING),
}
TYPING: Mapping[str, Action] = {
    "return": Action.GO_ON,
    "escape": Action.BACK,
    ERASER: Action.ERASE,
}
"""What these keys mean while a text is typed, whatever is bound: one must get out of it."""


def writes(key: str) -> bool:
    """Whether a key writes something while a text is typed."""
    return len(key) == 1 or key == "space" or key.startswith("[")


@dataclass(frozen=True)
class Bindings:
    """The keys of every action that can be remapped, in the order of ``ACTIONS``.

    ValueError is raised, in words, where an action has no key or too many, or where two that
    can be meant on one screen share a key.

    >>> Bindings().meaning("left", Context.PLAY), Bindings().meaning("left", Context.MENU)
    (<Action.SAY_REAL: 1>, <Action.LEFT: 8>)
    """

    keys: tuple[tuple[str, ...], ...] = tuple(each.keys for each in ACTIONS.values())

    def __post_init__(self) -> None:
        """Refuse what could not be played with."""
        for each, keys in zip(ACTIONS.values(), self.keys, strict=True):
            if not 1 <= len(keys) <= SLOTS or len(set(keys)) < len(keys):
                raise ValueError(
                    f"keys of {each.name}: expected 1 to {SLOTS} different keys, found {keys!r}"
                )
            for key in keys:
                if not (key.isprintable() and 0 < len(key) <= LONGEST) or key == ERASER:
                    raise ValueError(
                        f"keys of {each.name}: expected a key's name that can be bound, "
                        f"found {key!r}"
                    )
        for action in ACTIONS:
            for key in self.of(action):
                if (holder := self.holder(key, action)) is not None:
                    raise ValueError(
                        f"keys of {ACTIONS[action].name}: expected keys that "
                        f"{ACTIONS[holder].name} has not, found {key!r}"
                    )

    def of(self, action: Action) -> tuple[str, ...]:
        """The keys of an action; none if it cannot be remapped."""
        return self._by_action.get(action, ())

    @cached_property
    def _by_action(self) -> dict[Action, tuple[str, ...]]:
        return dict(zip(ACTIONS, self.keys, strict=True))

    def meaning(self, key: str, context: Context) -> Action | None:
        """What a key means in a context, if anything."""
        if context is Context.NAMING:
            if key == ERASER:
                return Action.ERASE
            return Action.BACK if key in self.of(Action.BACK) else None
        if context is Context.TEXT:
            if key in TYPING:
                return TYPING[key]
            if writes(key):
                return None
        return next(
            (
                action
                for action, each in ACTIONS.items()
                if context in each.contexts and key in self.of(action)
            ),
            None,
        )

    def shown(self, action: Action, context: Context) -> tuple[str, ...]:
        """The keys to print for an action on a screen: those that have this meaning there."""
        return _shown(self, action, context)

    def holder(self, key: str, action: Action) -> Action | None:
        """Which other action has a key that ``action`` would need for itself, if any."""
        wanted = ACTIONS[action].contexts
        return next(
            (
                other
                for other, each in ACTIONS.items()
                if other is not action and each.contexts & wanted and key in self.of(other)
            ),
            None,
        )

    def rebound(self, action: Action, slot: int, key: str | None) -> Bindings:
        """The bindings with a key in a slot (0, 1) of an action; None empties the slot."""
        row = list(self.of(action))
        if key is None:
            row = [each for place, each in enumerate(row) if place != slot]
        elif slot < len(row):
            row[slot] = key
        else:
            row.append(key)
        changed = tuple(dict.fromkeys(row))
        return Bindings(
            tuple(
                changed if each is action else keys
                for each, keys in zip(ACTIONS, self.keys, strict=True)
            )
        )


@lru_cache(maxsize=256)
def _shown(bindings: Bindings, action: Action, context: Context) -> tuple[str, ...]:
    """What ``Bindings.shown`` returns: asked for at every drawing."""
    bound = (ERASER,) if action is Action.ERASE else bindings.of(action)
    keys = tuple(key for key in bound if bindings.meaning(key, context) is action)
    if context is Context.TEXT and not keys:
        return tuple(key for key, meant in TYPING.items() if meant is action)
    return keys
