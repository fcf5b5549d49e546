"""Keys: every action with its caps, one of which may be waiting for a key."""

from __future__ import annotations

import pygame

from game.scenes.actions import Action, Picked
from game.scenes.bindings import ACTIONS, SLOTS
from game.scenes.rebind import ORDER, RESTORE, Listen, Rebind
from game.ui import casefile, form, keycaps, paper, shapes
from game.ui.page import Page
from game.ui.theme import Type

SPLIT = 9
"""The first line of the second column."""
HEADINGS = {
    Action.SAY_REAL: "The answer",
    Action.GO_ON: "The way",
    Action.UP: "Lists",
    Action.HELP: "The desk",
    Action.RATE_1: "How sure",
}
"""Above which line each part of the page begins."""
RESTORED = "Keys as they were at first"
IDLE = "Up to two keys each: choose one, then press the new one."
HINTS: tuple[casefile.Hint, ...] = (
    casefile.MOVE,
    casefile.Hint("which key", Action.RIGHT, beside=Action.LEFT),
    casefile.Hint("change", Action.GO_ON, last=True),
    casefile.Hint("back", Action.BACK),
)
LISTENING: tuple[casefile.Hint, ...] = (
    casefile.Hint("take away", Action.ERASE),
    casefile.Hint("leave as it was", Action.BACK),
)


def rebind(page: Page, scene: Rebind) -> None:
    """The page, with one slot in focus."""
    _draw(page, scene, scene.word or IDLE)


def listen(page: Page, scene: Listen) -> None:
    """The page, with one slot waiting."""
    page.offer(page.surface.get_rect(), Action.BACK)
    asked = f"Press the key for “{ACTIONS[scene.action].words}”."
    at = scene.page.at(scene.desk)
    _draw(page, at, scene.word or asked, listening=True, refused=bool(scene.word))


def _draw(
    page: Page, scene: Rebind, word: str, listening: bool = False, refused: bool = False
) -> None:
    measure, palette = page.measure, page.palette
    inside = paper.lay(page)
    top = casefile.head(page, inside, "Examiner’s desk".upper(), "Form B".upper())
    y = top + measure(20, least=5)
    page.text("Keys", Type.HEADLINE, palette.ink, inside.width, topleft=(inside.left, y))
    y += page.height(Type.HEADLINE) + measure(2)
    foot = casefile.foot_height(page) + measure(14, least=6)
    below = inside.bottom - foot - page.height(Type.ASIDE)
    room = pygame.Rect(inside.left, y, inside.width, below - y - measure(10, least=4))
    lines = [
        form.Line(
            ACTIONS[action].words, _slots(scene, action, listening), None, HEADINGS.get(action, "")
        )
        for action in ORDER
    ]
    restore = None if listening else Picked(RESTORE * SLOTS)
    lines.append(form.Line(RESTORED, _nothing, restore))
    form.draw(page, lines, scene.focus, room, _width(page), SPLIT)
    ink = palette.wrong if refused else palette.ink_soft
    middle = (inside.centerx, below)
    page.text(word, Type.ASIDE, ink, inside.width, midtop=middle)
    casefile.foot(page, inside, LISTENING if listening else HINTS)


def _width(page: Page) -> int:
    longest = max(page.width(each.words, Type.BODY_BOLD) for each in ACTIONS.values())
    return longest + SLOTS * _slot_width(page) + page.measure(40, least=20)


def _slot_width(page: Page) -> int:
    widest = page.width("M" * (keycaps.LONGEST - 1), Type.KEY)
    return widest + page.measure(16, least=9)


def _slots(scene: Rebind, action: Action, listening: bool) -> form.Value:
    """Two places for keys, side by side, so that those of all lines stand in columns."""
    keys = scene.desk.settings.keys.of(action)
    line = ORDER.index(action)

    def draw(page: Page, rect: pygame.Rect, focused: bool) -> int:
        gap = page.measure(8, least=4)
        width = min(_slot_width(page), (rect.width - gap) // SLOTS)
        for slot in range(SLOTS):
            place = pygame.Rect(0, 0, width, rect.height - page.measure(6, least=4))
            place.midleft = (rect.right - (SLOTS - slot) * (width + gap) + gap, rect.centery)
            in_focus = focused and slot == min(scene.slot, len(keys))
            waiting = in_focus and listening
            hovered = not listening and page.offer(place, Picked(line * SLOTS + slot))
            _slot(page, keys[slot] if slot < len(keys) else "", place, in_focus, waiting, hovered)
        return rect.right - SLOTS * (width + gap)

    return draw


def _slot(
    page: Page, key: str, rect: pygame.Rect, focused: bool, waiting: bool, hovered: bool
) -> None:
    palette = page.palette
    if focused or hovered:
        ink = palette.accent if focused else palette.ink_soft
        weight = page.measure(2, least=2 if focused else 1)
        radius = page.measure(6, least=3)
        page.surface.blit(shapes.rounded(rect.size, radius, ink), rect)
        inner = rect.inflate(-2 * weight, -2 * weight)
        page.surface.blit(shapes.rounded(inner.size, radius, palette.card), inner)
    if waiting:
        room = rect.width - page.measure(8, least=4)
        page.text("press", Type.SMALL_ITALIC, palette.accent, room, center=rect.center)
    elif key:
        width, height = keycaps.cap_size(page, key)
        corner = (rect.centerx - width // 2, rect.centery - height // 2)
        keycaps.cap(page, key, corner, palette.ink, palette.card)
    else:
        page.text("–", Type.SMALL, palette.ink_soft, center=rect.center)


def _nothing(page: Page, rect: pygame.Rect, focused: bool) -> int:
    """The line that restores has no value."""
    return rect.right
