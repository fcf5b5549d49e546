"""Help: how to play on one leaf, the keys and the gamepad on the other."""

from __future__ import annotations

import pygame

from game.scenes.actions import Action
from game.scenes.help_card import LEAVES, HelpCard
from game.ui import casefile, keycaps, lettering, paper, stamp
from game.ui.page import Page
from game.ui.theme import Type

ASKED = ("One digit at a time.", "A person wrote it, or a machine forged it. Say which.")
COIN = "Real or forged is a fair coin. No pattern will help you."
HALF = "Half of them are forged. No pattern will help you."
BY_MODE = {
    "arcade": (
        "Three lives.",
        "A wrong answer costs one, a right one is a point. From three in a row on: "
        "10 seconds, falling to 2.",
        COIN,
    ),
    "ladder": (
        "Ten digits an epoch.",
        "Eight right lead to the next epoch, in which the forger has learnt more.",
        COIN,
    ),
    "lab": (
        "Nothing is told before the end.",
        "Practice apart. Leave whenever you like: the case waits where it stands.",
        HALF,
    ),
    "timed": (
        "A glimpse, then noise.",
        "A right answer makes the next glimpse shorter, a wrong one longer.",
        HALF,
    ),
}
"""What a mode asks for, in a name and a rule, and what its odds rest on."""
ALWAYS = (
    ("Look at the strokes.", "Specks, torn edges, odd shapes: a machine’s hand."),
    (
        "Every answer is kept.",
        "To ask one day which forger fools people, and how often.",
    ),
)
KEYS: tuple[tuple[tuple[Action, ...], str, str], ...] = (
    ((Action.SAY_REAL,), "genuine", "left shoulder or cross"),
    ((Action.SAY_FAKE,), "forged", "right shoulder or cross"),
    ((Action.GO_ON,), "go on", "A"),
    ((Action.BACK,), "back, pause, quit", "B, or Start to pause"),
    ((Action.UP, Action.DOWN), "move in a list", "cross or stick"),
    ((Action.FULL_SCREEN,), "full screen", ""),
    ((Action.MUTE,), "mute", ""),
    ((Action.HELP,), "this card", "Y"),
)
"""Actions, what they do, and what does the same on a gamepad."""
MOUSE = "The mouse can do it all. Keys are changed in the settings."
FIRST: tuple[casefile.Hint, ...] = (
    casefile.Hint("the keys", Action.GO_ON),
    casefile.Hint("put away", Action.BACK),
)
SECOND: tuple[casefile.Hint, ...] = (
    casefile.Hint("the rules", Action.LEFT),
    casefile.Hint("the introduction", Action.RIGHT),
    casefile.Hint("put away", Action.BACK),
)


def help_card(page: Page, scene: HelpCard) -> None:
    """Draw the leaf that is turned up."""
    measure = page.measure
    inside = paper.lay(page)
    page.offer(page.surface.get_rect(), Action.GO_ON)
    leaf = f"Form H · leaf {scene.leaf + 1} of {LEAVES}"
    top = casefile.head(page, inside, "For examiners".upper(), leaf.upper())
    foot = casefile.foot_height(page) + measure(8, least=4)
    body = pygame.Rect(inside.left, top, inside.width, inside.bottom - foot - top)
    body = body.inflate(0, -2 * measure(26, least=5))
    headline = "The keys" if scene.leaf else f"How to play: {scene.desk.mode}"
    page.text(headline, Type.HEADLINE, page.palette.ink, topleft=body.topleft)
    y = body.top + page.height(Type.HEADLINE) + measure(16, least=2)
    rest = pygame.Rect(body.left, y, body.width, body.bottom - y)
    if scene.leaf:
        _keys(page, rest)
    else:
        _rules(page, rest, rules(scene.desk.mode))
    casefile.foot(page, inside, SECOND if scene.leaf else FIRST)


