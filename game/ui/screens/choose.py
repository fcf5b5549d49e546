"""Choosing forgers: the shelf as cards, each with what its forger wrote and how it has done."""

from __future__ import annotations

import pygame

from game.rules.forgers import Forger
from game.scenes.actions import Action, Picked
from game.scenes.choose import Choose
from game.ui import casefile, dossier, exhibits, paper, particulars, plainly, rail, shapes
from game.ui.page import Page
from game.ui.theme import Type

IN_USE, CHOSEN = "IN USE", "CHOSEN"
FEWEST = 7
"""Digits in a row of a card's picture, at least."""
WIDEST = "passed 37 % of 1,057 (26–50 %)"
"""What a card has to have room for."""
MOVE = casefile.Hint("move", Action.RIGHT, beside=Action.LEFT)
HINTS: tuple[casefile.Hint, ...] = (MOVE, casefile.CHOOSE, casefile.Hint("back", Action.BACK))
MARKING: tuple[casefile.Hint, ...] = (
    MOVE,
    casefile.Hint("add or take away", Action.GO_ON, last=True),
    casefile.Hint("that is all", Action.BACK),
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
    asked = question(scene)
    style = Type.HEADLINE if page.width(asked, Type.HEADLINE) <= inside.width else Type.TITLE
    page.text(asked, style, palette.ink, inside.width, topleft=(inside.left, y))
    y += page.height(style)
    said = pygame.Rect(inside.left, y, inside.width, 0)
    y = page.paragraph(aside(scene), Type.ASIDE, palette.ink_soft, said, lines=2) + gap
    foot = casefile.foot_height(page) + gap
    room = pygame.Rect(inside.left, y, inside.width, inside.bottom - foot - y)
    if count:
        _cards(page, scene, room, gap)
    else:
        page.text("The shelf is being looked through.", Type.BODY, palette.ink, center=room.center)
    casefile.foot(page, inside, MARKING if scene.several else HINTS)


def question(scene: Choose) -> str:
    """What there is to choose, as far as it is chosen."""
    if scene.by_run:
        return "Whose apprenticeship will you follow?"
    if scene.several:
        count = len(scene.chosen)
        return f"Whose hands will you compare? {count} chosen"
    return "Whose hand will you examine?"


def aside(scene: Choose) -> str:
    """What choosing means in this mode, and whose answers are counted on the cards."""
    if scene.by_run:
        return "Any epoch stands for its whole run. Passed: in arcade and ladder, 95 % interval."
    if scene.several:
        return "As many as you like, mixed blindly. Passed: in lab, 95 % interval."
    return "What each writes. Passed for genuine: in arcade and ladder, 95 % interval."


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
    first = _first(scene, columns, rows)
    shown = scene.shelf[first : first + columns * rows]
    used = min(columns, len(shown))
    spare = room.width - used * width - gap * (used - 1)
    left = room.left + (spare // 2 if used == columns else 0)
    chosen = {each.id for each in scene.chosen}
    for place, forger in enumerate(shown):
        corner = (
            left + place % columns * (width + gap),
            room.top + place // columns * (side + words + gap),
        )
        rect = pygame.Rect(corner, (width, side + words))
        _frame(page, rect, first + place, first + place == scene.focus)
        mark = (CHOSEN if scene.several else IN_USE) if forger.id in chosen else ""
        _card(page, scene, forger, rect, mark)
    if len(shown) < len(scene.shelf):
        rail.draw(page, foot, len(scene.shelf), scene.focus, first, len(shown))


def _first(scene: Choose, columns: int, rows: int) -> int:
    """The first card in sight, so that the one in focus is as near the middle as can be."""
    count = len(scene.shelf)
    if count <= columns * rows:
        return 0
    if rows == 1:
        return min(max(scene.focus - columns // 2, 0), count - columns)
    row = min(max(scene.focus // columns - rows // 2, 0), -(-count // columns) - rows)
    return row * columns


def _frame(page: Page, rect: pygame.Rect, place: int, focused: bool) -> None:
    measure, palette = page.measure, page.palette
    hovered = page.offer(rect, Picked(place))
    exhibits.card(page, rect)
    if focused or hovered:
        colour = palette.accent if focused else palette.ink_soft
        pygame.draw.rect(page.surface, colour, rect, measure(4, least=3))


def _card(page: Page, scene: Choose, forger: Forger, rect: pygame.Rect, mark: str) -> None:
    measure, palette, border = page.measure, page.palette, _border(page)
    side = min(rect.width, rect.height - _words_height(page)) - 2 * border
    room = rect.width - 2 * border
    at = pygame.Rect(rect.left + border, rect.top + border, room, side)
    dossier.draw_noise(page, forger, at, FEWEST)
    y = at.bottom + measure(8, least=4)
    left = _mark(page, rect, y, mark) - measure(10, least=5) if mark else at.right
    name = dossier.heading(forger)
    page.text(name, Type.TITLE, palette.ink, left - at.left, topleft=(at.left, y))
    y += page.height(Type.TITLE)
    for line in (dossier.schooling(forger), dossier.origin(forger), fooled(scene, forger)):
        page.text(line, Type.SMALL, palette.ink_soft, room, topleft=(at.left, y))
        y += page.height(Type.SMALL)


def _mark(page: Page, rect: pygame.Rect, top: int, words: str) -> int:
    """A tab with a tick, right of a card's name and within its border; the x where it begins."""
    measure, palette = page.measure, page.palette
    tick, inset, gap = page.height(Type.LABEL), measure(8, least=5), measure(4, least=2)
    tab = pygame.Rect(0, 0, page.width(words, Type.LABEL) + tick + gap + 2 * inset, 0)
    tab.height = page.height(Type.LABEL) + measure(6, least=3)
    tab.midright = (rect.right - _border(page), top + page.height(Type.TITLE) // 2)
    page.surface.fill(palette.accent, tab)
    mark = shapes.tick(tick, palette.card)
    page.surface.blit(mark, mark.get_rect(midleft=(tab.left + inset, tab.centery)))
    spot = (tab.left + inset + tick + gap, tab.centery)
    page.text(words, Type.LABEL, palette.card, midleft=spot)
    return tab.left


def fooled(scene: Choose, forger: Forger) -> str:
    """How much of what a forger wrote has passed, in words; nothing until that has come."""
    if scene.rates is None:
        return ""
    rate = next((each for each in scene.rates if each.checkpoint_id == forger.id), None)
    if rate is None:
        return "not judged by anybody yet"
    share = rate.passed
    return f"passed {plainly.share(share)} of {share.of:,} ({particulars.percents(share)} %)"


def _border(page: Page) -> int:
    return page.measure(14, least=7)


def _words_width(page: Page) -> int:
    return page.width(WIDEST, Type.SMALL) + 2 * _border(page) + 1


def _words_height(page: Page) -> int:
    return page.height(Type.TITLE) + 3 * page.height(Type.SMALL) + page.measure(10, least=5)
