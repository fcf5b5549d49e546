"""The case file's head and foot: who examines whom, and which keys there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.rules.forgers import Forger
from game.rules.lab import Lab
from game.rules.timed import Timed
from game.scenes.actions import Action
from game.scenes.desk import Desk
from game.ui import keycaps
from game.ui.page import Page
from game.ui.theme import Type


@dataclass(frozen=True)
class Hint:
    """What can be done here, and the keys for it."""

    words: str
    action: Action
    """What a click on it means."""
    beside: Action | None = None
    """An action whose key stands before that of the first."""
    last: bool = False
    """Whether of several keys the last is shown: in a list rather Enter than Space."""

    def keys(self, page: Page) -> tuple[str, ...]:
        """One key for each of its actions."""
        actions = (self.beside, self.action) if self.beside else (self.action,)
        every = [page.keys(action) for action in actions]
        return tuple(keys[-1 if self.last else 0] for keys in every if keys)


UNNAMED = "persons unknown"
PART = " · "
MOVE = Hint("move", Action.DOWN, beside=Action.UP)
CHOOSE = Hint("choose", Action.GO_ON, last=True)
FILING = (Hint("register", Action.REGISTER), Hint("keep a picture", Action.KEEP))
"""What can be done with a case that is closed."""


def head(page: Page, inside: pygame.Rect, left: str, right: str) -> int:
    """Two lines of small capitals beside the holes, over a double rule; the y below it."""
    palette, measure = page.palette, page.measure
    holes = measure(160, least=84)
    room = (inside.width - holes) // 2
    y = inside.top + measure(4)
    below = inside.top + head_height(page)
    page.text(left, Type.LABEL, palette.ink_soft, room, topleft=(inside.left, y))
    while page.width(right, Type.LABEL) > room and PART in right:
        right = right.partition(PART)[2]  # its last part says most: that a case is closed
    page.text(right, Type.LABEL, palette.ink_soft, room, topright=(inside.right, y))
    thin, thick = measure(0.8), measure(1.8)
    page.rule((inside.left, below - thin), inside.width, palette.ink, 0.8)
    upper = below - thin - measure(2.5, least=2) - thick
    page.rule((inside.left, upper), inside.width, palette.ink, 1.8)
    return below


def head_height(page: Page) -> int:
    """How far the head reaches down from the top of what is written on."""
    measure = page.measure
    rules = measure(1.8) + measure(2.5, least=2) + measure(0.8)
    return measure(4) + page.height(Type.LABEL) + measure(9, least=4) + rules


def parties(desk: Desk) -> str:
    """Who examines whom; in lab and timed nobody is to know.

    Before it, for it may be too long to be seen whole, how many answers a database elsewhere has
    not taken yet.
    """
    other = UNNAMED if desk.mode in (Lab.mode, Timed.mode) else desk.forger_name
    return f"{_sent(desk.undelivered)}{desk.player} v. {other}".upper()


def told(desk: Desk, forgers: Sequence[Forger]) -> str:
    """Who has examined whom, where a blind case is closed and nothing is secret any more."""
    other = forgers[0].name if len(forgers) == 1 else f"{len(forgers)} forgers"
    return f"{_sent(desk.undelivered)}{desk.player} v. {other}".upper()


def _sent(undelivered: int) -> str:
    if not undelivered:
        return ""
    them = "answer on its" if undelivered == 1 else "answers on their"
    return f"{undelivered:,} {them} way · "


def foot_height(page: Page) -> int:
    """The height of a line of hints."""
    return page.kept(keycaps.cap_size, "escape")[1]


def foot(page: Page, inside: pygame.Rect, hints: tuple[Hint, ...], left: int = 0) -> None:
    """Hints along the bottom, from the right; those that would pass ``left`` are left out."""
    gap = page.measure(24, least=12)
    x, y = inside.right, inside.bottom - foot_height(page) // 2
    for each in reversed(hints):
        drawn = keycaps.hint(page, each.keys(page), each.words)
        if x - drawn.get_width() < max(left, inside.left):
            break
        rect = page.put(drawn, midright=(x, y))
        page.offer(rect, each.action)
        x = rect.left - gap


def home(desk: Desk, otherwise: str) -> str:
    """What a hint says that leads to where cases begin: in a study there is no title to name."""
    return otherwise if desk.inquiry is None else "leave the case"


def sound_hint(desk: Desk) -> Hint:
    """What the mute key would do."""
    return Hint("unmute" if desk.mute else "mute", Action.MUTE)