def rules(mode: str) -> tuple[tuple[str, str], ...]:
    """The rules of a mode, each with its name."""
    name, rule, odds = BY_MODE[mode]
    return (ASKED, (name, rule), ("Even odds.", odds), *ALWAYS)


def _rules(page: Page, rect: pygame.Rect, told: tuple[tuple[str, str], ...]) -> None:
    """The rules one below the other, spread over the room that there is."""
    measure, palette = page.measure, page.palette
    number = measure(52, least=28)
    width = min(rect.width - number, measure(860, least=580))
    pitch = page.height(Type.BODY)
    for style in (Type.BODY, Type.SMALL):  # the smaller one where the room is too small
        size = measure.type(style)
        counts = [len(lettering.lines(rule, style, size, width)) for _, rule in told]
        used = pitch * len(told) + page.height(style) * sum(counts)
        if used <= rect.height:
            break
    gap = max(0, min(measure(24, least=8), (rect.height - used) // (len(told) - 1)))
    y = rect.top
    for place, (name, rule) in enumerate(told, start=1):
        page.text(f"{place}.", Type.BODY_BOLD, palette.accent, topleft=(rect.left, y))
        column = pygame.Rect(rect.left + number, y, width, rect.height)
        page.text(name, Type.BODY_BOLD, palette.ink, column.width, topleft=column.topleft)
        column.top += pitch
        y = page.paragraph(rule, style, palette.ink_soft, column) + gap
    _stamps(page, pygame.Rect(rect.left + number + width, rect.top, 0, rect.height), rect.right)


def _stamps(page: Page, rect: pygame.Rect, right: int) -> None:
    """What the verdicts look like, where there is room beside the rules."""
    size = min((right - rect.left) * 2 // 3, rect.height // 3)
    if size < page.measure(90):
        return
    middle = (rect.left + right) // 2
    for place, told in enumerate((True, False)):
        centre = (middle, rect.top + (2 * place + 1) * rect.height // 5)
        stamp.land(
            page.surface, right=told, centre=centre, size=size, progress=1.0, palette=page.palette
        )


def _keys(page: Page, rect: pygame.Rect) -> None:
    """A table: the keys, what they do, and the gamepad's buttons."""
    measure, palette = page.measure, page.palette
    of = page.settings.keys.of
    caps = [tuple(key for action in actions for key in of(action)) for actions, *_ in KEYS]
    gap = measure(28, least=12)
    first = max(keycaps.row_width(page, keys) for keys in caps) + gap
    second = max(page.width(said, Type.BODY) for _, said, _ in KEYS) + gap
    third = rect.width - first - second
    heading = page.height(Type.LABEL) + measure(8, least=3)
    note = page.height(Type.SMALL_ITALIC)
    room = (rect.height - heading - note) // len(KEYS)
    cap = keycaps.cap_size(page, "r")[1]
    pitch = min(cap + measure(20, least=8), max(cap, room))
    y = rect.top
    for left, words in ((0, "Keys"), (first + second, "Gamepad")):
        place = (rect.left + left, y)
        page.text(words.upper(), Type.LABEL, palette.accent, max(third, first), topleft=place)
    y += heading
    page.rule((rect.left, y - 1), rect.width, palette.ink, 1.2)
    for keys, (_, said, pad) in zip(caps, KEYS, strict=True):
        middle = y + pitch // 2
        keycaps.row(page, keys, rect.left, middle, palette.ink, palette.card)
        left = rect.left + first
        page.text(said, Type.BODY, palette.ink, second, midleft=(left, middle))
        left += second
        page.text(pad, Type.SMALL, palette.ink_soft, third, midleft=(left, middle))
        y += pitch
        page.rule((rect.left, y - 1), rect.width, palette.rule)
    spot = (rect.left, y + measure(8, least=1))
    page.text(MOUSE, Type.SMALL_ITALIC, palette.ink_soft, rect.width, topleft=spot)
