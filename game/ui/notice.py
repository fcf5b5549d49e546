"""A notice: a headline and the sentence that says why, set to be read."""

from __future__ import annotations

import pygame

from game.scenes.actions import Action
from game.ui import casefile, paper
from game.ui.page import Page
from game.ui.theme import Type


def draw(page: Page, form: str, headline: str, sentence: str, on: str) -> None:
    """Fill a sheet with it; a click or a key goes on, to what ``on`` says."""
    measure, palette = page.measure, page.palette
    inside = paper.lay(page)
    page.offer(page.surface.get_rect(), Action.GO_ON)
    top = casefile.head(page, inside, "NOTICE", form)
    width = min(inside.width, measure(820, least=440))
    body = pygame.Rect(0, 0, width, inside.height)
    body.midtop = (inside.centerx, top + (inside.bottom - top) // 4)
    page.surface.fill(palette.accent, (body.left, body.top, measure(56, least=30), measure(5)))
    y = body.top + measure(20, least=8)
    page.text(headline, Type.HEADLINE, palette.ink, width, topleft=(body.left, y))
    body.top = y + page.height(Type.HEADLINE) + measure(12, least=5)
    below = casefile.foot_height(page) + page.height(Type.ASIDE) + measure(28, least=12)
    most = max(1, (inside.bottom - below - body.top) // page.height(Type.BODY))
    y = page.paragraph(sentence, Type.BODY, palette.ink, body, most)
    body.top = y + measure(14, least=6)
    page.paragraph("What was recorded is kept.", Type.ASIDE, palette.ink_soft, body)
    casefile.foot(page, inside, (casefile.Hint(on, Action.GO_ON, last=True),))
