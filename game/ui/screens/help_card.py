"""Help: how to play on the left, the keys on the right."""

from __future__ import annotations

import pygame

from game.scenes.actions import Action
from game.scenes.help_card import HelpCard
from game.ui import casefile, keycaps, paper
from game.ui.page import Page
from game.ui.theme import Type

RULES = (
    ("One digit at a time.", "A person wrote it, or a machine forged it. Say which."),
    ("Three lives.", "Each wrong answer costs one; each right answer is a point."),
    ("Even odds.", "Real or forged is a fair coin. No pattern will help you."),
    ("Look at the strokes.", "Specks, torn edges, shapes that are no digit: a machine’s hand."),
    (
        "Every answer is kept.",
        "So that one day you can ask which forger fools people, and how often.",
    ),
)
KEYS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("left", "R"), "genuine"),
    (("right", "F"), "forged"),
    (("Space", "Enter"), "go on"),
    (("Esc",), "back, pause, quit"),
    (("F11",), "full screen"),
    (("M",), "mute"),
    (("H", "F1"), "this card"),
)
HINTS: tuple[casefile.Hint, ...] = ((("Esc",), "put away", Action.BACK),)


def help_card(page: Page, scene: HelpCard) -> None:
    """Draw the card."""
    measure = page.measure
    inside = paper.lay(page)
    page.offer(page.surface.get_rect(), Action.BACK)
    top = casefile.head(page, inside, "Instructions to examiners".upper(), "Form H".upper())
    foot = casefile.foot_height(page) + measure(8, least=4)
    body = pygame.Rect(inside.left, top, inside.width, inside.bottom - foot - top)
    body = body.inflate(0, -2 * measure(26, least=6))
    page.text("How to play", Type.HEADLINE, page.palette.ink, topleft=body.topleft)
    y = body.top + page.height(Type.HEADLINE) + measure(16, least=4)
    if measure.is_tall:
        below = _rules(page, pygame.Rect(body.left, y, body.width, body.height)) + measure(24)
        _keys(page, pygame.Rect(body.left, below, body.width, body.bottom - below))
    else:
        gap = measure(70, least=26)
        keys = max(keycaps.row_width(page, keys) for keys, _ in KEYS)
        words = max(page.width(said, Type.BODY) for _, said in KEYS)
        width = keys + measure(20, least=10) + words
        _rules(page, pygame.Rect(body.left, y, body.width - width - gap, body.height))
        _keys(page, pygame.Rect(body.right - width, y, width, body.bottom - y))
    casefile.foot(page, inside, HINTS)


def _rules(page: Page, rect: pygame.Rect) -> int:
    measure, palette = page.measure, page.palette
    y = rect.top
    number = measure(42, least=24)
    for place, (name, rule) in enumerate(RULES, start=1):
        baseline = (rect.left, y + measure(2))
        page.text(f"{place}.", Type.BODY_BOLD, palette.accent, topleft=baseline)
        column = pygame.Rect(rect.left + number, y, rect.width - number, rect.height)
        page.text(name, Type.BODY_BOLD, palette.ink, column.width, topleft=column.topleft)
        column.top += page.height(Type.BODY)
        y = page.paragraph(rule, Type.BODY, palette.ink_soft, column) + measure(15, least=4)
    return y


def _keys(page: Page, rect: pygame.Rect) -> None:
    measure, palette = page.measure, page.palette
    widest = max(keycaps.row_width(page, keys) for keys, _ in KEYS)
    cap = keycaps.cap_size(page, "R")[1]
    pitch = min(cap + measure(18, least=7), max(cap + 2, rect.height // len(KEYS)))
    for place, (keys, said) in enumerate(KEYS):
        middle = rect.top + place * pitch + cap // 2
        keycaps.row(page, keys, rect.left, middle, palette.ink, palette.card)
        left = rect.left + widest + measure(20, least=10)
        page.text(said, Type.BODY, palette.ink, rect.right - left + 2, midleft=(left, middle))
        if place + 1 < len(KEYS) and pitch > cap + 4:
            page.rule((rect.left, middle + pitch // 2), rect.width, palette.rule)
