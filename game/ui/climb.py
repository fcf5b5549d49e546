"""The climb: how far a ladder led, and what was told right on the way, epoch by epoch."""

from __future__ import annotations

import pygame

from game.rules.ladder import DIGITS, ENOUGH, Ladder, Level
from game.ui import dossier, shapes
from game.ui.page import Page
from game.ui.theme import Style, Type

CHART = ("Told right in each epoch, per cent", "Told right, per cent")
APART = ("last epoch told apart", "told apart last")
NONE = ("No epoch told apart yet", "No epoch yet")
NOTE = "The bars are 95 % intervals."
LINES = ((ENOUGH / DIGITS, "to climb"), (0.5, "chance"))
"""Shares that matter, each with its name."""


def report(page: Page, game: Ladder, rect: pygame.Rect) -> None:
    """The last epoch told apart, how the climb ended, and the chart of it."""
    measure, palette = page.measure, page.palette
    y = rect.top
    last = game.last_passed
    if last is not None and last.count is None:
        at = (rect.left, y - measure(14))
        figure = page.text(str(last.epoch), Type.DISPLAY, palette.ink, topleft=at)
        x = figure.right + measure(18, least=9)
        room, middle = rect.right - x, figure.centery + measure(2)
        words = _fitting(page, APART, Type.TITLE, room)
        page.text(words, Type.TITLE, palette.ink, room, bottomleft=(x, middle))
        of = f"{climbed(game)} of {len(game.forgers)} levels climbed"
        page.text(of, Type.ASIDE, palette.ink_soft, room, topleft=(x, middle))
        y = figure.bottom + measure(2)
    else:
        none = _fitting(page, NONE, Type.HEADLINE, rect.width)
        words = f"{dossier.heading(last)} told apart" if last else none
        page.text(words, Type.HEADLINE, palette.ink, rect.width, topleft=(rect.left, y))
        y += page.height(Type.HEADLINE)
    said = pygame.Rect(rect.left, y, rect.width, 0)
    y = page.paragraph(ending(game), Type.ASIDE, palette.ink_soft, said, lines=2)
    y += measure(18, least=6)
    words = _fitting(page, CHART, Type.BODY_BOLD, rect.width)
    page.text(words, Type.BODY_BOLD, palette.ink, rect.width, topleft=(rect.left, y))
    y += page.height(Type.BODY_BOLD)
    high = min(rect.bottom - y, max(measure(330), round(rect.width * 0.62)))
    _chart(page, game, pygame.Rect(rect.left, y, rect.width, high))


def _fitting(page: Page, wordings: tuple[str, ...], style: Style, room: int) -> str:
    """The first wording that there is room for, or else the shortest, which is the last."""
    fitting = (words for words in wordings if page.width(words, style) <= room)
    return next(fitting, wordings[-1])


def climbed(game: Ladder) -> int:
    """How many levels were passed."""
    return sum(level.passed for level in game.levels)


def ending(game: Ladder) -> str:
    """How the climb ended, in a sentence."""
    if game.reached_the_top:
        return "You reached the top: no epoch of this run fools you yet."
    last = game.levels[-1] if game.levels else None
    if last is None or not last.done:
        return "The case was closed on the way up."
    name = dossier.heading(last.forger)
    if last.passed:
        return f"The case was closed on the landing above {name.lower()}."
    return f"{name} held you: {last.right} of {DIGITS} told right, and {ENOUGH} climb."


