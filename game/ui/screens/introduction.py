"""The introduction: a stack of index cards, the topmost of which is read."""

from __future__ import annotations

from dataclasses import replace

import pygame

from game.scenes.actions import Action, Context
from game.scenes.introduction import CARDS, Introduction
from game.scenes.modes import KINDS
from game.ui import answers, casefile, exhibits, lettering, paper, plate
from game.ui.page import Page
from game.ui.theme import Style, Type

HEADLINES = ("One digit at a time", "What is recorded", "Four kinds of case")
SHOWN = "A digit lies on the black plate. A person wrote it, or a machine forged it: say which."
WHAT = "your name and every answer, with its digit, its time and how long it took"
HERE = (
    ("Who sees it", "nobody else: it leaves this computer only if --db says so"),
    ("To delete it", "delete that file; or one player, by python -m game.report forget NAME"),
)
ELSEWHERE = (
    ("Who sees it", "who keeps that database, which --db or its setting names; nobody else"),
    ("To delete it", "by python -m game.report forget NAME, or whoever keeps that database"),
)
NEXT, SKIP = casefile.Hint("next card", Action.GO_ON), casefile.Hint("skip", Action.BACK)
BEFORE = casefile.Hint("card before", Action.LEFT, "before")
LAST = casefile.Hint("to the desk", Action.GO_ON)


def introduction(page: Page, scene: Introduction) -> None:
    """Draw the card on top, and the edges of those below it."""
    measure, palette = page.measure, page.palette
    inside = paper.lay(page)
    page.offer(page.surface.get_rect(), Action.GO_ON)
    number = f"Card {scene.card + 1} of {CARDS}"
    top = casefile.head(page, inside, "To a new examiner".upper(), number.upper())
    room = pygame.Rect(inside.left, top, inside.width, 0)
    room.height = inside.bottom - casefile.foot_height(page) - top
    room = room.inflate(0, -2 * measure(24, least=8))
    card = _stack(page, room, CARDS - 1 - scene.card)
    border = measure(38, least=14)
    body = card.inflate(-2 * border, -2 * measure(24, least=8))
    headline = HEADLINES[scene.card]
    page.text(headline, Type.HEADLINE, palette.ink, body.width, topleft=body.topleft)
    y = body.top + page.height(Type.HEADLINE)
    page.rule((card.left, y), card.width, palette.accent, 1.6)
    y += measure(18, least=6)
    rest = pygame.Rect(body.left, y, body.width, body.bottom - y)
    (_shown, _recorded, _kinds)[scene.card](page, scene, rest)
    before = (BEFORE,) if scene.card else ()
    on = (SKIP, *before, NEXT) if scene.card + 1 < CARDS else (*before, LAST)
    casefile.foot(page, inside, on)


def _stack(page: Page, room: pygame.Rect, below: int) -> pygame.Rect:
    """Lay the card on as many others as are still to come; where it lies."""
    measure = page.measure
    step = measure(9, least=4)
    width = min(room.width - 2 * step, measure(900, least=580))
    height = min(room.height - 2 * step, round(width * 0.66))
    card = pygame.Rect(0, 0, width, height)
    card.center = (room.centerx - step, room.centery - step)
    for place in range(below, -1, -1):
        exhibits.card(page, card.move(place * step, place * step))
    return card


def _shown(page: Page, scene: Introduction, rect: pygame.Rect) -> None:
    """The question in small, with the keys that answer it."""
    measure, palette = page.measure, page.palette
    y = page.paragraph(SHOWN, Type.BODY, palette.ink, rect)
    desk = replace(page, context=Context.PLAY, pointer=None, targets=[])
    width, height = answers.size(desk)
    y += measure(20, least=6)
    room = pygame.Rect(rect.left, y, rect.width, rect.bottom - y)
    border = plate.frame(page)
    wide = room.width - 2 * (width + measure(20, least=6)) - 2 * border
    scale = plate.factor(min(wide, room.height - 2 * border))
    reach = plate.side(scale) // 2 + border + measure(20, least=6)
    if wide >= plate.side(1):
        digit = scene.desk.showcase.fakes[0] if scene.desk.showcase else None
        plate.mount(page, scale, room.center)
        plate.lay(page, digit, scale, room.center)
    else:
        reach = measure(10, least=3)
    genuine = pygame.Rect(0, 0, width, min(height, room.height))
    forged = genuine.copy()
    genuine.midright = (room.centerx - reach, room.centery)
    forged.midleft = (room.centerx + reach, room.centery)
    answers.draw(desk, answers.GENUINE, genuine, None)
    answers.draw(desk, answers.FORGED, forged, None)


def _recorded(page: Page, scene: Introduction, rect: pygame.Rect) -> None:
    """What, where, who sees it, and how to delete it."""
    where = scene.desk.kept_at
    more = ELSEWHERE if "://" in where else HERE
    _rows(page, (("What", WHAT, ""), ("Where", "", where), *((*row, "") for row in more)), rect)


def _kinds(page: Page, scene: Introduction, rect: pygame.Rect) -> None:
    """A line on each mode."""
    _rows(page, tuple((kind.mode.capitalize(), kind.what, "") for kind in KINDS), rect)


def _rows(page: Page, rows: tuple[tuple[str, str, str], ...], rect: pygame.Rect) -> None:
    """Names with words, or with something set as data, ruled and spread over the card."""
    measure, palette = page.measure, page.palette
    indent = max(page.width(name, Type.BODY_BOLD) for name, *_ in rows) + measure(28, least=12)
    width = rect.width - indent
    style: Style = Type.BODY
    for style in (Type.BODY, Type.SMALL):  # the smaller one where the room is too small
        size = measure.type(style)
        lines = [len(lettering.lines(words, style, size, width)) for _, words, _ in rows]
        if sum(lines) * page.height(style) <= rect.height:
            break
    spare = rect.height - sum(lines) * page.height(style)
    gap = max(0, min(spare // len(rows), measure(64, least=24)))
    y = rect.top
    for count, (name, words, data) in zip(lines, rows, strict=True):
        top = y + gap // 2
        page.text(name, Type.BODY_BOLD, palette.ink, topleft=(rect.left, top))
        if data:
            middle = (rect.left + indent, top + page.height(Type.BODY_BOLD) // 2)
            page.text(data, Type.DATA, palette.ink, width, midleft=middle)
        column = pygame.Rect(rect.left + indent, top, width, 0)
        page.paragraph(words, style, palette.ink_soft, column)
        y += count * page.height(style) + gap
        page.rule((rect.left, y - 1), rect.width, palette.rule)
