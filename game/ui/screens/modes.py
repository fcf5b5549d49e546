"""The kind of case: four ruled entries, each with what it is and how long it takes."""

from __future__ import annotations

import pygame

from game.scenes.actions import Action, Picked
from game.scenes.modes import KINDS, Kind, Modes
from game.ui import casefile, lettering, paper, shapes
from game.ui.page import Page
from game.ui.theme import Type

CHOSEN = "CHOSEN"
HINTS: tuple[casefile.Hint, ...] = (
    casefile.MOVE,
    casefile.CHOOSE,
    casefile.Hint("back", Action.BACK),
)
WHY = "Told at once, people judge differently: only lab and timed measure."


def modes(page: Page, scene: Modes) -> None:
    """Draw the entries."""
    measure, palette = page.measure, page.palette
    inside = paper.lay(page)
    top = casefile.head(page, inside, "Examiner’s desk".upper(), "Form K".upper())
    width = min(inside.width, measure(900, least=560))
    body = pygame.Rect(0, 0, width, 0)
    body.midtop = (inside.centerx, top + measure(24, least=5))
    page.text("What kind of case?", Type.HEADLINE, palette.ink, width, topleft=body.topleft)
    y = body.top + page.height(Type.HEADLINE)
    below = inside.bottom - casefile.foot_height(page) - measure(14, least=6)
    size = measure.type(Type.ASIDE)
    why = len(lettering.lines(WHY, Type.ASIDE, size, width)) * page.height(Type.ASIDE)
    if below - y - why >= len(KINDS) * _least(page):
        said = pygame.Rect(body.left, y, width, why)
        y = page.paragraph(WHY, Type.ASIDE, palette.ink_soft, said)
    y += measure(18, least=2)
    pitch = min((below - y) // len(KINDS), _least(page) + measure(34, least=16))
    for place, kind in enumerate(KINDS):
        line = pygame.Rect(body.left, y + place * pitch, width, pitch)
        _entry(page, scene, place, kind, line)
    casefile.foot(page, inside, HINTS)


def _least(page: Page) -> int:
    return page.height(Type.TITLE) + page.height(Type.SMALL) + page.measure(8, least=2)


def _entry(page: Page, scene: Modes, place: int, kind: Kind, rect: pygame.Rect) -> None:
    palette, measure = page.palette, page.measure
    hovered = page.offer(rect, Picked(place))
    focused = place == scene.focus
    if hovered or focused:
        page.surface.fill(palette.card if focused else palette.paper_shade, rect)
    if focused:
        page.surface.fill(palette.accent, (rect.left, rect.top, measure(4, least=3), rect.height))
    page.rule((rect.left, rect.bottom - 1), rect.width, palette.rule)
    title = page.height(Type.TITLE)
    indent = measure(30, least=18)
    left, right = rect.left + indent, rect.right - measure(14, least=8)
    room = right - left
    larger = title + page.height(Type.BODY) + measure(8, least=2) <= rect.height
    style = Type.BODY if larger and page.width(kind.what, Type.BODY) <= room else Type.SMALL
    y = rect.centery - (title + page.height(style)) // 2
    name = page.text(kind.mode.capitalize(), Type.TITLE, palette.ink, topleft=(left, y))
    edge = name.right
    if kind.mode == scene.desk.mode:
        side = page.height(Type.LABEL) * 3 // 4
        mark = shapes.tick(side, palette.accent)
        spot = mark.get_rect(midleft=(edge + measure(14, least=8), name.centery))
        page.surface.blit(mark, spot)
        at = (spot.right + measure(6, least=4), name.centery)
        edge = page.text(CHOSEN, Type.LABEL, palette.accent, midleft=at).right
    room = right - edge - measure(20, least=10)
    size = measure.type(Type.SMALL_ITALIC)
    both = f"{kind.verdicts}, {kind.takes}"
    fits = lettering.width(both, Type.SMALL_ITALIC, size) <= room
    meta = both if fits else kind.verdicts
    page.text(meta, Type.SMALL_ITALIC, palette.ink_soft, room, bottomright=(right, name.bottom - 2))
    page.text(kind.what, style, palette.ink_soft, right - left, topleft=(left, y + title))
