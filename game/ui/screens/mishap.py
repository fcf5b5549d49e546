"""Mishap: what is wrong with the forger, what is kept, and what can be done."""

from __future__ import annotations

import pygame

from game.scenes.actions import Action
from game.scenes.mishap import Item, Mishap
from game.ui import casefile, menu, paper
from game.ui.page import Page
from game.ui.theme import Type

HINTS: tuple[casefile.Hint, ...] = (casefile.MOVE, casefile.CHOOSE)
LEAVE = "Leave the case"
"""In a study of a file there is no title to lead back to."""


def mishap(page: Page, scene: Mishap) -> None:
    """Draw the notice and its menu."""
    measure, palette = page.measure, page.palette
    inside = paper.lay(page)
    top = casefile.head(page, inside, "Notice".upper(), "Form M".upper())
    width = min(inside.width, measure(820, least=440))
    body = pygame.Rect(0, 0, width, inside.height)
    body.midtop = (inside.centerx, top + (inside.bottom - top) // 7)
    page.surface.fill(palette.accent, (body.left, body.top, measure(56, least=30), measure(5)))
    y = body.top + measure(20, least=8)
    headline = "The evidence cannot be had"
    page.text(headline, Type.HEADLINE, palette.ink, width, topleft=(body.left, y))
    body.top = y + page.height(Type.HEADLINE) + measure(12, least=5)
    lines = tuple((_said(scene, item), "") for item in scene.items)
    foot = inside.bottom - casefile.foot_height(page) - measure(10, least=5)
    # However long the sentence is, what is kept and what can be done stay in sight.
    room = foot - menu.height(page, len(lines)) - body.top - 2 * page.height(Type.ASIDE)
    most = max(1, (room - measure(24, least=12)) // page.height(Type.BODY))
    y = page.paragraph(scene.sentence, Type.BODY, palette.ink, body, most)
    body.top = y + measure(14, least=6)
    y = page.paragraph(_kept(scene), Type.ASIDE, palette.ink_soft, body)
    y = min(y + measure(26, least=10), foot - menu.height(page, len(lines)))
    menu.draw(page, lines, scene.focus, pygame.Rect(body.left, y, width, foot - y))
    home = casefile.Hint(casefile.home(scene.desk, "to the title"), Action.BACK)
    casefile.foot(page, inside, (*HINTS, home))


def _said(scene: Mishap, item: Item) -> str:
    return LEAVE if item is Item.TITLE and scene.desk.inquiry else item.value


def _kept(scene: Mishap) -> str:
    answers = scene.answers
    if answers == 0:
        return "This case had no answers yet."
    kept = "Your answer is" if answers == 1 else f"Your {answers} answers are"
    return f"{kept} recorded, and the case {'waits for you' if scene.waits else 'is closed'}."
