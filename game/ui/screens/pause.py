"""Pause: the evidence lies under a cover, and a short menu."""

from __future__ import annotations

import pygame

from game.rules.arcade import Arcade
from game.scenes.actions import Action
from game.scenes.pause import ITEMS, Pause
from game.ui import casefile, ledger, menu, paper
from game.ui.page import Page
from game.ui.theme import Type

HINTS: tuple[casefile.Hint, ...] = (casefile.MOVE, casefile.CHOOSE)
COVERED = "The evidence is covered and the clock stands still."
WAITS = "You may leave: the case waits where it stands."
COUNTS = "You may leave: your score so far goes into the register."


def pause(page: Page, scene: Pause) -> None:
    """Draw the pause."""
    measure, palette = page.measure, page.palette
    session = scene.behind.session
    inside = paper.lay(page)
    right = f"{session.game.mode} · case {scene.desk.games}".upper()
    top = casefile.head(page, inside, casefile.parties(scene.desk), right)
    foot = max(ledger.height(page), casefile.foot_height(page))
    counts = isinstance(session.game, Arcade) and session.game.score > 0
    said = WAITS if session.game.resumable else COUNTS if counts else COVERED
    width = min(inside.width, max(measure(560, least=440), page.width(said, Type.ASIDE)))
    gap = measure(18, least=8)
    heading, aside = page.height(Type.HEADLINE), page.height(Type.ASIDE)
    high = heading + aside + 2 * gap + menu.height(page, len(ITEMS))
    body = pygame.Rect(0, 0, width, high)
    body.center = (inside.centerx, (top + inside.bottom - foot) // 2)
    page.text("Set aside", Type.HEADLINE, palette.ink, topleft=body.topleft)
    page.text(
        said,
        Type.ASIDE,
        palette.ink_soft,
        width,
        topleft=(body.left, body.top + heading),
    )
    body.top += heading + aside + 2 * gap
    menu.draw(page, tuple((item, "") for item in ITEMS), scene.focus, body)
    at = pygame.Rect(inside.left, inside.bottom - foot, inside.width, foot)
    end = ledger.row(page, session.game, at)
    home = casefile.Hint(casefile.home(scene.desk, "to the title"), Action.BACK)
    casefile.foot(page, at, (*HINTS, home), end + measure(30, least=14))