def _chart(page: Page, game: Ladder, rect: pygame.Rect) -> None:
    """Shares from 0 to 1 over all epochs of the run, those that were not reached empty."""
    measure, palette = page.measure, page.palette
    label, gap = page.height(Type.SMALL), measure(10, least=5)
    left = page.width("80 %", Type.SMALL) + gap
    right = max(page.width(words, Type.SMALL) for _, words in LINES) + gap
    field = pygame.Rect(rect.left + left, rect.top + label, 0, 0)
    field.width = rect.width - left - right
    # The last figure may reach beyond its level's half pitch, up to the names of the lines.
    beyond = page.width("100", Type.SMALL) + gap - field.width // (2 * len(game.forgers))
    field.width -= max(0, beyond)
    field.height = rect.bottom - 2 * label - measure(4) - field.top
    if field.height < label or field.width < label:
        return
    for share, words in LINES:
        y = _height(field, share)
        page.rule((field.left, y), field.width, palette.rule)
        spot = (field.left - gap, y)
        page.text(f"{round(100 * share)} %", Type.SMALL, palette.ink_soft, midright=spot)
        page.text(words, Type.SMALL, palette.ink_soft, midleft=(rect.right - right + gap, y))
    page.rule((field.left, field.bottom), field.width, palette.ink)
    places = _places(field, len(game.forgers))
    _epochs(page, game, field, places)
    levels = list(zip(places, game.levels, strict=False))
    points = [(x, _height(field, level.accuracy.estimate or 0.0)) for x, level in levels]
    for x, level in levels:
        top, bottom = (_height(field, end) for end in (level.accuracy.high, level.accuracy.low))
        width = measure(3, least=2)
        page.surface.fill(palette.rule, (x - width // 2, top, width, bottom - top))
    if len(points) > 1:
        pygame.draw.aalines(page.surface, palette.ink_soft, False, points)
    for point, (_, level) in zip(points, levels, strict=True):
        _mark(page, point, level)
    _figures(page, points, [level for _, level in levels], field)


def _places(field: pygame.Rect, count: int) -> list[int]:
    """The x of each level, half a pitch from either end."""
    return [field.left + round(field.width * (place + 0.5) / count) for place in range(count)]


def _height(field: pygame.Rect, share: float) -> int:
    return round(field.bottom - share * field.height)


def _mark(page: Page, point: tuple[int, int], level: Level) -> None:
    """A full disc for a level that was passed, an open ring for one that was not."""
    palette, size = page.palette, page.measure(13, least=8)
    if level.passed:
        mark = shapes.disc(size, palette.ink)
    else:
        ground = shapes.disc(size, palette.paper)
        page.surface.blit(ground, ground.get_rect(center=point))
        mark = shapes.disc(size, palette.accent, max(2, size // 4))
    page.surface.blit(mark, mark.get_rect(center=point))


def _epochs(page: Page, game: Ladder, field: pygame.Rect, places: list[int]) -> None:
    """The epochs below the chart, as many as there is room for, the first and last of them."""
    top = field.bottom + page.measure(4)
    names = [str(f.epoch) if f.count is None else f.name for f in game.forgers]
    every = _every(max(page.width(name, Type.SMALL) for name in names), places, field)
    begun = len(game.levels)
    for place in range((len(names) - 1) % every, len(names), every):
        ink = page.palette.ink if place < begun else page.palette.ink_soft
        pitch = field.width * every // len(names)
        page.text(names[place], Type.SMALL, ink, pitch, midtop=(places[place], top))
    words = f"epoch. {NOTE}"
    if page.width(words, Type.SMALL_ITALIC) > field.width:
        words = "epoch"
    below = (field.centerx, top + page.height(Type.SMALL))
    page.text(words, Type.SMALL_ITALIC, page.palette.ink_soft, field.width, midtop=below)


def _figures(
    page: Page, points: list[tuple[int, int]], levels: list[Level], field: pygame.Rect
) -> None:
    """What was told right, beside the marks, as many as there is room for, and the last."""
    gap = page.measure(10, least=6)
    if not points:
        return
    room = page.width("100", Type.SMALL) + 2 * gap
    every = _every(room, [x for x, _ in points], field)
    for place in range((len(points) - 1) % every, len(points), every):
        (x, y), level = points[place], levels[place]
        ink = page.palette.ink if level.passed else page.palette.accent
        figure = str(round(100 * level.right / level.answered))
        # Above what leads downwards from here, as a rule.
        page.text(figure, Type.SMALL, ink, midleft=(x + gap, y - page.height(Type.SMALL) * 2 // 5))


def _every(width: int, places: list[int], field: pygame.Rect) -> int:
    """At every how many places a text of this width fits."""
    pitch = (places[-1] - places[0]) / (len(places) - 1) if len(places) > 1 else field.width
    return max(1, -(-width // max(1, round(pitch))))
