"""Name entry: a line to sign on, and what signing means."""

from __future__ import annotations

import pygame

from game.scenes.actions import Action
from game.scenes.name_entry import NameEntry
from game.ui import casefile, paper
from game.ui.page import Page
from game.ui.theme import Type

HINTS: tuple[casefile.Hint, ...] = (
    (("Enter",), "sign", Action.GO_ON),
    (("Esc",), "leave as it was", Action.BACK),
)
RECORDED = "Your name and every answer, with the digit and its time, are recorded in"
DELETE = "and nowhere else; delete that file to delete them."
REFUSED = "This desk has type for Latin and Cyrillic letters only."


def name_entry(page: Page, scene: NameEntry) -> None:
    """Draw the form."""
    measure, palette = page.measure, page.palette
    inside = paper.lay(page)
    top = casefile.head(page, inside, "The examiner".upper(), "Form N".upper())
    width = min(inside.width, measure(760, least=420))
    body = pygame.Rect(0, 0, width, 0)
    label, line = page.height(Type.ASIDE), page.height(Type.HEADLINE)
    small = page.height(Type.SMALL)
    high = label + line + measure(30) + 4 * small
    body.midtop = (inside.centerx, max(top, (top + inside.bottom - high) // 2))
    page.text("Examined by", Type.ASIDE, palette.ink_soft, topleft=body.topleft)
    y = body.top + label
    caret = measure(3, least=2)
    signed = _signed(page, scene.draft, width - measure(12))
    said = page.text(signed, Type.HEADLINE, palette.ink, topleft=(body.left, y))
    page.surface.fill(palette.accent, (said.right + caret, y + line // 6, caret, line * 2 // 3))
    y += line + measure(2)
    page.rule((body.left, y), width, palette.ink, 1.6)
    if scene.refused:
        page.text(
            REFUSED, Type.SMALL_ITALIC, palette.wrong, width, topleft=(body.left, y + measure(6))
        )
        y += page.height(Type.SMALL_ITALIC)
    column = pygame.Rect(body.left, y + measure(22, least=10), width, high)
    y = page.paragraph(RECORDED, Type.SMALL, palette.ink_soft, column)
    where = scene.desk.kept_at
    page.text(where, Type.DATA, palette.ink, width, topleft=(body.left, y + measure(2)))
    column.top = y + page.height(Type.DATA) + measure(5)
    page.paragraph(DELETE, Type.SMALL, palette.ink_soft, column)
    casefile.foot(page, inside, HINTS)


def _signed(page: Page, draft: str, room: int) -> str:
    """The end of a draft that fits: what is being typed must be seen."""
    while draft and page.width(draft, Type.HEADLINE) > room:
        draft = draft[1:]
    return draft
