"""The title: the game's name and menu beside a sheet of evidence."""

from __future__ import annotations

import pygame

from game.rules.news import ShowcaseReady
from game.scenes.actions import Action
from game.scenes.title import ITEMS, Item, Title
from game.ui import casefile, exhibits, menu, paper
from game.ui.page import Page
from game.ui.theme import Type

HINTS: tuple[casefile.Hint, ...] = (
    (("up", "down"), "move", Action.DOWN),
    (("Enter",), "choose", Action.GO_ON),
    (("F11",), "full screen", Action.FULL_SCREEN),
)


def title(page: Page, scene: Title) -> None:
    """Draw the title."""
    inside = paper.lay(page)
    top = casefile.head(page, inside, "Bureau of handwriting".upper(), "Examiner’s desk".upper())
    foot = casefile.foot_height(page) + page.measure(14, least=6)
    body = pygame.Rect(inside.left, top, inside.width, inside.bottom - foot - top)
    if page.measure.is_tall:
        half = body.height // 2
        left = pygame.Rect(body.left, body.bottom - half, body.width, half)
        right = pygame.Rect(body.left, body.top, body.width, body.height - half)
    else:
        share = round(body.width * 0.47)
        left = pygame.Rect(body.left, body.top, share, body.height)
        right = pygame.Rect(left.right, body.top, body.width - share, body.height)
    _words(page, scene, left)
    _sheet(page, scene, right)
    casefile.foot(page, inside, (casefile.sound_hint(scene.desk), *HINTS))


def _words(page: Page, scene: Title, rect: pygame.Rect) -> None:
    measure, palette = page.measure, page.palette
    lines = tuple((item.value, _value(scene, item)) for item in ITEMS)
    gap = measure(20, least=6)
    heading = round(page.height(Type.DISPLAY) * 0.86)
    asides = page.height(Type.ASIDE)
    high = 2 * heading + asides + 2 * gap + menu.height(page, len(lines))
    one_line = high > rect.height
    if one_line:
        high -= heading
    y = rect.top + max(0, (rect.height - high) // 2)
    name = ("Real or Fake?",) if one_line else ("Real", "or Fake?")
    style = Type.HEADLINE if one_line else Type.DISPLAY
    for each in name:
        page.text(each, style, palette.ink, rect.width, topleft=(rect.left - measure(3), y))
        y += heading
    y += gap if not one_line else 0
    page.text(
        "A machine is learning to forge handwriting. Catch it.",
        Type.ASIDE,
        palette.ink_soft,
        rect.width,
        topleft=(rect.left, y),
    )
    y += asides + gap
    room = pygame.Rect(rect.left, y, rect.width, rect.bottom - y)
    menu.draw(page, lines, scene.focus, room)


def _value(scene: Title, item: Item) -> str:
    match item:
        case Item.FORGER:
            return scene.desk.forger_name
        case Item.PLAYER:
            return scene.desk.player
    return ""


def _sheet(page: Page, scene: Title, rect: pygame.Rect) -> None:
    """A contact sheet, real and forged mixed, and the question that it asks."""
    measure, palette = page.measure, page.palette
    columns, rows = (8, 3) if page.measure.is_tall else (5, 5)
    gap, border = measure(7, least=3), measure(20, least=9)
    caption = page.height(Type.SMALL_ITALIC) + measure(10, least=4)
    outer = measure(20, least=8)
    room = rect.inflate(-2 * (border + outer), -2 * (border + outer) - caption)
    scale = exhibits.scale_for(room, columns, rows, gap)
    width, height = exhibits.grid_size(scale, columns, rows, gap)
    card = pygame.Rect(0, 0, width + 2 * border, height + 2 * border + caption)
    card.center = (
        rect.center
        if page.measure.is_tall
        else (rect.right - card.width // 2 - measure(6), rect.centery)
    )
    exhibits.card(page, card)
    digits = _mixed(scene.desk.showcase, columns * rows)
    exhibits.grid(page, digits, (card.left + border, card.top + border), columns, scale, gap)
    line = (card.centerx, card.bottom - border + measure(2))
    page.text(
        _caption(scene, columns * rows),
        Type.SMALL_ITALIC,
        palette.ink_soft,
        card.width - 2 * border,
        midbottom=line,
    )
    _clip(page, card)


def _mixed(showcase: ShowcaseReady | None, count: int) -> list[bytes | None]:
    """Reals and fakes in a fixed order that no pattern gives away."""
    if showcase is None or not showcase.reals or not showcase.fakes:
        return [None] * count
    digits: list[bytes | None] = []
    for place in range(count):
        # The bits of an irregular number, so that neighbours do not simply alternate.
        of = showcase.fakes if 0b1011001110100101101001100 >> place % 25 & 1 else showcase.reals
        digits.append(of[place % len(of)])
    return digits


def _caption(scene: Title, count: int) -> str:
    if scene.desk.showcase is None:
        return "The evidence is being laid out."
    forged = sum(0b1011001110100101101001100 >> place % 25 & 1 for place in range(count))
    return f"{forged} of these {count} are forged. Which?"


def _clip(page: Page, card: pygame.Rect) -> None:
    """A paper clip's worth of weight: the tape that holds the sheet."""
    measure = page.measure
    tape = pygame.Surface((measure(110, least=48), measure(26, least=12)), pygame.SRCALPHA)
    tape.fill((*page.palette.paper_shade, 225))
    pygame.draw.rect(tape, (*page.palette.rule, 255), tape.get_rect(), 1)
    turned = pygame.transform.rotozoom(tape, 2.5, 1.0)
    page.surface.blit(turned, turned.get_rect(center=(card.centerx, card.top)))
