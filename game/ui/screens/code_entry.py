"""Code entry: a line for a participant's code, and what signing it means."""

from __future__ import annotations

import pygame

from game.scenes.actions import Action
from game.scenes.code_entry import CodeEntry
from game.ui import casefile, paper
from game.ui.page import Page
from game.ui.screens.name_entry import signed
from game.ui.theme import Type

SIGN = casefile.Hint("sign", Action.GO_ON, last=True)
EMPTY: tuple[casefile.Hint, ...] = (SIGN, casefile.Hint("leave the desk", Action.BACK))
BEGUN: tuple[casefile.Hint, ...] = (SIGN, casefile.Hint("take it back", Action.BACK))
ASKED = "Your code, as you were given it"
RECORDED = (
    "Every answer, with the digit and its time, is recorded under this code in {place}, and what "
    "you left unfinished goes on where it stood. To have it deleted, ask whoever runs this study."
)


def code_entry(page: Page, scene: CodeEntry) -> None:
    """Draw the form."""
    measure, palette = page.measure, page.palette
    inside = paper.lay(page)
    top = casefile.head(page, inside, "A study".upper(), "Form C".upper())
    width = min(inside.width, measure(820, least=560))
    label, line = page.height(Type.ASIDE), page.height(Type.HEADLINE)
    foot = casefile.foot_height(page)
    high = 2 * line + label + measure(60, least=24) + 5 * page.height(Type.SMALL)
    body = pygame.Rect(0, 0, width, 0)
    body.midtop = (inside.centerx, max(top, (top + inside.bottom - foot - high) // 2))
    page.text(scene.study, Type.HEADLINE, palette.ink, width, topleft=body.topleft)
    y = body.top + line + measure(18, least=6)
    page.text(ASKED, Type.ASIDE, palette.ink_soft, width, topleft=(body.left, y))
    y += label
    caret = measure(3, least=2)
    draft = signed(page, scene.draft, width - measure(12))
    said = page.text(draft, Type.HEADLINE, palette.ink, topleft=(body.left, y))
    page.surface.fill(palette.accent, (said.right + caret, y + line // 6, caret, line * 2 // 3))
    y += line + measure(2)
    page.rule((body.left, y), width, palette.ink, 1.6)
    y += measure(8, least=4)
    below = pygame.Rect(body.left, y, width, 0)
    if scene.refused:
        y = page.paragraph(scene.refused, Type.SMALL_ITALIC, palette.wrong, below, lines=3)
    below.top = y + measure(16, least=6)
    words = RECORDED.format(place=scene.desk.kept_at)
    page.paragraph(words, Type.SMALL, palette.ink_soft, below, lines=6)
    casefile.foot(page, inside, BEGUN if scene.draft else EMPTY)
