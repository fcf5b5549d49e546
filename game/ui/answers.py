"""The two answers: evidence tags left and right, with their keys printed on them."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.scenes.actions import Action
from game.ui import keycaps, shapes
from game.ui.page import Page
from game.ui.theme import Colour, Type


@dataclass(frozen=True)
class Answer:
    """What a tag says, and what a click on it means."""

    word: str
    gloss: str
    action: Action
    points_left: bool


GENUINE = Answer("Genuine", "a person wrote it", Action.SAY_REAL, True)
FORGED = Answer("Forged", "the machine did", Action.SAY_FAKE, False)


def draw(page: Page, answer: Answer, rect: pygame.Rect, chosen: bool | None) -> None:
    """Draw a tag; ``chosen`` is None while the answer is open, then whether it was this one."""
    hovered = chosen is None and page.offer(rect, answer.action)
    keys = page.keys(answer.action)
    page.put(page.kept(_drawn, answer, rect.size, keys, chosen, hovered), center=rect.center)


def _drawn(
    page: Page,
    answer: Answer,
    size: tuple[int, int],
    keys: tuple[str, ...],
    chosen: bool | None,
    hovered: bool,
) -> pygame.Surface:
    """A tag in the middle of a surface that has room for its shadow."""
    around = _spread(page) + page.measure(3)
    page = page.piece((size[0] + 2 * around, size[1] + 2 * around))
    rect = pygame.Rect(around, around, *size)
    ink, ground = _colours(page, hovered, chosen)
    _body(page, answer, rect, ink, ground, lifted=chosen is None)
    soft = page.palette.paper_shade if chosen else page.palette.ink_soft
    middle = rect.centerx + page.measure(9, least=5) * (1 if answer.points_left else -1)
    word, gloss = page.height(Type.ANSWER), page.height(Type.SMALL_ITALIC)
    caps = keycaps.cap_size(page, "r")[1]
    gap = page.measure(10, least=4)
    y = rect.centery - (word + gloss + gap + caps) // 2
    page.text(answer.word, Type.ANSWER, ink, midtop=(middle, y))
    page.text(answer.gloss, Type.SMALL_ITALIC, soft, midtop=(middle, y + word))
    left = middle - keycaps.row_width(page, keys) // 2
    keycaps.row(page, keys, left, y + word + gloss + gap + caps // 2, ink, ground)
    return page.surface


def size(page: Page) -> tuple[int, int]:
    """The least size at which a tag holds its words, in pixels."""
    return page.kept(_size, page.keys(GENUINE.action), page.keys(FORGED.action))


def _size(page: Page, *keys: tuple[str, ...]) -> tuple[int, int]:
    words = max(
        page.width(text, style)
        for answer in (GENUINE, FORGED)
        for text, style in (
            (answer.word, Type.ANSWER),
            (answer.gloss, Type.SMALL_ITALIC),
        )
    )
    widest = max(keycaps.row_width(page, each) for each in keys)
    caps = keycaps.cap_size(page, "r")[1]
    height = page.height(Type.ANSWER) + page.height(Type.SMALL_ITALIC) + caps
    return max(words, widest) + page.measure(72, least=34), height + page.measure(68, least=20)


def _colours(page: Page, hovered: bool, chosen: bool | None) -> tuple[Colour, Colour]:
    palette = page.palette
    if chosen:
        return palette.card, palette.ink
    if chosen is False:
        return palette.ink_soft, palette.paper
    return palette.ink, palette.paper_shade if hovered else palette.card


def _body(
    page: Page, answer: Answer, rect: pygame.Rect, ink: Colour, ground: Colour, lifted: bool
) -> None:
    cut = float(page.measure(22, least=10))
    width, height = float(rect.width - 1), float(rect.height - 1)
    points: shapes.Points = (
        (cut, 0.5),
        (width, 0.5),
        (width, height),
        (cut, height),
        (0.5, height - cut),
        (0.5, cut),
    )
    if not answer.points_left:
        points = tuple((width + 0.5 - x, y) for x, y in points)
    if lifted:
        spread = _spread(page)
        cast = shapes.shadow(rect.size, spread, 60, points)
        page.surface.blit(cast, (rect.x - spread, rect.y - spread + page.measure(3)))
    line = page.palette.ink if ground == page.palette.ink else ink
    page.surface.blit(shapes.polygon(rect.size, points, ground), rect)
    outline = shapes.polygon(rect.size, points, line, max(1.0, 1.6 * page.measure.factor))
    page.surface.blit(outline, rect)
    _eyelet(page, answer, rect, line)


def _spread(page: Page) -> int:
    return page.measure(9, least=4)


def _eyelet(page: Page, answer: Answer, rect: pygame.Rect, line: Colour) -> None:
    """The reinforced hole that the string goes through."""
    inset = page.measure(19, least=9)
    x = rect.left + inset if answer.points_left else rect.right - inset
    ring = shapes.disc(page.measure(17, least=9), page.palette.accent)
    hole = shapes.disc(page.measure(8, least=4), page.palette.paper)
    page.surface.blit(ring, ring.get_rect(center=(x, rect.centery)))
    page.surface.blit(hole, hole.get_rect(center=(x, rect.centery)))
