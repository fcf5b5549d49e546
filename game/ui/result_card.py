"""The result card as a picture: the same for everybody, whatever window it was asked for from."""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.scenes.result_card import ResultCard
from game.ui import exhibits, lettering, paper
from game.ui.measure import Measure
from game.ui.opening import NAME
from game.ui.page import Page
from game.ui.theme import Style, Type

SIZE = (1200, 630)
"""In pixels: what is usual where pictures are shown to others."""
LARGER = Measure(1664, 1040)
"""It is looked at smaller than it is, so its type is larger than on a screen of its size."""
EDGE = 52
FIGURES = (Type.CARD, Type.DISPLAY, Type.HEADLINE)
"""How large the figure may be: the first that there is room for."""
GAP = 56
"""Around what is written, and between what stands side by side, in pixels."""
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@lru_cache(maxsize=2)
def drawn(card: ResultCard) -> pygame.Surface:
    """The card on a new surface; not to be drawn on by others."""
    surface = pygame.Surface(SIZE, depth=32)
    page = Page(surface)
    page.measure = LARGER
    surface.blit(paper.sheet_of(SIZE, page.palette), (0, 0))
    inside = surface.get_rect().inflate(-2 * EDGE, -2 * EDGE)
    top = _head(page, card, inside)
    foot = _foot(page, card, inside)
    body = pygame.Rect(inside.left, top, inside.width, foot - top)
    left = _evidence(page, card, body) if card.digits else body.right
    _result(page, card, pygame.Rect(body.left, body.top, left - body.left, body.height))
    return surface


def pixels(card: ResultCard) -> bytes:
    """The card's colours, row by row: three bytes, red, green and blue, for each of its pixels."""
    return pygame.image.tobytes(drawn(card), "RGB")


def _head(page: Page, card: ResultCard, inside: pygame.Rect) -> int:
    """The game's name and the mode over a double rule; the y below it."""
    palette = page.palette
    mode = card.mode.upper()
    room = inside.width - page.width(mode, Type.LABEL) - 40
    page.text(NAME.upper(), Type.LABEL, palette.ink_soft, room, topleft=inside.topleft)
    page.text(mode, Type.LABEL, palette.accent, topright=inside.topright)
    y = inside.top + page.height(Type.LABEL) + 12
    page.surface.fill(palette.ink, (inside.left, y, inside.width, 3))
    page.surface.fill(palette.ink, (inside.left, y + 7, inside.width, 1))
    return y + 8


def _foot(page: Page, card: ResultCard, inside: pygame.Rect) -> int:
    """Who examined whom, and when, each under its name; the y above it."""
    palette = page.palette
    y = inside.bottom - page.height(Type.LABEL) - page.height(Type.BODY)
    page.surface.fill(palette.rule, (inside.left, y - 16, inside.width, 1))
    entries = (("EXAMINER", card.player), ("FORGER", card.against), ("DATE", _day(card)))
    wanted = [
        max(page.width(words, Type.BODY), page.width(name, Type.LABEL)) for name, words in entries
    ]
    room = inside.width - wanted[2] - 2 * GAP
    forger = min(wanted[1], max(room // 2, room - wanted[0]))
    widths = (min(wanted[0], room - forger), forger, wanted[2])
    lefts = (inside.left, inside.left + widths[0] + GAP, inside.right - widths[2])
    for (name, words), left, width in zip(entries, lefts, widths, strict=True):
        if words:
            page.text(name, Type.LABEL, palette.ink_soft, topleft=(left, y))
            spot = (left, y + page.height(Type.LABEL))
            page.text(words, Type.BODY, palette.ink, width, topleft=spot)
    return y - 16


def _day(card: ResultCard) -> str:
    if card.when is None:
        return ""
    here = card.when.astimezone()
    return f"{here.day} {MONTHS[here.month - 1]} {here.year}"


def _result(page: Page, card: ResultCard, rect: pygame.Rect) -> None:
    """The figure, what it means, and what else is worth a line."""
    palette = page.palette
    figure = next(
        (each for each in FIGURES if page.width(card.figure, each) <= rect.width), FIGURES[-1]
    )
    high = round(0.92 * page.height(figure))
    meaning = lettering.lines(card.meaning, Type.TITLE, page.measure.type(Type.TITLE), rect.width)
    below = len(meaning) * page.height(Type.TITLE) + 16
    below += len(card.notes) * page.height(Type.ASIDE)
    y = rect.top + (rect.height - high - below) // 2
    _line(page, card.figure, figure, rect, y, palette.ink)
    y += high
    for line in meaning:
        _line(page, line, Type.TITLE, rect, y, palette.ink)
        y += page.height(Type.TITLE)
    y += 16
    for note in card.notes:
        _line(page, note, Type.ASIDE, rect, y, palette.ink_soft)
        y += page.height(Type.ASIDE)


def _line(
    page: Page, words: str, style: Style, rect: pygame.Rect, y: int, ink: tuple[int, int, int]
) -> None:
    page.text(words, style, ink, rect.width, topleft=(rect.left, y))


def _evidence(page: Page, card: ResultCard, body: pygame.Rect) -> int:
    """Some digits on a card of their own, with what they have in common; the x left of it."""
    palette = page.palette
    gap, border = 12, 22
    caption = page.height(Type.SMALL_ITALIC) + 10
    columns = min(len(card.digits), 4)
    rows = -(-len(card.digits) // 4)
    room = pygame.Rect(0, 0, 470 - 2 * border, body.height - 2 * border - caption - 36)
    scale = min(exhibits.scale_for(room, columns, rows, gap), 6)
    width, height = exhibits.grid_size(scale, columns, rows, gap)
    wide = max(width, page.width(card.caption, Type.SMALL_ITALIC))
    mount = pygame.Rect(0, 0, wide + 2 * border, height + 2 * border + caption)
    mount.midright = (body.right, body.centery)
    exhibits.card(page, mount)
    corner = (mount.centerx - width // 2, mount.top + border)
    exhibits.grid(page, card.digits, corner, columns, scale, gap)
    spot = (mount.centerx, mount.bottom - border + 6)
    page.text(card.caption, Type.SMALL_ITALIC, palette.ink_soft, midbottom=spot)
    return mount.left - 40
