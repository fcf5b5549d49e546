"""Name entry: a line to sign on, and what signing means."""

from __future__ import annotations

import pygame

from game.scenes.actions import Action, Picked
from game.scenes.name_entry import NameEntry
from game.ui import casefile, paper
from game.ui.page import Page
from game.ui.theme import Type

HINTS: tuple[casefile.Hint, ...] = (
    casefile.Hint("sign", Action.GO_ON, last=True),
    casefile.Hint("leave as it was", Action.BACK),
)
EARLIER: tuple[casefile.Hint, ...] = (
    casefile.Hint("earlier names", Action.DOWN, beside=Action.UP),
)
RECORDED = "Your name and every answer, with the digit and its time, are recorded in"
DELETE = (
    "and nowhere else: delete that file to delete them. The settings remember the name that was "
    "signed last."
)
FORGET = (
    "and nowhere else: python -m game.report forget NAME deletes them. The settings remember the "
    "name that was signed last."
)
"""Where they are in no file that one could delete."""
REFUSED = "This desk has type for Latin and Cyrillic letters only."
BEFORE = "Signed before"


def name_entry(page: Page, scene: NameEntry) -> None:
    """Draw the form."""
    measure, palette = page.measure, page.palette
    inside = paper.lay(page)
    top = casefile.head(page, inside, "The examiner".upper(), "Form N".upper())
    width = min(inside.width, measure(820, least=560))
    body = pygame.Rect(0, 0, width, 0)
    label, line = page.height(Type.ASIDE), page.height(Type.HEADLINE)
    small = page.height(Type.SMALL)
    names = _names_height(page) if scene.offered else 0
    high = label + line + measure(40, least=18) + 5 * small + names
    foot = casefile.foot_height(page)
    body.midtop = (inside.centerx, max(top, (top + inside.bottom - foot - high) // 2))
    page.text("Examined by", Type.ASIDE, palette.ink_soft, topleft=body.topleft)
    y = body.top + label
    caret = measure(3, least=2)
    drafted = signed(page, scene.draft, width - measure(12))
    said = page.text(drafted, Type.HEADLINE, palette.ink, topleft=(body.left, y))
    page.surface.fill(palette.accent, (said.right + caret, y + line // 6, caret, line * 2 // 3))
    y += line + measure(2)
    page.rule((body.left, y), width, palette.ink, 1.6)
    if scene.refused:
        page.text(
            REFUSED, Type.SMALL_ITALIC, palette.wrong, width, topleft=(body.left, y + measure(6))
        )
        y += page.height(Type.SMALL_ITALIC)
    y += measure(16, least=6)
    if scene.offered:
        _names(page, scene, pygame.Rect(body.left, y, width, names))
        y += names
    column = pygame.Rect(body.left, y + measure(10, least=4), width, high)
    y = page.paragraph(RECORDED, Type.SMALL, palette.ink_soft, column)
    where = scene.desk.kept_at
    page.text(where, Type.DATA, palette.ink, width, topleft=(body.left, y + measure(2)))
    column.top = y + page.height(Type.DATA) + measure(5)
    delete = FORGET if "://" in where else DELETE
    page.paragraph(delete, Type.SMALL, palette.ink_soft, column)
    casefile.foot(page, inside, (*EARLIER, *HINTS) if scene.offered else HINTS)


def _names_height(page: Page) -> int:
    return page.height(Type.LABEL) + page.measure(6, least=3) + _slip(page)


def _slip(page: Page) -> int:
    return page.height(Type.BODY) + page.measure(14, least=6)


def _names(page: Page, scene: NameEntry, rect: pygame.Rect) -> None:
    """Earlier names as slips side by side, as many as there is room for."""
    measure, palette = page.measure, page.palette
    page.text(BEFORE.upper(), Type.LABEL, palette.ink_soft, topleft=rect.topleft)
    x, y = rect.left, rect.top + page.height(Type.LABEL) + measure(6, least=3)
    inset, gap = measure(12, least=7), measure(10, least=6)
    for place, name in enumerate(scene.offered):
        width = min(page.width(name, Type.BODY) + 2 * inset, rect.width)
        if x + width > rect.right:
            continue
        slip = pygame.Rect(x, y, width, _slip(page))
        chosen = name == scene.draft
        hovered = page.offer(slip, Picked(place))
        page.surface.fill(palette.card if chosen or not hovered else palette.paper_shade, slip)
        edge = palette.accent if chosen else palette.rule
        pygame.draw.rect(page.surface, edge, slip, measure(2.4, least=2) if chosen else 1)
        room = width - 2 * inset + 1
        page.text(name, Type.BODY, palette.ink, room, center=slip.center)
        x += width + gap


def signed(page: Page, draft: str, room: int) -> str:
    """The end of a draft that fits: what is being typed must be seen."""
    while draft and page.width(draft, Type.HEADLINE) > room:
        draft = draft[1:]
    return draft
