"""A letter to a participant: what a study says before the first question, and at the end."""

from __future__ import annotations

import pygame

from game.scenes.actions import Action
from game.scenes.participation import Thanks, Welcome
from game.ui import casefile, paper, prose
from game.ui.page import Page
from game.ui.theme import Type

LEAVE = casefile.Hint("leave", Action.BACK)
BACKWARDS = casefile.Hint("page before", Action.LEFT)
ONWARDS = casefile.Hint("next page", Action.GO_ON)
BEGIN = casefile.Hint("begin", Action.GO_ON)
RESULT = casefile.Hint("your result", Action.GO_ON)
NEXT = casefile.Hint("next participant", Action.BACK)
ALONE = casefile.Hint("next participant", Action.GO_ON)
DONE = "You have answered all that there is to answer in this study."
OVER = "All your answers are kept: there is nothing left to do."


def welcome(page: Page, scene: Welcome) -> None:
    """Draw a page of the welcome."""
    count = len(scene.pages)
    number = f"Page {scene.page + 1} of {count}" if count > 1 else "Form W"
    last = scene.page + 1 >= count
    hints = (LEAVE, *((BACKWARDS,) if scene.page else ()), BEGIN if last else ONWARDS)
    name = scene.desk.inquiry.name if scene.desk.inquiry else ""
    _letter(page, scene.desk.player, number, name, scene.pages[scene.page])
    page.offer(page.surface.get_rect(), Action.GO_ON)
    casefile.foot(page, paper.inside(page.measure), hints)


def thanks(page: Page, scene: Thanks) -> None:
    """Draw the thanks, of the study or of the desk."""
    own = DONE if scene.result is None else OVER
    headline = f"Thank you, {scene.desk.player}."
    _letter(page, scene.desk.player, "Form T", headline, scene.words or own)
    page.offer(page.surface.get_rect(), Action.GO_ON)
    hints = (ALONE,) if scene.result is None else (NEXT, RESULT)
    casefile.foot(page, paper.inside(page.measure), hints)


def _letter(page: Page, player: str, right: str, headline: str, words: str) -> None:
    """A headline and paragraphs below it, in the upper part of the sheet."""
    measure, palette = page.measure, page.palette
    inside = paper.lay(page)
    top = casefile.head(page, inside, f"To {player}".upper(), right.upper())
    narrow = min(inside.width, measure(760, least=420))
    heading = page.height(Type.HEADLINE) + measure(14, least=6)
    bottom = inside.bottom - casefile.foot_height(page) - measure(12, least=5)
    room = bottom - top - heading
    paragraphs = words.split("\n\n")
    how = prose.fit(page, paragraphs, measure(16, least=7), (narrow, inside.width), room)
    body = pygame.Rect(0, 0, how.width, 0)
    body.midtop = (inside.centerx, top + max(0, room - how.height) // 3)
    page.text(headline, Type.HEADLINE, palette.ink, how.width, topleft=body.topleft)
    prose.lay(page, paragraphs, how, (body.left, body.top + heading), bottom)
