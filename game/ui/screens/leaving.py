"""Leaving: what is still being waited for, and for how long."""

from __future__ import annotations

import pygame

from game.scenes.actions import Action
from game.scenes.leaving import Leaving
from game.ui import casefile, paper
from game.ui.page import Page
from game.ui.theme import Type

HINTS: tuple[casefile.Hint, ...] = (casefile.Hint("leave now", Action.BACK),)
HELD = (
    "The last entries have not been taken yet: another program may be holding the database. "
    "Close that program, and the desk closes by itself."
)


def leaving(page: Page, scene: Leaving) -> None:
    """Draw the notice."""
    measure, palette = page.measure, page.palette
    inside = paper.lay(page)
    top = casefile.head(page, inside, "Notice".upper(), "Form L".upper())
    width = min(inside.width, measure(820, least=440))
    body = pygame.Rect(0, 0, width, inside.height)
    body.midtop = (inside.centerx, top + (inside.bottom - top) // 4)
    page.surface.fill(palette.accent, (body.left, body.top, measure(56, least=30), measure(5)))
    y = body.top + measure(20, least=8)
    headline = "Waiting for the register"
    page.text(headline, Type.HEADLINE, palette.ink, width, topleft=(body.left, y))
    body.top = y + page.height(Type.HEADLINE) + measure(12, least=5)
    body.top = page.paragraph(HELD, Type.BODY, palette.ink, body) + measure(8, least=4)
    page.text(scene.desk.kept_at, Type.DATA, palette.ink, width, topleft=body.topleft)
    body.top += page.height(Type.DATA) + measure(14, least=6)
    kept = "Every answer that was revealed is kept already."
    y = page.paragraph(kept, Type.ASIDE, palette.ink_soft, body)
    if scene.left is not None:
        bound = f"In {scene.left} s the desk closes all the same."
        page.text(bound, Type.ASIDE, palette.ink_soft, width, topleft=(body.left, y))
    casefile.foot(page, inside, HINTS)
