"""Choosing a forger: the shelf as cards, each with what its forger wrote."""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.rules.forgers import Forger
from game.scenes.actions import Action, Picked
from game.scenes.choose import Choose
from game.ui import casefile, exhibits, paper, rail
from game.ui.page import Page
from game.ui.theme import Type

IN_USE = "IN USE"
ENOUGH = 20
"""Of fewer judged fakes a share would say little."""
FEWEST = 7
"""Digits in a row of a card's picture, at least."""
PITCH, GUTTER = 30, 2
"""Pixels from digit to digit, and between them, in a fixed-noise picture."""
HINTS: tuple[casefile.Hint, ...] = (
    casefile.Hint("move", Action.RIGHT, beside=Action.LEFT),
    casefile.CHOOSE,
    casefile.Hint("back", Action.BACK),
)


def choose(page: Page, scene: Choose) -> None:
    """Draw the cards around the focus, and where on the shelf they stand."""
    measure, palette = page.measure, page.palette
    inside = paper.lay(page)
    count = len(scene.shelf)
    right = f"Forger {scene.focus + 1} of {count}".upper() if count else ""
    top = casefile.head(page, inside, "Known forgers".upper(), right)
    gap = measure(22, least=8)
    y = top + measure(24, least=6)
    page.text(
        "Whose hand will you examine?",
        Type.HEADLINE,
        palette.ink,
        inside.width,
        topleft=(inside.left, y),
    )
    y += page.height(Type.HEADLINE)
    aside = "What each forger writes, and how much of it has passed for genuine in arcade."
    page.text(aside, Type.ASIDE, palette.ink_soft, inside.width, topleft=(inside.left, y))
    y += page.height(Type.ASIDE) + gap
    foot = casefile.foot_height(page) + gap
    room = pygame.Rect(inside.left, y, inside.width, inside.bottom - foot - y)
    if count:
        _cards(page, scene, room, gap)
    else:
        page.text("The shelf is being looked through.", Type.BODY, palette.ink, center=room.center)
    casefile.foot(page, inside, HINTS)


def _cards(page: Page, scene: Choose, room: pygame.Rect, gap: int) -> None:
    """As many cards as there is room for, slid along so that the focus is among them."""
    words = _words_height(page)
    foot = pygame.Rect(room.left, room.bottom - rail.height(page), room.width, rail.height(page))
    room = pygame.Rect(room.topleft, (room.width, room.height - foot.height - gap // 2))
    rows = max(1, (room.height + gap) // (page.measure(330, least=230) + gap))
    high = (room.height - gap * (rows - 1)) // rows
    columns = max(1, (room.width + gap) // (min(high - words, page.measure(330)) + gap))
    # A card is as wide as its words, where large type makes them wider than the picture.
    columns = max(1, min(columns, (room.width + gap) // (_words_width(page) + gap)))
    width = (room.width - gap * (columns - 1)) // columns
    side = min(high - words, width)
    width = min(max(side, _words_width(page)), width)
    spare = room.height - rows * (side + words) - gap * (rows - 1)
    room.top += spare // 3
    foot.bottom -= spare - spare // 3
    at_once = columns * rows
    first = 0
    if len(scene.shelf) > at_once:
        row = min(
            max(scene.focus // columns - rows // 2, 0), -(-len(scene.shelf) // columns) - rows
        )
        first = row * columns
        if rows == 1:
            first = min(max(scene.focus - columns // 2, 0), len(scene.shelf) - columns)
    shown = scene.shelf[first : first + at_once]
    used = min(columns, len(shown))
    spare = room.width - used * width - gap * (used - 1)
    left = room.left + (spare // 2 if used == columns else 0)
    for place, forger in enumerate(shown):
        corner = (
            left + place % columns * (width + gap),
            room.top + place // columns * (side + words + gap),
        )
        rect = pygame.Rect(corner, (width, side + words))
        in_use = any(forger.id == each.id for each in scene.desk.forgers)
        _frame(page, rect, first + place, first + place == scene.focus)
        _card(page, forger, rect, fooled(scene, forger), in_use)
    if len(shown) < len(scene.shelf):
        rail.draw(page, foot, len(scene.shelf), scene.focus, first, len(shown))


def _frame(page: Page, rect: pygame.Rect, place: int, focused: bool) -> None:
    measure, palette = page.measure, page.palette
    hovered = page.offer(rect, Picked(place))
    exhibits.card(page, rect)
    if focused or hovered:
        colour = palette.accent if focused else palette.ink_soft
        pygame.draw.rect(page.surface, colour, rect, measure(4, least=3))


def _card(page: Page, forger: Forger, rect: pygame.Rect, judged: str, in_use: bool) -> None:
    measure, palette, border = page.measure, page.palette, _border(page)
    side = min(rect.width, rect.height - _words_height(page)) - 2 * border
    at = pygame.Rect(rect.left + border, rect.top + border, side, side)
    page.surface.fill(palette.plate, at)
    if forger.picture:
        picture = _picture(forger.picture, side)
        page.surface.blit(picture, picture.get_rect(center=at.center))
    y = at.bottom + measure(8, least=4)
    epoch = f"Epoch {forger.epoch}"
    room = rect.width - 2 * border
    said = page.text(epoch, Type.TITLE, palette.ink, room, topleft=(at.left, y))
    if in_use and said.right + page.width(IN_USE, Type.LABEL) < rect.right - border:
        corner = (rect.right - border, y + measure(9, least=5))
        page.text(IN_USE, Type.LABEL, palette.accent, topright=corner)
    y += page.height(Type.TITLE)
    lines = (
        f"{forger.preset} · {forger.images_seen:,} digits seen",
        "trained on the bundled digits" if forger.dataset == "bundled" else f"run {forger.run}",
        judged,
    )
    for line in lines:
        page.text(line, Type.SMALL, palette.ink_soft, room, topleft=(at.left, y))
        y += page.height(Type.SMALL)


def fooled(scene: Choose, forger: Forger) -> str:
    """How much of what a forger wrote has passed, in words; nothing until that has come."""
    if scene.counts is None:
        return ""
    count = next((each for each in scene.counts if each.checkpoint_id == forger.id), None)
    if count is None:
        return "not judged by anybody yet"
    if count.fakes < ENOUGH:
        return f"not enough answers yet ({count.fakes})"
    return f"{round(100 * count.called_real / count.fakes)} % of {count.fakes} fakes passed"


def _border(page: Page) -> int:
    return page.measure(14, least=7)


def _words_width(page: Page) -> int:
    return page.width("not enough answers yet (19)", Type.SMALL) + 2 * _border(page) + 1


def _words_height(page: Page) -> int:
    return page.height(Type.TITLE) + 3 * page.height(Type.SMALL) + page.measure(10, least=5)


@lru_cache(maxsize=64)
def _picture(path: str, side: int) -> pygame.Surface:
    """The first digits of the fixed-noise picture, as many as a whole factor leaves room for.

    A picture that has been lost leaves the plate black.
    """
    try:
        picture = pygame.image.load(path)
    except (pygame.error, OSError):
        return pygame.Surface((1, 1))
    scale = max(1, side // (FEWEST * PITCH + GUTTER))
    digits = (side // scale - GUTTER) // PITCH
    shown = digits * PITCH + GUTTER
    part = picture.get_rect().clip((0, 0, shown, shown))
    return pygame.transform.scale_by(picture.subsurface(part), scale)
