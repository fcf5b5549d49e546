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
from game.ui.theme import Style, Type


@dataclass(frozen=True)
class Hint:
    """What can be done here, and the keys for it."""

    words: str
    action: Action
    """What a click on it means."""
    brief: str = ""
    """The same in fewer words, for where there is little room; if empty, there are none."""
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
TITLE = Hint("title", Action.BACK)
ANOTHER = Hint("open another case", Action.GO_ON, "another")
FILING = (Hint("register", Action.REGISTER), Hint("keep a picture", Action.KEEP, "picture"))
"""What can be done with a case that is closed."""


def head(page: Page, inside: pygame.Rect, left: str, right: str) -> int:
    """Two lines of small capitals beside the holes, over a double rule; the y below it."""
    palette, measure = page.palette, page.measure
    holes = measure(160, least=74)
    room = (inside.width - holes) // 2
    y = inside.top + measure(4)
    below = inside.top + head_height(page)
    line = y + page.height(Type.LABEL) // 2
    style = _fitting(page, left, room)
    page.text(left, style, palette.ink_soft, room, midleft=(inside.left, line))
    while page.width(right, _fitting(page, right, room)) > room and PART in right:
        right = right.partition(PART)[2]  # its last part says most: that a case is closed
    style = _fitting(page, right, room)
    page.text(right, style, palette.ink_soft, room, midright=(inside.right, line))
    thin, thick = measure(0.8), measure(1.8)
    page.rule((inside.left, below - thin), inside.width, palette.ink, 0.8)
    upper = below - thin - measure(2.5, least=2) - thick
    page.rule((inside.left, upper), inside.width, palette.ink, 1.8)
    return below


def _fitting(page: Page, words: str, room: int) -> Style:
    """The type for a part of the head: smaller and closer where it would not fit."""
    return Type.LABEL if page.width(words, Type.LABEL) <= room else Type.CLOSE_LABEL


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
    """Hints along the bottom, from the right; those that would pass ``left`` are left out.

    Before any is, all are said in fewer words.
    """
    gap = page.measure(24, least=12)
    left = max(left, inside.left)
    drawn = [keycaps.hint(page, each.keys(page), each.words) for each in hints]
    if sum(each.get_width() + gap for each in drawn) - gap > inside.right - left:
        drawn = [keycaps.hint(page, each.keys(page), each.brief or each.words) for each in hints]
    x, y = inside.right, inside.bottom - foot_height(page) // 2
    for each, words in zip(reversed(hints), reversed(drawn), strict=True):
        if x - words.get_width() < left:
            break
        rect = page.put(words, midright=(x, y))
        page.offer(rect, each.action)
        x = rect.left - gap


def home(desk: Desk, otherwise: str) -> str:
    """What a hint says that leads to where cases begin: in a study there is no title to name."""
    return otherwise if desk.inquiry is None else "leave the case"


def sound_hint(desk: Desk) -> Hint:
    """What the mute key would do."""
    return Hint("unmute" if desk.mute else "mute", Action.MUTE)
