"""Key caps: keys printed as on a keyboard, with what they do."""

from __future__ import annotations

import pygame

from game.ui import shapes
from game.ui.page import Page
from game.ui.theme import Colour, Type

ARROWS = {"left": 180, "right": 0, "up": 90, "down": 270}
LABELS = {"return": "Enter", "escape": "Esc", "page up": "PgUp", "page down": "PgDn"}
"""What is printed on keys whose names are others."""
LONGEST = 9
"""Letters on a cap."""


def label(key: str) -> str:
    """What is printed on the cap of a key."""
    if key in LABELS:
        return LABELS[key]
    if key.startswith("["):
        return f"Num {key.strip('[]')}"
    words = key.upper() if len(key) == 1 else key[:1].upper() + key[1:]
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def cap_size(page: Page, key: str) -> tuple[int, int]:
    """The size of a cap, in pixels."""
    height = page.height(Type.KEY) + page.measure(8, least=4)
    if key in ARROWS:
        return height, height
    return max(height, page.width(label(key), Type.KEY) + page.measure(16, least=9)), height


def cap(
    page: Page,
    key: str,
    topleft: tuple[int, int],
    colour: Colour,
    ground: Colour,
) -> pygame.Rect:
    """One key in outline; arrows are drawn, other keys are lettered."""
    rect = pygame.Rect(topleft, cap_size(page, key))
    radius = page.measure(5, least=3)
    foot = page.measure(2)
    page.surface.blit(shapes.rounded(rect.size, radius, colour), rect)
    # A heavier lower edge makes a key of it.
    weight = page.measure(1.3)
    inner = rect.inflate(-2 * weight, -2 * weight)
    inner.height -= foot
    page.surface.blit(shapes.rounded(inner.size, max(1, radius - weight), ground), inner)
    if key in ARROWS:
        arrow = _arrow(round(rect.height * 0.46), ARROWS[key], colour)
        page.surface.blit(arrow, arrow.get_rect(center=inner.center))
    else:
        page.text(label(key), Type.KEY, colour, center=inner.center)
    return rect


def row_width(page: Page, keys: tuple[str, ...]) -> int:
    """The width of caps side by side."""
    gap = page.measure(6, least=4)
    return sum(cap_size(page, key)[0] for key in keys) + gap * (len(keys) - 1)


def row(
    page: Page, keys: tuple[str, ...], left: int, centre_y: int, colour: Colour, ground: Colour
) -> int:
    """Caps side by side from ``left``; the x behind the last."""
    gap = page.measure(6, least=4)
    for key in keys:
        width, height = cap_size(page, key)
        cap(page, key, (left, centre_y - height // 2), colour, ground)
        left += width + gap
    return left - gap


def hint(page: Page, keys: tuple[str, ...], words: str) -> pygame.Surface:
    """Keys followed by what they do; not to be drawn on."""
    return page.kept(_hint, keys, words)


def _hint(page: Page, keys: tuple[str, ...], words: str) -> pygame.Surface:
    gap = page.measure(9, least=5)
    width = row_width(page, keys) + gap + page.width(words, Type.SMALL)
    piece, palette = page.piece((width, cap_size(page, keys[0])[1])), page.palette
    middle = piece.surface.get_height() // 2
    x = row(piece, keys, 0, middle, palette.ink, palette.card) + gap
    piece.text(words, Type.SMALL, palette.ink_soft, midleft=(x, middle))
    return piece.surface


def _arrow(side: int, angle: int, colour: Colour) -> pygame.Surface:
    side = max(side, 7)
    middle, head, weight = side / 2, side * 0.42, side * 0.17
    points = (
        (0.0, middle - weight / 2),
        (side - head * 0.8, middle - weight / 2),
        (side - head * 0.8, middle - head),
        (float(side), middle),
        (side - head * 0.8, middle + head),
        (side - head * 0.8, middle + weight / 2),
        (0.0, middle + weight / 2),
    )
    return pygame.transform.rotate(shapes.polygon((side, side), points, colour), angle)
