"""The title: the game's name and menu beside a sheet of evidence."""

from __future__ import annotations

import pygame

from game.rules.lab import Lab
from game.rules.news import ShowcaseReady
from game.scenes.actions import Action
from game.scenes.title import ITEMS, Item, Title
from game.ui import casefile, exhibits, lettering, menu, paper, pencil
from game.ui.page import Page
from game.ui.theme import Type

MOTTO = "A machine forges handwriting. Catch it."
FORGED = "x..xx.xx...x.x.xx.x..xx.x"
"""Which places of the sheet are forged, in an order of no pattern."""
SUSPECT = 7
"""The place that somebody has marked."""
HINTS: tuple[casefile.Hint, ...] = (
    casefile.MOVE,
    casefile.CHOOSE,
    casefile.Hint("full screen", Action.FULL_SCREEN),
    casefile.Hint("quit", Action.BACK),
)


def title(page: Page, scene: Title) -> None:
    """Draw the title."""
    inside = paper.lay(page)
    top = casefile.head(page, inside, "Bureau of handwriting".upper(), "Examiner’s desk".upper())
    foot = casefile.foot_height(page) + page.measure(14, least=6)
    foot += _word(page, scene, inside)
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


def _word(page: Page, scene: Title, inside: pygame.Rect) -> int:
    """What is wrong with the settings, or what waits, in two lines above the foot; their height."""
    notice, waiting = scene.desk.notice, _waiting(scene)
    if not (notice or waiting):
        return 0
    style, size = Type.SMALL_ITALIC, page.measure.type(Type.SMALL_ITALIC)
    lines = min(len(lettering.lines(notice or waiting, style, size, inside.width)), 2)
    height = lines * page.height(style)
    top = inside.bottom - casefile.foot_height(page) - page.measure(6, least=3) - height
    rect = pygame.Rect(inside.left, top, inside.width, height)
    ink = page.palette.wrong if notice else page.palette.ink
    page.paragraph(notice or waiting, style, ink, rect, lines=2)
    return height + page.measure(10, least=3)


def _waiting(scene: Title) -> str:
    """How a study that was left is taken up; empty where none waits."""
    if scene.waiting is None:
        return ""
    here = scene.desk.mode == Lab.mode
    way = "open the case" if here else "choose lab"
    return f"Your lab study waits at exhibit {scene.waiting}: {way} to go on with it."


def _words(page: Page, scene: Title, rect: pygame.Rect) -> None:
    """Name, motto and menu; the name on one line, and no motto, where there is little room."""
    measure, palette = page.measure, page.palette
    entries = tuple((item.value, _value(scene, item)) for item in ITEMS)
    lines = len(lettering.lines(MOTTO, Type.ASIDE, measure.type(Type.ASIDE), rect.width))
    motto = lines * page.height(Type.ASIDE)
    gap = measure(20, least=6)
    menu_height = menu.height(page, len(entries))
    name: tuple[str, ...] = ("Real", "or Fake?")
    style, pitch = Type.DISPLAY, round(0.86 * page.height(Type.DISPLAY))
    below = 2 * gap + motto
    # What gives way first is the space between the lines of the menu, then the size of the name.
    room = rect.height - 2 * pitch - below
    if room < menu.least(page, len(entries)):
        name, style, pitch = ("Real or Fake?",), Type.HEADLINE, page.height(Type.HEADLINE)
        below = gap + motto
        if rect.height - pitch - below < menu_height:
            below -= motto
            motto = 0
        room = rect.height - pitch - below
    menu_height = min(menu_height, room)
    spare = rect.height - len(name) * pitch - below - menu_height
    y = rect.top + max(0, spare // 2)
    for each in name:
        page.text(each, style, palette.ink, rect.width, topleft=(rect.left - measure(3), y))
        y += pitch
    y += gap if len(name) > 1 else 0
    if motto:
        said = pygame.Rect(rect.left, y, rect.width, 0)
        y = page.paragraph(MOTTO, Type.ASIDE, palette.ink_soft, said)
    y += gap
    menu.draw(page, entries, scene.focus, pygame.Rect(rect.left, y, rect.width, rect.bottom - y))


def _value(scene: Title, item: Item) -> str:
    match item:
        case Item.KIND:
            return scene.desk.mode
        case Item.FORGER:
            bundled = any(forger.dataset == "bundled" for forger in scene.desk.forgers)
            return scene.desk.forger_name + (", from the bundled digits" if bundled else "")
        case Item.PLAYER:
            return scene.desk.player
    return ""


def _sheet(page: Page, scene: Title, rect: pygame.Rect) -> None:
    """A contact sheet, real and forged mixed, and the question that it asks."""
    measure, palette = page.measure, page.palette
    gap, border = measure(7, least=3), measure(20, least=9)
    caption = page.height(Type.SMALL_ITALIC) + measure(10, least=4)
    outer = measure(20, least=8)
    room = rect.inflate(-2 * (border + outer), -2 * (border + outer) - caption)
    grids = ((8, 3), (6, 4), (6, 3), (5, 2)) if measure.is_tall else ((5, 5), (4, 4), (5, 3))
    columns, rows = max(grids, key=lambda grid: _area(room, grid[0], grid[1], gap))
    scale = exhibits.scale_for(room, columns, rows, gap)
    width, height = exhibits.grid_size(scale, columns, rows, gap)
    card = pygame.Rect(0, 0, width + 2 * border, height + 2 * border + caption)
    card.center = rect.center
    if not measure.is_tall:
        card.right = min(card.right + measure(26), rect.right - measure(6))
    exhibits.card(page, card)
    digits = _mixed(scene.desk.showcase, columns * rows)
    corner = (card.left + border, card.top + border)
    exhibits.grid(page, digits, corner, columns, scale, gap)
    if scene.desk.showcase is not None:
        pencil.ring(page, exhibits.place(corner, SUSPECT, columns, scale, gap))
    wide = card.width - measure(16, least=8)
    captions = _captions(scene, columns * rows)
    fitting = (each for each in captions if page.width(each, Type.SMALL_ITALIC) <= wide)
    page.text(
        next(fitting, captions[-1]),
        Type.SMALL_ITALIC,
        palette.ink_soft,
        wide,
        midbottom=(card.centerx, card.bottom - border + measure(4)),
    )
    _tape(page, card)


def _area(room: pygame.Rect, columns: int, rows: int, gap: int) -> int:
    """What a grid would cover of the room, at the whole factor that fits."""
    scale = exhibits.scale_for(room, columns, rows, gap)
    width, height = exhibits.grid_size(scale, columns, rows, gap)
    return width * height if width <= room.width and height <= room.height else 0


def _mixed(showcase: ShowcaseReady | None, count: int) -> list[bytes | None]:
    """Reals and fakes in a fixed order that no pattern gives away."""
    if showcase is None or not showcase.reals or not showcase.fakes:
        return [None] * count
    kinds = (showcase.fakes if _is_forged(place) else showcase.reals for place in range(count))
    return [kind[place % len(kind)] for place, kind in enumerate(kinds)]


def _is_forged(place: int) -> bool:
    return FORGED[place % len(FORGED)] == "x"


def _captions(scene: Title, count: int) -> tuple[str, ...]:
    """What stands below the sheet, and what if that is too long."""
    if scene.desk.showcase is None and scene.desk.tray.fault is not None:
        return "This forger’s evidence cannot be had.", "It cannot be had."
    if scene.desk.showcase is None:
        return "The evidence is being laid out.", "Being laid out."
    forged = sum(map(_is_forged, range(count)))
    return f"{forged} of these {count} are forged. Which?", f"{forged} of {count} are forged."


def _tape(page: Page, card: pygame.Rect) -> None:
    """The strip that holds the sheet."""
    measure = page.measure
    strip = pygame.Surface((measure(110, least=48), measure(26, least=12)), pygame.SRCALPHA)
    strip.fill((*page.palette.paper_shade, 225))
    pygame.draw.rect(strip, (*page.palette.rule, 255), strip.get_rect(), 1)
    turned = pygame.transform.rotozoom(strip, 2.5, 1.0)
    page.surface.blit(turned, turned.get_rect(center=(card.centerx, card.top)))
